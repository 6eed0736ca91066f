import type { Page } from "@playwright/test";

import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";
const CLINIC = "/api/practices/boomklever";

interface Pet {
  id: string;
  name: string;
}

interface Slot {
  starts_at: string;
  vet_id: string;
  vet_ids: string[];
}

interface Row {
  id: string;
  starts_at: string;
}

const dayIn = (at: string | Date): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(new Date(at));
const timeIn = (at: string): string => new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" }).format(new Date(at));

/** A visit that began some minutes ago, entered at the desk, open beside the schedule. */
async function begun(page: Page, minutesAgo: number): Promise<{ detail: ReturnType<Page["getByRole"]>; name: string }> {
  const desk = await Asker.as("receptionist");
  const { items: patients } = await desk.get<{ items: { id: string; name: string }[] }>(`${STAFF}/patients?limit=1`);
  const patient = patients[0];
  if (!patient) throw new Error("The demo has no patients.");
  const starts_at = new Date(Math.floor(Date.now() / 60_000 - minutesAgo) * 60_000).toISOString();
  const row = await desk.post<Row>(`${STAFF}/appointments`, { type: "nurse", starts_at, patient_id: patient.id, reason: `Begonnen ${minutesAgo}` });
  await page.goto(`/p/zwaluwhof/schedule?day=${dayIn(starts_at)}&selected=${row.id}`);
  const detail = page.getByRole("region", { name: t("w-schedule:detail.title", { name: patient.name }) });
  await expect(detail.getByText(`Begonnen ${minutesAgo}`)).toBeVisible();
  return { detail, name: patient.name };
}

test("a visit that has begun is closed, or noted as missed, and both can be taken back", async ({ company }) => {
  const page = await company.page("receptionist");
  const { detail, name } = await begun(page, 20);
  await detail.getByRole("button", { name: t("appointments:action.complete") }).click();
  await page.getByRole("dialog").getByRole("button", { name: t("appointments:complete.submit") }).click();
  await expect(page.getByText(t("appointments:done.complete", { name }))).toBeVisible();
  await expect(detail.getByText(t("common:appointment.completed"))).toBeVisible();
  await detail.getByRole("button", { name: t("appointments:action.undo") }).click();
  await expect(detail.getByText(t("common:appointment.confirmed"))).toBeVisible();
  await detail.getByRole("button", { name: t("appointments:action.noShow") }).click();
  await expect(page.getByText(t("appointments:done.no-show", { name }))).toBeVisible();
  await expect(detail.getByText(t("common:appointment.no_show"))).toBeVisible();
});

test("Esc on the schedule closes the visit that is open, and only then leads to the middle", async ({ company }) => {
  const page = await company.page("receptionist");
  const { detail } = await begun(page, 45);
  await page.locator("main").focus();
  await page.keyboard.press("Escape");
  await expect(detail).toHaveCount(0);
  await expect(page).toHaveURL(/\/schedule/);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/today/);
});

