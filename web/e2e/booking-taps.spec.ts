import type { Page } from "@playwright/test";

import { expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const TAPS_MAX = 4;
const t = wordsOf("nl");

/** Counts what a finger does; a radio that is chosen already costs nothing. */
function tapper(page: Page): { tap: (name: string | RegExp, role: "button" | "link" | "radio") => Promise<void>; count: () => number } {
  let taps = 0;
  return {
    count: () => taps,
    async tap(name, role) {
      taps += 1;
      await page.getByRole(role, { name }).first().click();
    },
  };
}

for (const { device, width, height } of [{ device: "a phone", width: 390, height: 844 }, { device: "a desktop", width: 1440, height: 900 }]) {
  test(`an owner with pets books in at most four taps from the clinic's page on ${device}`, async ({ company }) => {
    const page = await company.page("owner");
    await page.setViewportSize({ width, height });
    await page.goto("/practices/boomklever");
    const { tap, count } = tapper(page);
    await tap(t("w-owner:clinic.book"), "link");
    await tap(t("w-owner:book.chooseTime"), "button");
    await expect(page.getByRole("heading", { level: 1, name: t("w-owner:book.whenTitle") })).toBeVisible();
    await tap(new RegExp(`^${t("w-owner:book.goOn", { time: "" }).trim()}`), "button");
    await tap(t("w-owner:book.confirm"), "button");
    await expect(page).toHaveURL(/[?&]done=/);
    await expect(page.getByRole("status").getByRole("heading", { level: 1 })).toBeVisible();
    expect(count()).toBeLessThanOrEqual(TAPS_MAX);
  });

  test(`a free place on the clinic's page leads to a booking in at most four taps on ${device}`, async ({ company }) => {
    const page = await company.page("owner");
    await page.setViewportSize({ width, height });
    await page.goto("/practices/boomklever");
    const { tap, count } = tapper(page);
    await tap(/\d\d:\d\d/, "link");
    await tap(t("w-owner:book.chooseTime"), "button");
    await tap(new RegExp(`^${t("w-owner:book.goOn", { time: "" }).trim()}`), "button");
    await tap(t("w-owner:book.confirm"), "button");
    await expect(page).toHaveURL(/[?&]done=/);
    expect(count()).toBeLessThanOrEqual(TAPS_MAX);
  });
}
