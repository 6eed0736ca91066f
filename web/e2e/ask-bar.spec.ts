import type { Locator, Page } from "@playwright/test";
import axe from "axe-core";

import { Asker, expect, speak, test } from "./people.ts";
import { wordsOf, type Locale } from "./texts.ts";

test.describe.configure({ timeout: 90_000 });

const STAFF = "/api/staff/zwaluwhof";
const LETTERS = "bdfgklmnprstvw";
const VOWELS = "aeiou";

/** A name that can be said and that nobody has: one that sounds like another finds that one too. */
const rareName = (): string => {
  const pick = (from: string): string => from[Math.floor(Math.random() * from.length)] ?? "a";
  const name = Array.from({ length: 4 }, () => pick(LETTERS) + pick(VOWELS)).join("");
  return name.charAt(0).toUpperCase() + name.slice(1);
};
const rarePhone = (): string => `06${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;

interface Guest {
  owner: string;
  pet: string;
  phone: string;
  patientId: string;
}

async function registered(desk: Asker): Promise<Guest> {
  const [owner, pet, phone] = [rareName(), rareName(), rarePhone()];
  const body = { client: { first_name: "", last_name: owner, phone }, patient: { name: pet, species: "dog", weight_grams: 22_900 } };
  const made = await desk.post<{ patient_id: string }>(`${STAFF}/patients`, body);
  return { owner, pet, phone, patientId: made.patient_id };
}

const bar = (page: Page, locale: Locale): Locator => page.getByRole("combobox", { name: wordsOf(locale)("shell:ask.label") });
const form = (page: Page, locale: Locale): Locator => page.getByRole("form", { name: wordsOf(locale)("ask-bar:understood") });

/** The keyboard alone, from wherever somebody is; the keys are what docs/clicks.md says. */
class Hand {
  keys = 0;
  constructor(private readonly page: Page, private readonly locale: Locale) {}

  async ask(line: string): Promise<void> {
    await this.press("Control+k");
    await expect(bar(this.page, this.locale)).toBeFocused();
    this.keys += line.length;
    await this.page.keyboard.type(line);
    await settled(this.page);
  }

  async press(key: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }
}

/** Until what is shown is for what was typed: Enter takes nothing before. */
const settled = (page: Page): Promise<void> => expect(page.getByRole("search").locator("xpath=..").getByRole("status").filter({ hasText: /gevonden|found/i })).toBeAttached();

async function sit(page: Page, locale: Locale): Promise<Hand> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/p/zwaluwhof/today");
  await speak(page, locale);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return new Hand(page, locale);
}

/** A working day ahead: the first on which the practice has times free. */
async function freeStart(desk: Asker): Promise<{ starts_at: string; day: string; clock: string }> {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const { items } = await desk.get<{ items: { starts_at: string }[] }>(`${STAFF}/slots?type=vaccination&from=${tomorrow}&days=14`);
  const start = items[Math.floor(items.length / 2)];
  if (!start) throw new Error("Nothing is free for a fortnight.");
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", day: "numeric", month: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(new Date(start.starts_at));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { starts_at: start.starts_at, day: `${part("day")}-${part("month")}`, clock: `${part("hour")}:${part("minute")}` };
}

const visitsOf = async (desk: Asker, patientId: string): Promise<{ state: string; starts_at: string }[]> =>
  (await desk.get<{ items: { state: string; starts_at: string }[] }>(`${STAFF}/patients/${patientId}/appointments`)).items;

test("somebody is found by a misspelt name and by the last digits of a telephone number, and opened with the keyboard alone", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const page = await company.page("receptionist");
  const guest = await registered(desk);
  const hand = await sit(page, "nl");
  const t = wordsOf("nl");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));

  // Two letters that changed places.
  const slip = guest.pet.slice(0, 5) + guest.pet.charAt(6) + guest.pet.charAt(5) + guest.pet.slice(7);
  await hand.ask(slip);
  await expect(page.getByRole("option", { name: guest.pet }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await hand.ask(guest.phone.slice(-4));
  const client = page.getByRole("group", { name: t("ask-bar:kind.client") }).getByRole("option", { name: guest.owner });
  await expect(client).toContainText(t("ask-bar:matched.number"));
  await page.keyboard.press("Escape");

  await hand.ask(guest.pet);
  const found = page.getByRole("option", { name: `${guest.pet} ${guest.owner}` }).first();
  await expect(found).toHaveAttribute("aria-selected", "true");
  await hand.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/patient/${guest.patientId}$`));
  await expect(page.getByRole("navigation", { name: t("shell:trail") }).getByRole("link", { name: guest.pet })).toHaveAttribute("aria-current", "page");

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: guest.pet }).first(), "what was opened last stands first").toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  const named = [guest.pet, guest.owner, slip, guest.phone].map((one) => one.toLowerCase());
  expect(addresses.filter((address) => named.some((name) => decodeURIComponent(address).toLowerCase().includes(name)))).toEqual([]);
});

