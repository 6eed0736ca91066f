import type { Locator, Page } from "@playwright/test";

import { Hand, registered } from "./hand.ts";
import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";
const MINUTE = 60_000;
const PIXELS = 1.8;

interface Slot {
  starts_at: string;
  vet_ids: string[];
}

interface Visit {
  id: string;
  starts_at: string;
  ends_at: string;
  vet_id: string;
}

const dayIn = (at: string | Date): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", dateStyle: "short" }).format(new Date(at));
const timeIn = (at: string): string => new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" }).format(new Date(at));
const dayAhead = (days: number): string => dayIn(new Date(Date.now() + days * 86_400_000));

/** A visit on a day to come, and a later free time of that day with the same vet: at least an hour on. */
async function movable(desk: Asker): Promise<{ visit: Visit; later: string; pet: string }> {
  const { items } = await desk.get<{ items: Slot[] }>(`${STAFF}/slots?type=consult&from=${dayAhead(2)}&days=14`);
  const guest = await registered(desk);
  for (const first of items) {
    const vet = first.vet_ids[0] ?? "";
    const next = items.find((slot) => slot.vet_ids.includes(vet) && dayIn(slot.starts_at) === dayIn(first.starts_at) && Date.parse(slot.starts_at) - Date.parse(first.starts_at) >= 60 * MINUTE);
    if (!next) continue;
    const visit = await desk.post<Visit>(`${STAFF}/appointments`, { type: "consult", starts_at: first.starts_at, patient_id: guest.patientId, vet_id: vet, reason: "Hinkt" });
    return { visit, later: next.starts_at, pet: guest.pet };
  }
  throw new Error("No day has two free times with one vet.");
}

async function opened(page: Page, visit: Visit): Promise<Locator> {
  // High enough for the whole day: what is dragged and where it goes are both in sight.
  await page.setViewportSize({ width: 1440, height: 1700 });
  await page.goto(`/p/zwaluwhof/schedule?day=${dayIn(visit.starts_at)}`);
  const block = page.locator(`[data-visit="${visit.id}"]`);
  await expect(block).toBeVisible();
  return block;
}

test("a visit is moved with one drag, and one more key takes it back", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const { visit, later, pet } = await movable(desk);
  const page = await company.page("receptionist");
  const block = await opened(page, visit);
  const stands = async (): Promise<string> => (await desk.get<Visit>(`${STAFF}/appointments/${visit.id}`)).starts_at;
  const hand = new Hand(page);
  await hand.drag(block, { x: 0, y: ((Date.parse(later) - Date.parse(visit.starts_at)) / MINUTE) * PIXELS });
  await expect(page.getByText(new RegExp(`^${pet} \\(.*is verzet naar .* om ${timeIn(later)}`))).toBeVisible();
  expect({ ...hand.sum, drags: hand.drags }).toEqual({ clicks: 0, keys: 0, drags: 1 });
  expect(Date.parse(await stands())).toBe(Date.parse(later));
  await hand.press("Control+z");
  await expect.poll(async () => Date.parse(await stands())).toBe(Date.parse(visit.starts_at));
  expect({ ...hand.sum, drags: hand.drags }).toEqual({ clicks: 0, keys: 1, drags: 1 });
});

test("over somebody else it is red and says why, and letting go there offers the nearest free times", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const { visit, later } = await movable(desk);
  const other = await registered(desk);
  await desk.post(`${STAFF}/appointments`, { type: "consult", starts_at: later, patient_id: other.patientId, vet_id: visit.vet_id, reason: "Oren" });
  const page = await company.page("receptionist");
  const block = await opened(page, visit);
  await expect(page.getByRole("button", { name: `${timeIn(later)} ${other.pet}` })).toBeVisible();
  await new Hand(page).drag(block, { x: 0, y: ((Date.parse(later) - Date.parse(visit.starts_at)) / MINUTE) * PIXELS });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(other.pet);
  await expect(dialog.getByRole("group", { name: t("appointments:slots.instead") }).getByRole("button").first()).toBeVisible();
  await dialog.getByRole("button", { name: t("w-schedule:moving.keep") }).click();
  expect((await desk.get<Visit>(`${STAFF}/appointments/${visit.id}`)).starts_at).toBe(visit.starts_at);
});

test("a visit is made longer by its lower edge, and moved by keys", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const { visit } = await movable(desk);
  const page = await company.page("receptionist");
  const block = await opened(page, visit);
  const box = await block.boundingBox();
  if (!box) throw new Error("The visit is not drawn.");
  const length = async (): Promise<number> => {
    const now = await desk.get<Visit>(`${STAFF}/appointments/${visit.id}`);
    return (Date.parse(now.ends_at) - Date.parse(now.starts_at)) / MINUTE;
  };
  const before = await length();
  await new Hand(page).drag(block, { x: 0, y: -5 * PIXELS }, { x: 20, y: box.height - 2 });
  await expect.poll(length).toBe(before - 5);
  const hand = new Hand(page);
  await block.focus();
  await hand.press("Shift+Alt+ArrowDown", "Enter");
  await expect.poll(length).toBe(before);
  await expect(block).toBeFocused();
  expect(hand.sum).toEqual({ clicks: 0, keys: 2 });
});
