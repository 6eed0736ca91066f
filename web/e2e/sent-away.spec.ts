import type { Page } from "@playwright/test";

import { fill, lookUp } from "./addresses.ts";
import { expect, logIn, logInHere, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const WORDS = "Drinkt sinds gisteren veel meer dan anders";
const stored = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

test("who is logged out from another device reads why, and goes on in the middle of the sentence", async ({ browser, company }) => {
  const [here, elsewhere] = await Promise.all([browser.newContext(), browser.newContext()]);
  const page = await here.newPage();
  const address = fill("/p/zwaluwhof/consult/{draft}", await lookUp());
  await logIn(page, "vet");
  await page.goto(address);
  const note = page.getByRole("textbox", { name: t("w-consult:note.subjective"), exact: true });
  await expect(note).toBeVisible();
  // What is typed reaches nobody yet, as on a line that drops.
  await page.route("**/records/**", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await note.fill(WORDS);
  expect(await stored(page)).toContain(WORDS);

  const other = await elsewhere.newPage();
  await logIn(other, "vet");
  await other.goto("/me");
  await other.getByRole("button", { name: t("w-owner:me.endAll") }).click();
  await other.getByRole("dialog").getByRole("button", { name: t("w-owner:me.endAll") }).click();
  await other.waitForURL("**/login**");
  company.forget("vet");
  await expect(other.getByText(t("w-account:ended.ended"))).toHaveCount(0);

  await page.unroute("**/records/**");
  await note.pressSequentially(", en eet niet", { timeout: 2000 }).catch(() => undefined);
  await page.waitForURL("**/login?next=**", { timeout: 20_000 });
  await expect(page.getByText(t("w-account:ended.ended"))).toBeVisible();
  await expect(page.getByText(t("w-account:ended.waiting"))).toBeVisible();
  await expect.poll(() => stored(page)).toContain("vetsync.sealed.");
  expect(await stored(page)).not.toContain("Drinkt sinds");

  await logInHere(page, "vet");
  await page.waitForURL(`**${address}`);
  await expect(note).toHaveValue(new RegExp(`^${WORDS}`));
  await expect(page.getByText(t("w-consult:save.saved", { time: "" }))).toBeVisible();
  await Promise.all([here.close(), elsewhere.close()]);
});
