import type { Page } from "@playwright/test";

import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";
/** As wide as A4 is between its margins. */
const PAPER = { width: 673, height: 960 };

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
  await expect(page.locator("button:not([data-prints])").filter({ visible: true })).toHaveCount(0);
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
