import type { Page } from "@playwright/test";

import { fill, lookUp, SCREENS } from "./addresses.ts";
import { settle } from "./looks.ts";
import { expect, speak, test, type Person } from "./people.ts";
import { wordsOf, type Locale } from "./texts.ts";

const FOLDER = "../docs/screens";
const HEIGHTS = { 1440: 900, 390: 844 } as const;

type Picture = readonly [name: string, who: Person | "stranger", address: string, width: keyof typeof HEIGHTS, theme: "light" | "dark", locale: Locale];

/** The product as it is, each picture named after what it shows: <name>-<width>-<theme>-<language>.png. */
const PICTURES: readonly Picture[] = [
  ["log-in", "stranger", "/login", 1440, "light", "nl"],
  ["register", "stranger", "/register", 390, "dark", "en"],
  ["owner-feed", "owner", "/", 390, "light", "nl"],
  ["owner-feed", "owner", "/", 1440, "dark", "en"],
  ["owner-clinic", "owner", "/practices/zwaluwhof", 390, "light", "en"],
  ["owner-book", "owner", "/practices/zwaluwhof/book", 390, "dark", "nl"],
  ["owner-book-time", "owner", "/practices/zwaluwhof/book?step=2&type=consult&pet={pet}", 390, "light", "nl"],
  ["owner-pet-new", "owner", "/pets/new", 390, "light", "nl"],
  ["owner-pet-edit", "owner", "/pets/{pet}/edit", 1440, "dark", "nl"],
  ["owner-pets", "owner", "/pets", 390, "light", "en"],
  ["owner-passport", "owner", "/pets/{pet}", 390, "dark", "en"],
  ["owner-passport", "owner", "/pets/{pet}", 1440, "light", "nl"],
  ["owner-appointments", "owner", "/appointments", 390, "light", "nl"],
  ["owner-visit", "owner", "/appointments/zwaluwhof/{visit}", 390, "dark", "nl"],
  ["owner-visit-move", "owner", "/appointments/zwaluwhof/{visit}/move", 390, "light", "en"],
  ["owner-record", "owner", "/records/zwaluwhof/{ownRecord}", 390, "light", "nl"],
  ["owner-messages", "owner", "/messages/zwaluwhof", 390, "light", "nl"],
  ["owner-conversations", "owner", "/messages", 1440, "dark", "en"],
  ["owner-account", "owner", "/me", 1440, "light", "en"],
  ["application", "applicant", "/me/application", 1440, "light", "en"],
  ["vet-application", "pendingVet", "/me/vet-application", 390, "light", "nl"],
  ["clinic-application", "applicant", "/me/clinic-application", 1440, "light", "nl"],
  ["today-vet", "vet", "/p/zwaluwhof/today", 1440, "light", "en"],
  ["today-vet", "vet", "/p/zwaluwhof/today", 390, "dark", "nl"],
  ["today-receptionist", "receptionist", "/p/zwaluwhof/today", 1440, "light", "nl"],
  ["today-chief", "clinicAdmin", "/p/zwaluwhof/today", 1440, "dark", "nl"],
  ["front-desk", "receptionist", "/p/zwaluwhof/front-desk", 1440, "light", "nl"],
  ["front-desk", "receptionist", "/p/zwaluwhof/front-desk", 1440, "dark", "en"],
  ["front-desk", "receptionist", "/p/zwaluwhof/front-desk", 390, "light", "nl"],
  ["schedule", "clinicAdmin", "/p/zwaluwhof/schedule?day={day}&selected={staffVisit}", 1440, "light", "nl"],
  ["schedule-week", "receptionist", "/p/zwaluwhof/schedule?day={day}&span=week", 1440, "dark", "en"],
  ["patient", "vet", "/p/zwaluwhof/patient/{patient}", 1440, "light", "en"],
  ["patient-search", "vet", "/p/zwaluwhof/patient", 1440, "dark", "nl"],
  ["patient-register", "receptionist", "/p/zwaluwhof/patient/new", 1440, "light", "nl"],
  ["patient-duplicates", "receptionist", "/p/zwaluwhof/patient/duplicates", 1440, "light", "nl"],
  ["consults", "vet", "/p/zwaluwhof/consult", 1440, "light", "en"],
  ["consult", "vet", "/p/zwaluwhof/consult/{draft}", 1440, "light", "nl"],
  ["consult-signed", "vet", "/p/zwaluwhof/consult/{signed}", 1440, "dark", "en"],
  ["consult", "vet", "/p/zwaluwhof/consult/{draft}", 390, "light", "en"],
  ["conversations", "receptionist", "/p/zwaluwhof/messages", 1440, "dark", "nl"],
  ["messages", "receptionist", "/p/zwaluwhof/messages/{thread}", 1440, "light", "nl"],
  ["insights", "clinicAdmin", "/p/zwaluwhof/insights", 1440, "light", "nl"],
  ["insights-log", "clinicAdmin", "/p/zwaluwhof/insights/log", 1440, "dark", "en"],
  ["settings", "clinicAdmin", "/p/zwaluwhof/settings", 1440, "light", "en"],
  ["settings-departments", "clinicAdmin", "/p/zwaluwhof/settings/departments", 1440, "light", "nl"],
  ["settings-resources", "clinicAdmin", "/p/zwaluwhof/settings/resources", 1440, "dark", "en"],
  ["settings-resource", "clinicAdmin", "/p/zwaluwhof/settings/resources/{resource}", 1440, "light", "nl"],
  ["settings-roles", "clinicAdmin", "/p/zwaluwhof/settings/team/roles", 1440, "light", "en"],
  ["settings-hours", "clinicAdmin", "/p/zwaluwhof/settings/hours", 1440, "light", "nl"],
  ["settings-types-all", "clinicAdmin", "/p/zwaluwhof/settings/types", 1440, "light", "nl"],
  ["settings-types", "clinicAdmin", "/p/zwaluwhof/settings/types/{type}", 1440, "dark", "nl"],
  ["settings-team", "clinicAdmin", "/p/zwaluwhof/settings/team", 1440, "light", "en"],
  ["settings-profile", "clinicAdmin", "/p/zwaluwhof/settings/profile", 1440, "light", "nl"],
  ["platform", "systemAdmin", "/platform", 1440, "light", "en"],
  ["platform-application", "systemAdmin", "/platform/applications/{application}", 1440, "dark", "nl"],
  ["platform-clinics", "systemAdmin", "/platform/clinics", 1440, "light", "nl"],
  ["platform-users", "systemAdmin", "/platform/users", 1440, "dark", "en"],
  ["platform-franchises", "systemAdmin", "/platform/franchises", 1440, "light", "nl"],
  ["platform-ranking", "systemAdmin", "/platform/ranking", 1440, "light", "en"],
  ["platform-jobs", "systemAdmin", "/platform/jobs", 1440, "dark", "nl"],
  ["platform-activity", "systemAdmin", "/platform/activity", 1440, "light", "nl"],
  ["franchise", "franchiseAdmin", "/p/vrije-weide/franchise", 1440, "light", "nl"],
];