test("what an owner books appears at the desk without a reload", async ({ company }) => {
  const owner = await Asker.as("owner");
  const { items: pets } = await owner.get<{ items: Pet[] }>("/api/me/pets");
  const { items: slots } = await owner.get<{ items: Slot[] }>(`/api/practices/zwaluwhof/slots?type=consult&from=${dayIn(new Date())}&days=14`);
  const slot = slots.at(-1);
  const pet = pets[0];
  if (!slot || !pet) throw new Error("The demo has no free place or no pet.");
  const page = await company.page("receptionist");
  await page.goto(`/p/zwaluwhof/schedule?day=${dayIn(slot.starts_at)}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const reason = `Live ${Date.now() % 100_000}`;
  await expect(page.getByRole("button", { name: reason })).toHaveCount(0);
  await owner.post("/api/practices/zwaluwhof/appointments", { type: "consult", starts_at: slot.starts_at, pet_id: pet.id, reason });
  await expect(page.getByRole("button", { name: `${timeIn(slot.starts_at)} ${pet.name} ${reason}` })).toBeVisible();
});

test("a place that somebody else took meanwhile is answered with others, the same time with another vet among them", async ({ company }) => {
  const [owner, rival] = await Promise.all([Asker.as("owner"), Asker.as("owner3")]);
  const [mine, theirs] = await Promise.all([owner.get<{ items: Pet[] }>("/api/me/pets"), rival.get<{ items: Pet[] }>("/api/me/pets")]);
  const { items: slots } = await owner.get<{ items: Slot[] }>(`${CLINIC}/slots?type=consult&from=${dayIn(new Date())}&days=21`);
  const both = slots.filter((slot) => slot.vet_ids.length > 1);
  const [wanted, other] = [both.at(-1), both.at(-4)];
  if (!wanted || !other || !mine.items[0] || !theirs.items[0]) throw new Error("The demo has no place where two vets are free.");
  const vet = wanted.vet_id;
  const page = await company.page("owner");
  await page.setViewportSize({ width: 390, height: 844 });
  const held = page.waitForResponse((answer) => answer.url().endsWith("/holds") && answer.ok());
  await page.goto(`/practices/boomklever/book?pet=${mine.items[0].id}&type=consult&at=${encodeURIComponent(wanted.starts_at)}&vet=${vet}&step=3`);
  await held;
  await page.getByLabel(t("w-owner:book.reason")).fill("Hinkt een beetje");
  // On another device this owner looks at another time, which gives the first place back; there somebody else is quicker.
  await owner.post(`${CLINIC}/holds`, { type: "consult", starts_at: other.starts_at, vet_id: other.vet_id });
  await rival.post(`${CLINIC}/appointments`, { type: "consult", starts_at: wanted.starts_at, vet_id: vet, pet_id: theirs.items[0].id });
  await page.getByRole("button", { name: t("w-owner:book.confirm") }).click();
  const refusal = page.getByRole("alert");
  await expect(refusal).toContainText(t("w-owner:book.stillFree"));
  await refusal.getByRole("button", { name: new RegExp(`${timeIn(wanted.starts_at)}, .+`) }).click();
  await expect(page.getByLabel(t("w-owner:book.reason"))).toHaveValue("Hinkt een beetje");
  await page.getByRole("button", { name: t("w-owner:book.confirm") }).click();
  await expect(page).toHaveURL(/[?&]done=/);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a vet who applied is turned down with a remark", async ({ company }) => {
  const page = await company.page("clinicAdmin");
  await page.goto("/p/zwaluwhof/settings/team/applications");
  const list = page.getByRole("region", { name: t("w-settings:team.view.applications") });
  await list.getByRole("button", { name: t("w-settings:vet.rejectOf", { name: "Mees Kruidenier" }) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("w-settings:vet.remarks")).fill("We zoeken nu niemand.");
  await page.keyboard.press("Escape");
  await expect(dialog, "what was typed is not thrown away").toBeVisible();
  await dialog.getByRole("button", { name: t("w-settings:vet.reject") }).click();
  await expect(page.getByText(t("w-settings:vet.done.reject", { name: "Mees Kruidenier" }))).toBeVisible();
  const vet = await company.page("pendingVet");
  await vet.goto("/me/vet-application");
  await expect(vet.getByText("We zoeken nu niemand.")).toBeVisible();
});

test("a clinic that applied is turned down with a remark that its applicant reads", async ({ company }) => {
  const admin = await Asker.as("systemAdmin");
  const { items } = await admin.get<{ items: { id: string }[] }>("/api/platform/applications?state=submitted");
  const page = await company.page("systemAdmin");
  await page.goto(`/platform/applications/${items[0]?.id ?? ""}`);
  await page.locator("main").getByRole("button", { name: t("w-admin:application.reject") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(t("w-admin:decision.remarks")).fill("Het uittreksel is te oud.");
  await dialog.getByRole("button", { name: t("w-admin:decision.send.reject") }).click();
  await expect(dialog).toHaveCount(0);
  const applicant = await company.page("applicant");
  await applicant.goto("/me/clinic-application");
  await expect(applicant.getByText("Het uittreksel is te oud.")).toBeVisible();
});

test("a franchise's people begin at their practices", async ({ company }) => {
  const page = await company.page("franchiseAdmin");
  await expect(page).toHaveURL(/\/p\/vrije-weide\/franchise/);
  await expect(page.getByRole("table", { name: t("w-franchise:title") }).getByRole("row")).toHaveCount(4);
  await page.getByRole("button", { name: "Dierenkliniek Zwaluwhof" }).click();
  // Beside the board where there is room, in the practice's own row elsewhere.
  await expect(page.locator("main").getByRole("link", { name: t("w-franchise:open.page") })).toHaveAttribute("href", "/practices/zwaluwhof");
});
