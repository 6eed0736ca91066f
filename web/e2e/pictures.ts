import { fill, lookUp } from "./addresses.ts";
import { settle } from "./looks.ts";
import { speak, test, type Person } from "./people.ts";
import type { Locale } from "./texts.ts";

const FOLDER = "../docs/screens";
const HEIGHTS = { 1440: 900, 390: 844 } as const;

type Picture = readonly [name: string, who: Person, address: string, width: keyof typeof HEIGHTS, theme: "light" | "dark", locale: Locale];

/** The product as it is, each picture named after what it shows: <name>-<width>-<theme>-<language>.png. */
const PICTURES: readonly Picture[] = [
  ["owner-feed", "owner", "/", 390, "light", "nl"],
  ["owner-feed", "owner", "/", 1440, "dark", "en"],
  ["owner-clinic", "owner", "/practices/zwaluwhof", 390, "light", "en"],
  ["owner-book", "owner", "/practices/zwaluwhof/book", 390, "dark", "nl"],
  ["owner-book-time", "owner", "/practices/zwaluwhof/book?step=2&type=consult&pet={pet}", 390, "light", "nl"],
  ["owner-pets", "owner", "/pets", 390, "light", "en"],
  ["owner-passport", "owner", "/pets/{pet}", 390, "dark", "en"],
  ["owner-passport", "owner", "/pets/{pet}", 1440, "light", "nl"],
  ["owner-appointments", "owner", "/appointments", 390, "light", "nl"],
  ["owner-record", "owner", "/records/zwaluwhof/{ownRecord}", 390, "light", "nl"],
  ["owner-messages", "owner", "/messages/zwaluwhof", 390, "light", "nl"],
  ["owner-account", "owner", "/me", 1440, "light", "en"],
  ["clinic-application", "applicant", "/me/clinic-application", 1440, "light", "nl"],
  ["today-vet", "vet", "/p/zwaluwhof/today", 1440, "light", "en"],
  ["today-vet", "vet", "/p/zwaluwhof/today", 390, "dark", "nl"],
  ["schedule", "clinicAdmin", "/p/zwaluwhof/schedule?day={day}&selected={staffVisit}", 1440, "light", "nl"],
  ["schedule-week", "receptionist", "/p/zwaluwhof/schedule?day={day}&span=week", 1440, "dark", "en"],
  ["patient", "vet", "/p/zwaluwhof/patient/{patient}", 1440, "light", "en"],
  ["patient-search", "vet", "/p/zwaluwhof/patient", 1440, "dark", "nl"],
  ["patient-register", "receptionist", "/p/zwaluwhof/patient/new", 1440, "light", "nl"],
  ["consult", "vet", "/p/zwaluwhof/consult/{draft}", 1440, "light", "nl"],
  ["consult-signed", "vet", "/p/zwaluwhof/consult/{signed}", 1440, "dark", "en"],
  ["consult", "vet", "/p/zwaluwhof/consult/{draft}", 390, "light", "en"],
  ["messages", "receptionist", "/p/zwaluwhof/messages/{thread}", 1440, "light", "nl"],
  ["insights", "clinicAdmin", "/p/zwaluwhof/insights", 1440, "light", "nl"],
  ["insights-log", "clinicAdmin", "/p/zwaluwhof/insights/log", 1440, "dark", "en"],
  ["settings-hours", "clinicAdmin", "/p/zwaluwhof/settings/hours", 1440, "light", "nl"],
  ["settings-types", "clinicAdmin", "/p/zwaluwhof/settings/types/{type}", 1440, "dark", "nl"],
  ["settings-team", "clinicAdmin", "/p/zwaluwhof/settings/team", 1440, "light", "en"],
  ["settings-profile", "clinicAdmin", "/p/zwaluwhof/settings/profile", 1440, "light", "nl"],
  ["platform", "systemAdmin", "/platform", 1440, "light", "en"],
  ["platform-application", "systemAdmin", "/platform/applications/{application}", 1440, "dark", "nl"],
  ["platform-clinics", "systemAdmin", "/platform/clinics", 1440, "light", "nl"],
  ["platform-activity", "systemAdmin", "/platform/activity", 1440, "light", "nl"],
];

test("the product has its pictures taken", async ({ company }) => {
  test.setTimeout(600_000);
  const ids = await lookUp();
  for (const [name, who, address, width, colorScheme, locale] of PICTURES) {
    const page = await company.page(who);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    await page.goto(fill(address, ids));
    await page.locator("h1").first().waitFor();
    await speak(page, locale);
    await page.reload();
    await settle(page);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}-${locale}.png`, animations: "disabled" });
  }
});