for (const locale of ["nl", "en"] as const) {
  test(`a visit is booked from one line and taken back, in ${locale}`, async ({ company }) => {
    const desk = await Asker.as("receptionist");
    const page = await company.page("receptionist");
    const guest = await registered(desk);
    const start = await freeStart(desk);
    const hand = await sit(page, locale);
    const t = wordsOf(locale);
    const line = locale === "nl" ? `${guest.pet} enting ${start.day} ${start.clock}` : `${guest.pet} vaccination ${start.day} ${start.clock}`;
    await hand.ask(line);
    const plan = form(page, locale).getByRole("button", { name: start.clock, exact: false }).and(page.locator("[type=submit]"));
    await expect(plan).toBeEnabled();
    expect(await visitsOf(desk, guest.patientId), "nothing is booked before Enter").toEqual([]);
    await hand.press("Enter");
    const undo = page.locator("[data-toasts]").getByRole("button", { name: t("common:action.undo") });
    await expect(undo).toBeVisible();
    expect(hand.keys, "the line, the key that opens and Enter").toBe(line.length + 2);
    expect((await visitsOf(desk, guest.patientId)).map(({ state, starts_at }) => [state, Date.parse(starts_at)])).toEqual([["confirmed", Date.parse(start.starts_at)]]);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await visitsOf(desk, guest.patientId)).map(({ state }) => state)).toEqual(["cancelled"]);
    await speak(page, "nl");
  });
}

test("a weight is noted from one line, and one that is hardly possible is asked about first", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const page = await company.page("receptionist");
  const guest = await registered(desk);
  const hand = await sit(page, "nl");
  const t = wordsOf("nl");
  const weightOf = async (): Promise<number | null> => (await desk.get<{ weight_grams: number | null }>(`${STAFF}/patients/${guest.patientId}`)).weight_grams;
  await hand.ask(`gewicht ${guest.pet} 23,4`);
  await expect(form(page, "nl").getByText(t("ask-bar:weight.titleFor", { name: guest.pet }))).toBeVisible();
  await expect(form(page, "nl").locator("[type=submit]")).toBeEnabled();
  await hand.press("Enter");
  await expect.poll(weightOf).toBe(23_400);

  await hand.ask(`gewicht ${guest.pet} 234`);
  const doubt = form(page, "nl").getByRole("button", { name: t("ask-bar:weight.sure") });
  await expect(doubt).toBeVisible();
  await hand.press("Enter");
  await expect(doubt).toBeFocused();
  expect(await weightOf()).toBe(23_400);
  await page.keyboard.press("Escape");
});

test("a new client begins with what was typed, in the form that registers", async ({ company }) => {
  const page = await company.page("receptionist");
  const hand = await sit(page, "nl");
  const t = wordsOf("nl");
  const [name, phone] = [rareName(), rarePhone()];
  await hand.ask(`nieuwe klant ${name} ${phone}`);
  await expect(form(page, "nl").locator("[type=submit]")).toBeEnabled();
  await hand.press("Enter");
  await expect(page).toHaveURL(/\/patient\/new$/);
  await expect(page.getByRole("textbox", { name: t("w-patient:client.lastName") })).toHaveValue(name);
  await expect(page.getByRole("textbox", { name: t("w-patient:client.phone") })).toHaveValue(phone);
});

/** The bar and what stands above it: nothing of it may be wrong for a screen reader, a keyboard or an eye. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))));
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document.querySelector("[data-ask]") ?? document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(" ")}`));
  });
}

test("the bar is clean in both themes at both sizes, with nothing typed, with people, with a form and with nothing found", async ({ company }) => {
  const page = await company.page("receptionist");
  await sit(page, "nl");
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const line of ["", "bella", "bella enting morgen 10 uur", "qqxzwq"]) {
        const field = bar(page, "nl");
        await field.click();
        await field.fill(line);
        if (line.includes("enting")) await expect(form(page, "nl")).toBeVisible();
        else if (line === "bella") await expect(page.getByRole("option", { name: "Bella" }).first()).toBeVisible();
        else await settled(page);
        expect(await faults(page), `${width} ${colorScheme} “${line}”`).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over, `${width} “${line}” moves sideways`).toBeLessThanOrEqual(0);
        await field.fill("");
        await page.keyboard.press("Escape");
      }
    }
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
});
