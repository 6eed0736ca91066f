import type { ConsoleMessage } from "@playwright/test";

import { fill, lookUp, SCREENS } from "./addresses.ts";
import { lookAt, settle, tabsTo } from "./looks.ts";
import { expect, speak, test, type Company, type Person } from "./people.ts";
import { wordsOf } from "./texts.ts";

test.describe.configure({ timeout: 120_000 });

const enter = (company: Company, who: string) => (who === "stranger" ? company.stranger() : company.page(who as Person));
let ids: Record<string, string> = {};
test.beforeAll(async () => {
  ids = await lookUp();
});

for (const [who, addresses] of Object.entries(SCREENS)) {
  test(`${who}'s screens are readable for everybody, go nowhere sideways and raise no error`, async ({ company }) => {
    const page = await enter(company, who);
    const errors: string[] = [];
    // A violation of the content security policy is an error of the console too.
    const onConsole = (message: ConsoleMessage): void => void (message.type() === "error" && errors.push(message.text()));
    const onCrash = (error: Error): void => void errors.push(error.message);
    page.on("console", onConsole);
    page.on("pageerror", onCrash);
    for (const address of addresses) {
      await page.goto(fill(address, ids));
      expect.soft([...(await lookAt(page)), ...errors.splice(0)], address).toEqual([]);
    }
    page.off("console", onConsole);
    page.off("pageerror", onCrash);
  });
}

const t = wordsOf("nl");

test("the help of a screen is readable for everybody, and its keys are told where there are keys", async ({ company }) => {
  const page = await company.page("receptionist");
  await page.goto("/p/zwaluwhof/front-desk");
  await settle(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await lookAt(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

const PRIMARY: readonly { who: Person | "stranger"; address: string; name: RegExp; max: number }[] = [
  { who: "stranger", address: "/", name: new RegExp(`^${t("w-owner:feed.choose")} `), max: 30 },
  { who: "owner", address: "/practices/zwaluwhof", name: new RegExp(t("w-owner:clinic.book")), max: 40 },
  { who: "owner", address: "/practices/zwaluwhof/book", name: new RegExp(t("w-owner:book.chooseTime")), max: 20 },
  { who: "owner", address: "/pets", name: new RegExp(t("w-owner:pets.add")), max: 20 },
  { who: "vet", address: "/p/zwaluwhof/consult/{draft}", name: new RegExp(t("w-consult:action.sign")), max: 50 },
  { who: "clinicAdmin", address: "/p/zwaluwhof/schedule", name: new RegExp(t("appointments:requests.approve", { name: "" }).trim()), max: 90 },
  { who: "systemAdmin", address: "/platform/applications/{application}", name: new RegExp(t("w-admin:application.approve")), max: 60 },
];
for (const { who, address, name, max } of PRIMARY) {
  test(`${who} at ${address} reaches ${String(name)} with Tab`, async ({ company }) => {
    const page = await enter(company, who);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(fill(address, ids));
    await settle(page);
    await speak(page, "nl");
    expect(await tabsTo(page, name, max)).not.toBeNull();
  });
}
