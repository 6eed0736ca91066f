import type { Page } from "@playwright/test";

import { Asker, expect, speak, test, type Company, type Person } from "./people.ts";
import { LOCALES, wordsOf, type Locale, type Words } from "./texts.ts";

const CLINIC = "Dierenkliniek Zwaluwhof";
const PET = "Bella";
const VETS: readonly { person: Person; name: string }[] = [
  { person: "vet", name: "Hamza Stormvogel" },
  { person: "vet2", name: "Imane op den Heuvelrug" },
  { person: "vet3", name: "Daan Boterbloem" },
  { person: "vet4", name: "Jakub van der Plas-Vijver" },
];
const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

test.describe.configure({ timeout: 90_000 });

/** What is written: the note is for the clinic's eyes, the summary for the owner's. */
interface Visit {
  reason: string;
  note: string;
  summary: string;
  vaccine: string;
  /** Whether the vet shares with the signature, or afterwards. */
  isSharedAtOnce: boolean;
}

/** For a name of which only the beginning is known, such as "Verder met 09:30". */
function beginsWith(text: string): RegExp {
  return new RegExp(`^${text.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}

async function sit(company: Company, person: Person, size: { width: number; height: number }, locale: Locale, path: string): Promise<Page> {
  const page = await company.page(person);
  await page.bringToFront();
  await page.setViewportSize(size);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await speak(page, locale);
  return page;
}

/** The owner finds the clinic by its name and asks for a visit that the clinic must agree with. Answers the visit's id. */
async function ask(page: Page, t: Words, locale: Locale, visit: Visit): Promise<string> {
  await page.getByRole("searchbox", { name: t("w-owner:feed.search") }).filter({ visible: true }).fill("zwaluwhof");
  const clinics = page.getByRole("list", { name: t("w-owner:feed.list") });
  await expect(clinics.getByRole("article")).toHaveCount(1);
  await clinics.getByRole("link", { name: CLINIC, exact: true }).click();
  await page.getByRole("link", { name: t("w-owner:clinic.book") }).click();
  await page.getByRole("radio", { name: beginsWith(PET) }).check();
  await page.getByRole("radio", { name: beginsWith(locale === "nl" ? "Gebit" : "Dental") }).check();
  await page.getByRole("button", { name: t("w-owner:book.chooseTime") }).click();
  // By its own name: the places around it may go while it is being held.
  const place = await page.getByRole("button", { name: /^\d\d:\d\d, / }).nth(1).getAttribute("aria-label");
  const time = page.getByRole("button", { name: place ?? "", exact: true });
  await time.click();
  await expect(time).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: beginsWith(t("w-owner:book.goOn", { time: "" })) }).click();
  await page.getByLabel(t("w-owner:book.reason")).fill(visit.reason);
  await page.getByRole("button", { name: t("w-owner:book.ask") }).click();
  await expect(page.getByRole("heading", { level: 1, name: t("w-owner:done.asked", { pet: PET }) })).toBeVisible();
  return new URL(page.url()).searchParams.get("done") ?? "";
}

/** The clinic sees the request, agrees, and gives it to a vet who is free then. Answers who. */
async function approve(page: Page, t: Words, visit: Visit): Promise<Person> {
  const request = page.getByRole("list", { name: t("appointments:requests.title") }).getByRole("listitem").filter({ hasText: visit.reason });
  await request.getByRole("button").first().click();
  // What is chosen is answered in the panel beside the day, where its facts stand.
  await page.getByRole("complementary", { name: t("w-schedule:side") }).getByRole("button", { name: t("appointments:action.approve") }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio").first()).toBeVisible();
  // Somebody else than was asked for, when somebody else is free.
  const free = [];
  for (const vet of VETS) {
    const radio = dialog.getByRole("radio", { name: beginsWith(vet.name) });
    if ((await radio.count()) > 0) free.push({ ...vet, radio, isAsked: await radio.isChecked() });
  }
  const chosen = free.find(({ isAsked }) => !isAsked) ?? free[0];
  if (!chosen) throw new Error("Nobody is free for the visit that was asked for.");
  await chosen.radio.check();
  await dialog.getByRole("button", { name: t("appointments:approve.submit", { vet: chosen.name }) }).click();
  await expect(page.getByText(t("appointments:done.approve", { name: PET }))).toBeVisible();
  await expect(request).toHaveCount(0);
  return chosen.person;
}

/** The vet opens the visit in the schedule, writes, measures, vaccinates, signs and shares. */
async function treat(page: Page, t: Words, time: string, visit: Visit): Promise<void> {
  await page.getByRole("button", { name: `${time} ${PET} ${visit.reason}` }).click();
  const detail = page.getByRole("region", { name: t("w-schedule:detail.title", { name: PET }) });
  await expect(detail.getByText(visit.reason)).toBeVisible();
  await detail.getByRole("button", { name: t("appointments:action.consult") }).click();
  for (const field of ["subjective", "objective", "assessment", "plan"]) {
    await page.getByRole("textbox", { name: t(`w-consult:note.${field}`), exact: true }).fill(`${visit.note} ${field}`);
  }
  await page.getByRole("textbox", { name: t("w-consult:note.summary_for_owner"), exact: true }).fill(visit.summary);
  await page.getByRole("textbox", { name: beginsWith(t("w-consult:vitals.weight_grams")) }).fill("23,4");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: t("w-consult:orders.new.vaccinations") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("w-consult:part.product")).fill(visit.vaccine);
  await dialog.getByLabel(t("w-consult:part.batch")).fill("A123");
  await dialog.getByRole("button", { name: t("w-consult:orders.submit"), exact: true }).click();
  await expect(page.getByRole("complementary", { name: t("w-consult:orders.title") })).toContainText(visit.vaccine);
  await expect(page.getByText(beginsWith(t("w-consult:save.saved", { time: "" })))).toBeVisible();

  await page.locator("main").getByRole("button", { name: t("w-consult:action.sign") }).click();
  const share = dialog.getByRole("switch", { name: t("w-consult:sign.share") });
  await expect(share).toBeChecked();
  if (!visit.isSharedAtOnce) await share.click();
  await dialog.getByRole("button", { name: t("w-consult:sign.submit"), exact: true }).click();
  await expect(page.getByText(t("w-consult:done.signed", { name: PET }))).toBeVisible();
  if (!visit.isSharedAtOnce) await page.getByRole("button", { name: t("w-consult:action.share") }).click();
  await expect(page.getByRole("button", { name: t("w-consult:action.unshare") })).toBeVisible();
  await expect(page.getByRole("textbox", { name: t("w-consult:note.plan"), exact: true })).toHaveCount(0);
}

/** The owner reads the summary, what was measured and given, and nothing of the note. */
async function read(page: Page, t: Words, visit: Visit): Promise<void> {
  // A signature closes no visit that is still to come, but what was shared of it can be read.
  await page.getByRole("link", { name: t("w-owner:appointment.record") }).click();
  await expect(page.getByText(visit.summary)).toBeVisible();
  await expect(page.getByText(visit.vaccine)).toBeVisible();
  await expect(page.locator("main")).toContainText(/23[.,]4 kg/);
  await expect(page.locator("main")).not.toContainText(visit.note);
}

/** Who runs the platform sees each act with who did it, and not a word of what was written. */
async function lookBack(page: Page, t: Words, vet: string, visit: Visit): Promise<void> {
  const table = page.getByRole("table", { name: t("w-admin:place.activity") });
  const acts = [
    { group: "appointment", name: "Anna Vlinderberg", act: "appointment_book" },
    { group: "appointment", name: "Sanne Wierzbowy", act: "appointment_approve" },
    { group: "record", name: vet, act: "record_sign" },
    ...(visit.isSharedAtOnce ? [] : [{ group: "record", name: vet, act: "record_share" }]),
  ];
  for (const { group, name, act } of acts) {
    await page.getByRole("combobox", { name: t("insights:filter.action"), exact: true }).selectOption({ label: t(`insights:group.${group}`) });
    const row = table.getByRole("row").filter({ hasText: name }).filter({ hasText: t(`insights:action.${act}`) });
    await expect(row.first(), `${act} by ${name} is in the log`).toBeVisible();
  }
  await expect(page.locator("main")).not.toContainText(visit.note);
  await expect(page.locator("main")).not.toContainText(visit.summary);
}

interface Appointment {
  starts_at: string;
  zone: string;
}

const zoned = (at: string, zone: string, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-CA", { timeZone: zone, ...options }).format(new Date(at));

for (const size of SIZES) {
  for (const locale of LOCALES) {
    test(`an owner asks, the clinic agrees, a vet treats, the owner reads and the platform sees: ${locale}, ${size.width} px`, async ({ company }) => {
      const t = wordsOf(locale);
      const mark = `${locale}${size.width}${Date.now() % 100_000}`;
      const visit = { reason: `Tandsteen ${mark}`, note: `Geheim ${mark}`, summary: `Het gebit is schoon ${mark}`, vaccine: `Voorbeeldvaccin ${mark}`, isSharedAtOnce: size.width === 390 };
      const id = await test.step("the owner asks", async () => ask(await sit(company, "owner", size, locale, "/"), t, locale, visit));
      const { starts_at, zone } = await (await Asker.as("owner")).get<Appointment>(`/api/practices/zwaluwhof/appointments/${id}`);
      const day = zoned(starts_at, zone, { dateStyle: "short" });
      const time = zoned(starts_at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      const vet = await test.step("the clinic agrees", async () => approve(await sit(company, "clinicAdmin", size, locale, "/p/zwaluwhof/schedule"), t, visit));
      await test.step("the vet treats", async () => treat(await sit(company, vet, size, locale, `/p/zwaluwhof/schedule?day=${day}`), t, time, visit));
      await test.step("the owner reads", async () => read(await sit(company, "owner", size, locale, `/appointments/zwaluwhof/${id}`), t, visit));
      const name = VETS.find(({ person }) => person === vet)?.name ?? "";
      await test.step("the platform sees", async () => lookBack(await sit(company, "systemAdmin", size, locale, "/platform/activity"), t, name, visit));
    });
  }
}