/** A screen whatever day or visit is chosen on it, and whichever clinic it is of. */
const screenOf = (address: string): string => address.replace(/\?.*/, "").replace("boomklever", "zwaluwhof");
/** The page of those who are lost. */
const WITHOUT = new Set(["/no/such/page"]);

const NOTE = {
  subjective: "Sinds drie dagen krabben aan het linkeroor. Eet en drinkt goed.",
  objective: "Gehoorgang links rood, bruin oorsmeer, pijnlijk bij aanraken. Trommelvlies heel.",
  assessment: "Ontstoken gehoorgang links.",
  plan: "Oor gespoeld. Druppels tweemaal daags, zeven dagen. Controle over een week.",
  summary_for_owner: "Het linkeroor is ontstoken. Druppel tweemaal per dag, een week lang, en kom dan terug.",
};

/** A consult as it looks when a vet is halfway. */
async function write(page: Page): Promise<void> {
  const t = wordsOf("nl");
  for (const [field, text] of Object.entries(NOTE)) await page.getByRole("textbox", { name: t(`w-consult:note.${field}`), exact: true }).fill(text);
  for (const [field, text] of Object.entries({ temperature_tenths: "38,9", pulse_per_minute: "96", weight_grams: "8,2" })) {
    await page.getByRole("textbox", { name: new RegExp(`^${t(`w-consult:vitals.${field}`)}`) }).fill(text);
    await page.keyboard.press("Tab");
  }
  await page.getByRole("button", { name: t("w-consult:orders.new.prescriptions") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("w-consult:part.product")).fill("Voorbeeld oordruppels 10 ml");
  await dialog.getByLabel(t("w-consult:part.dose")).fill("4 druppels, 2× daags");
  await dialog.getByLabel(t("w-consult:part.days")).fill("7");
  await dialog.getByRole("button", { name: t("w-consult:orders.submit"), exact: true }).click();
  await expect(page.getByRole("complementary", { name: t("w-consult:orders.title") })).toContainText("oordruppels");
  await expect(page.getByText(t("w-consult:save.saved", { time: "" }).trim())).toBeVisible();
  await page.locator("h1").click();
}

test("the product has its pictures taken", async ({ company }) => {
  test.setTimeout(600_000);
  const shown = new Set(PICTURES.map(([, , address]) => screenOf(address)));
  const screens = Object.values(SCREENS).flat().map(screenOf);
  expect(screens.filter((screen) => !shown.has(screen) && !WITHOUT.has(screen))).toEqual([]);
  const ids = await lookUp();
  for (const [name, who, address, width, colorScheme, locale] of PICTURES) {
    const page = await (who === "stranger" ? company.stranger() : company.page(who));
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    // Not every screen of a phone has the corner in which the language is chosen; these have.
    if (who === "stranger") {
      await page.goto("/login");
      await page.getByText(locale.toUpperCase(), { exact: true }).click();
    } else if ((await page.locator("html").getAttribute("lang")) !== locale) {
      await page.goto("/");
      await settle(page);
      await speak(page, locale);
    }
    await page.goto(fill(address, ids));
    await settle(page);
    if (name === "consult" && width === 1440) await write(page);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}-${locale}.png`, animations: "disabled" });
  }
});
