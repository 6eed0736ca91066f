import type { Page } from "@playwright/test";

import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";
/** As wide as A4 is between its margins. */
const PAPER = { width: 673, height: 960 };
/** What can only be pressed or typed into. */
const ACTS = "[data-act], button[role], button[aria-haspopup], input, textarea, select";

interface Patient {
  id: string;
  name: string;
  client_name: string;
}

async function somebody(): Promise<Patient> {
  const vet = await Asker.as("vet");
  const { items: [patient] } = await vet.get<{ items: Patient[] }>(`${STAFF}/patients?limit=1`);
  if (!patient) throw new Error("The demo has no patients.");
  return patient;
}

/** The practice, the animal, its owner and the day; of the application around it nothing, and nothing beside the page. */
async function expectPaper(page: Page, patient: Patient): Promise<void> {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PAPER);
  await expect(page.getByTestId("print-head")).toHaveText(/Zwaluwhof.*Afgedrukt op \d+ \w+ \d{4}/);
  await expect(page.getByRole("heading", { level: 1, name: patient.name })).toBeVisible();
  await expect(page.getByText(patient.client_name).first()).toBeVisible();
  for (const part of ["header", "footer", "input", "textarea"]) await expect(page.locator(`body ${part}:not(main header):not(main footer)`).filter({ visible: true })).toHaveCount(0);
  await expect(page.locator(ACTS).filter({ visible: true })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PAPER.width);
}

async function backToScreen(page: Page): Promise<void> {
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("a consult is printed with all that was written, and without the application around it", async ({ company }) => {
  const patient = await somebody();
  const vet = await Asker.as("vet");
  const record = await vet.post<{ id: string }>(`${STAFF}/records`, { patient_id: patient.id, appointment_id: null });
  const page = await company.page("vet");
  await page.goto(`/p/zwaluwhof/consult/${record.id}`);
  const lines = Array.from({ length: 80 }, (_, index) => `Regel ${index + 1} van wat de eigenaar vertelt.`);
  const field = page.getByRole("textbox", { name: t("w-consult:note.subjective") });
  await field.fill(lines.join("\n"));
  await expectPaper(page, patient);
  const text = page.locator("p", { hasText: "Regel 80 van" });
  await expect(text).toBeVisible();
  // Taller than the page: it goes on at the next one instead of ending with the screen.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(PAPER.height);
  await backToScreen(page);
});

test("a patient's page is printed with its owner, and without the application around it", async ({ company }) => {
  const patient = await somebody();
  const page = await company.page("vet");
  await page.goto(`/p/zwaluwhof/patient/${patient.id}`);
  await expect(page.getByRole("heading", { level: 1, name: patient.name })).toBeVisible();
  await expectPaper(page, patient);
  await expect(page.getByText(t("w-patient:line.title"))).toBeVisible();
  await backToScreen(page);
});

interface Booked {
  starts_at: string;
  patient_name: string;
  client_name: string;
}

const dayOf = (at: Date): string => at.toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });

/** A day of this week on which the practice is open, with who comes then. */
async function busyDay(): Promise<[day: string, booked: Booked[]]> {
  const now = Date.now();
  const days = [0, 1, 2, 3].map((ahead) => dayOf(new Date(now + ahead * 86_400_000)));
  const desk = await Asker.as("receptionist");
  for (const day of days) {
    const { items } = await desk.get<{ items: Booked[] }>(`${STAFF}/appointments?from=${day}&to=${day}&state=confirmed&limit=100`);
    if (items.length > 5) return [day, items];
  }
  throw new Error("Nobody comes on four days.");
}

/** What stands on the paper and what only could be pressed; nothing lies beside the page. */
async function onPaper(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PAPER);
  await expect(page.locator(ACTS).filter({ visible: true })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PAPER.width);
}

for (const width of [PAPER.width, 794]) {
  test(`the agenda of a day is printed with everybody in it, by vet, on ${width} pixels`, async ({ company }) => {
    const [day, booked] = await busyDay();
    const page = await company.page("receptionist");
    await onPaper(page, `/p/zwaluwhof/schedule?day=${day}`);
    await page.setViewportSize({ width, height: 960 });
    const blocks = page.getByRole("main").getByRole("listitem").filter({ visible: true });
    for (const one of booked.slice(0, 5)) {
      const line = blocks.filter({ hasText: one.patient_name }).filter({ hasText: one.client_name }).first();
      await expect(line.getByText(one.client_name)).toBeVisible();
      await expect(line.getByText(/\d\d:\d\d – \d\d:\d\d/)).toBeVisible();
    }
    // One below the other, none over another.
    const places = await blocks.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    places.sort((left, right) => left.top - right.top);
    for (const [index, place] of places.entries()) if (index > 0) expect(place.top).toBeGreaterThanOrEqual((places[index - 1]?.bottom ?? 0) - 1);
    await expect(page.getByText(t("w-schedule:requests"), { exact: true }).filter({ visible: true })).toHaveCount(0);
    await backToScreen(page);
  });
}

test("the front desk is printed with all its columns on the page, and the call is left out", async ({ company }) => {
  const page = await company.page("receptionist");
  await onPaper(page, "/p/zwaluwhof/front-desk");
  for (const stage of ["expected", "arrived", "waiting", "in_room", "to_pay", "gone"]) {
    const head = page.locator(`[data-stage="${stage}"] h2`);
    await expect(head).toBeVisible();
    const box = await head.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? PAPER.width)).toBeLessThanOrEqual(PAPER.width);
  }
  await expect(page.getByRole("region", { name: t("w-front-desk:call.title") })).toHaveCount(0);
  await backToScreen(page);
});

test("the printed list of patients says how many of all it shows, and offers nothing to press", async ({ company }) => {
  const page = await company.page("receptionist");
  await onPaper(page, "/p/zwaluwhof/patient");
  await expect(page.getByText(/Op deze afdruk: \d+ van \d+\./)).toBeVisible();
  await expect(page.getByText(t("w-patient:new"), { exact: true })).not.toBeVisible();
  await backToScreen(page);
});

test("the comparison of a franchise is printed with the names of its practices", async ({ company }) => {
  const page = await company.page("franchiseAdmin");
  await onPaper(page, "/p/vrije-weide/franchise");
  await expect(page.getByText("Dierenkliniek Zwaluwhof").filter({ visible: true }).first()).toBeVisible();
  await backToScreen(page);
});

test("an owner's page is printed without the way around it and what can be pressed", async ({ company }) => {
  const page = await company.page("owner");
  const { items: [pet] } = await (await Asker.as("owner")).get<{ items: { id: string; name: string }[] }>("/api/me/pets");
  if (!pet) throw new Error("The demo's owner has no animals.");
  await onPaper(page, `/pets/${pet.id}`);
  await expect(page.getByRole("heading", { level: 1, name: pet.name })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  for (const gone of [t("w-owner:passport.book"), t("w-owner:pets.title")]) await expect(page.getByRole("link", { name: gone, exact: true })).toHaveCount(0);
  await backToScreen(page);
});
