import type { Page } from "@playwright/test";

import { fill, lookUp } from "./addresses.ts";
import { settle } from "./looks.ts";
import { expect, speak, test, type Person } from "./people.ts";
import { wordsOf } from "./texts.ts";

test.describe.configure({ timeout: 60_000 });

const t = wordsOf("nl");
const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
let ids: Record<string, string> = {};
test.beforeAll(async () => {
  ids = await lookUp();
});

/** What the person may want to press or read next and finds a toast upon, at any of five points of it. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wanted = "[data-tone=main], [data-tone=go], [data-tone=danger], nav a, dialog footer button, main footer, [aria-keyshortcuts], form [type=submit]";
    const canvas = document.querySelector("main.canvas")?.getBoundingClientRect();
    const isUnder = (x: number, y: number): boolean => document.elementFromPoint(x, y)?.closest("[data-toasts]") != null;
    return [...document.querySelectorAll(wanted)]
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        if (one.closest("[data-toasts]") || right - left === 0) return false;
        // What is scrolled out of the canvas is not there to be covered.
        const isSeen = (py: number): boolean => !canvas || !one.closest("main.canvas") || (py >= canvas.top && py <= canvas.bottom);
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        return [[x, y], [left + 2, y], [right - 2, y], [x, top + 2], [x, bottom - 2]].some(([px = 0, py = 0]) => isSeen(py) && isUnder(px, py));
      })
      .map((one) => one.textContent?.trim().slice(0, 60) ?? "");
  });
}

/** Within the application, as a link goes: what was said stays said. */
async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, address);
  await page.waitForURL((url) => url.pathname + url.search === address || address.startsWith(url.pathname));
  await settle(page);
}

async function expectClear(page: Page, addresses: readonly string[]): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const address of addresses) {
      await go(page, fill(address, ids));
      await expect(page.locator("[data-toasts] li").first(), `${address} at ${size.width}`).toBeInViewport({ ratio: 1 });
      // At the top, in the middle and at the end of what there is to scroll.
      for (const share of [0, 0.5, 1]) {
        await page.evaluate((part) => {
          const scrolled = document.querySelector("main.canvas") ?? document.documentElement;
          scrolled.scrollTo({ top: part * (scrolled.scrollHeight - scrolled.clientHeight), behavior: "instant" });
        }, share);
        await expect.poll(() => covered(page), `${address} at ${size.width}, scrolled ${share}`).toEqual([]);
      }
    }
  }
}

/** Makes something fail that stays said until it is put away. */
async function fail(page: Page, address: string, calls: string, press: () => Promise<void>): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(fill(address, ids));
  await settle(page);
  await speak(page, "nl");
  await page.route(calls, (route) => route.abort());
  await press();
  await expect(page.locator("[data-toasts] li")).toHaveCount(1);
  await page.unroute(calls);
}

test("at the desk a toast lies over no action, no save line and no dialog's footer", async ({ company }) => {
  const page = await company.page("clinicAdmin");
  await fail(page, "/p/zwaluwhof/insights", "**/reports/**", () => page.locator("[aria-keyshortcuts='7']").filter({ visible: true }).first().click());
  await expectClear(page, ["/p/zwaluwhof/settings/profile", "/p/zwaluwhof/schedule", "/p/zwaluwhof/messages/{thread}", "/p/zwaluwhof/today", "/p/zwaluwhof/settings/types/{type}"]);
  await go(page, "/p/zwaluwhof/settings/team");
  await page.getByRole("button", { name: t("w-settings:invite.title") }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    expect(await covered(page), `dialog at ${size.width}`).toEqual([]);
  }
  await page.keyboard.press("Escape");
});

test("in the consult a toast lies over neither the save line nor the signature", async ({ company }) => {
  const page = await company.page("vet");
  await fail(page, "/p/zwaluwhof/consult/{draft}", "**/report.pdf**", () => page.locator("[aria-keyshortcuts='7']").filter({ visible: true }).first().click());
  await expectClear(page, ["/p/zwaluwhof/consult/{draft}", "/p/zwaluwhof/consult/{signed}", "/p/zwaluwhof/patient/{patient}"]);
});

test("on the platform a toast lies over none of the decisions", async ({ company }) => {
  const page = await company.page("systemAdmin");
  await fail(page, "/platform/applications/{application}", "**/documents/**", () => page.getByRole("button", { name: t("w-admin:application.downloadOf", { paper: "" }).trim() }).first().click());
  await expectClear(page, ["/platform/applications/{application}", "/platform/users", "/platform/jobs"]);
});

test("an owner's toast lies over neither the bar for the thumb nor the button of the screen", async ({ company }) => {
  const page = await company.page("owner" satisfies Person);
  await fail(page, "/", "**/api/me/favourites/**", () => page.getByRole("button", { name: t("w-owner:favourite.label", { name: "" }).trim() }).filter({ visible: true }).first().click());
  await expectClear(page, ["/pets", "/pets/{pet}", "/pets/new", "/appointments", "/appointments/zwaluwhof/{visit}", "/messages/zwaluwhof", "/practices/zwaluwhof", "/practices/zwaluwhof/book", "/me", "/"]);
});
