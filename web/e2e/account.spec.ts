import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { logIn } from "./people.ts";
import { wordsOf } from "./texts.ts";

const PAGES = ["/login", "/register", "/forgot", "/reset", "/reset#token=x", "/verify-email", "/invitation", "/no/such/page"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`nobody is shut out before signing in: ${colorScheme}, ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.locator("h1")).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        expect(violations.map((violation) => `${path} ${violation.id}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await context.close();
    });
  }
}

test("the language that was chosen is still there after a reload", async ({ page }) => {
  await page.goto("/login");
  await expect(page.locator("html")).toHaveAttribute("lang", "nl");
  await page.getByText("EN", { exact: true }).click();
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("the menu goes when something was chosen, though nobody noticed that it had risen", async ({ page }) => {
  // As on a machine too busy to tell of it in time: the news that a movement began comes before anybody listens.
  await page.addInitScript(() => addEventListener("animationstart", (event) => event.stopImmediatePropagation(), true));
  await logIn(page, "owner3");
  await page.getByRole("button", { name: wordsOf("nl")("shell:you.menu", { name: "" }).trim() }).filter({ visible: true }).click();
  const choice = page.getByRole("menuitemradio", { checked: true }).first();
  await expect(choice).toBeVisible();
  await page.waitForFunction(() => document.getAnimations().length === 0);
  await choice.click();
  await expect(page.getByRole("menu")).toHaveCount(0);
});
