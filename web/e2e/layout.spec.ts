import type { Page } from "@playwright/test";

import { ADDRESS } from "./address.ts";
import { lookAt, settle } from "./looks.ts";
import { expect, logIn, speak, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

test.describe.configure({ timeout: 120_000 });

const t = wordsOf("nl");
const TODAY = "/p/zwaluwhof/today";
const grip = (page: Page, block: string) => page.locator(`[data-grip=${block}]`);

async function open(page: Page): Promise<void> {
  await page.goto(TODAY);
  await settle(page);
}

test("Today stands on a second device as it was arranged on the first, and an undo or a reset does too", async ({ browser, company }) => {
  const first = await company.page("vet4");
  await first.setViewportSize({ width: 1440, height: 900 });
  const context = await browser.newContext({ baseURL: ADDRESS, locale: "nl-NL", timezoneId: "Europe/Amsterdam", reducedMotion: "reduce", viewport: { width: 1440, height: 900 } });
  const second = await context.newPage();
  await logIn(second, "vet4");
  await speak(second, "nl");
  const inside = (page: Page) => page.getByRole("region", { name: t("w-today:inside.title") });
  await open(first);
  await expect(inside(first)).toHaveCount(0);

  await first.getByRole("button", { name: t("w-today:arrange.begin"), exact: true }).click();
  expect(await lookAt(first)).toEqual([]);
  await first.setViewportSize({ width: 1440, height: 900 });
  await first.getByRole("button", { name: t("w-today:arrange.show", { name: t("w-today:block.inside") }) }).click();
  // By pointer into the other column, by keys to its top.
  const from = await grip(first, "inside").boundingBox();
  const to = await first.locator("[data-column='0']").boundingBox();
  if (!from || !to) throw new Error("the grips are not shown");
  await first.mouse.move(from.x + 20, from.y + 10);
  await first.mouse.down();
  await first.mouse.move(to.x + 60, to.y + to.height - 6, { steps: 8 });
  await first.mouse.up();
  await expect(first.locator("[data-column='0'] [data-grip=inside]")).toBeVisible();
  await grip(first, "inside").focus();
  await first.keyboard.press("Space");
  await first.keyboard.press("ArrowUp");
  await first.keyboard.press("Space");
  await expect(first.locator("[data-column='0'] [data-block]").first()).toHaveAttribute("data-block", "inside");
  await first.getByRole("button", { name: t("w-today:arrange.done"), exact: true }).click();
  await expect(inside(first)).toBeVisible();
  await expect(first.getByText(t("w-today:arrange.kept"))).toBeVisible();

  await open(second);
  await expect(inside(second)).toBeVisible();

  await first.keyboard.press("Control+z");
  await expect(inside(first)).toHaveCount(0);
  await expect.poll(async () => {
    await open(second);
    return inside(second).count();
  }).toBe(0);

  await second.getByRole("button", { name: t("w-today:arrange.begin"), exact: true }).click();
  await second.getByRole("button", { name: t("w-today:arrange.hide", { name: t("w-today:block.todo") }) }).click();
  await second.getByRole("button", { name: t("common:layout.putBack") }).click();
  await expect(second.getByText(t("common:layout.reset"))).toBeVisible();
  await context.close();
});

test("the map is opened, walked and left by keys alone, and is readable for everybody", async ({ company }) => {
  const page = await company.page("vet4");
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await page.keyboard.press("Escape");
  const map = page.getByRole("dialog", { name: t("shell:map.title") });
  await expect(map).toBeVisible();
  expect(await lookAt(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(map.getByRole("button", { name: new RegExp(`^${t("shell:workspace.today")}`) })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(map.getByRole("button", { name: new RegExp(`^${t("shell:workspace.consult")}`) })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/p/zwaluwhof/consult");
  await expect(map).toHaveCount(0);
  await settle(page);
  await page.keyboard.press("Control+ArrowLeft");
  await page.waitForURL("**/p/zwaluwhof/patient");
});

test("the edge beside the rail is moved by pointer and by keys, stays after a reload, and goes back", async ({ company }) => {
  const page = await company.page("vet4");
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const edge = page.getByRole("separator", { name: t("shell:rail") });
  const box = await edge.boundingBox();
  if (!box) throw new Error("there is no edge");
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 200, { steps: 6 });
  const kept = page.waitForResponse((response) => response.request().method() === "PATCH" && response.url().endsWith("/layouts/shell"));
  await page.mouse.up();
  await expect(edge).toHaveAttribute("aria-valuenow", /^3\d\d$/);
  const width = await edge.getAttribute("aria-valuenow");
  await kept;
  await page.evaluate(() => localStorage.removeItem("vetsync.layouts"));
  await open(page);
  await expect(edge).toHaveAttribute("aria-valuenow", width ?? "");
  await edge.focus();
  await page.keyboard.press("Enter");
  await expect(edge).toHaveAttribute("aria-valuenow", "240");
});
