import type { Locator, Page } from "@playwright/test";

import { Hand, rareName, rarePhone, registered, type Guest } from "./hand.ts";
import { Asker, expect, test } from "./people.ts";
import { wordsOf } from "./texts.ts";

const t = wordsOf("nl");
const STAFF = "/api/staff/zwaluwhof";

const QUARTER = 15 * 60_000;

/** Somebody with an appointment at this very minute, whatever the hour, or at the first quarter after it at which somebody is free. */
async function expected(desk: Asker): Promise<Guest> {
  const guest = await registered(desk);
  const now = Math.floor(Date.now() / 60_000) * 60_000;
  for (let quarter = 0; quarter < 12; quarter += 1) {
    const starts_at = new Date(now + quarter * QUARTER).toISOString();
    if (await desk.tryPost(`${STAFF}/appointments`, { type: "nurse", starts_at, patient_id: guest.patientId, reason: "Nagels" })) return guest;
  }
  throw new Error("Nobody is free in the next three hours.");
}

const column = (page: Page, stage: string): Locator => page.locator(`[data-stage="${stage}"]`);
const card = (page: Page, stage: string, { pet }: Guest): Locator => column(page, stage).locator(`[data-card][aria-label^="${pet},"]`);

async function atDesk(page: Page): Promise<Locator> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/p/zwaluwhof/front-desk");
  await expect(column(page, "expected")).toBeVisible();
  const field = page.getByRole("combobox", { name: t("w-front-desk:call.search") });
  const end = page.getByRole("button", { name: t("w-front-desk:call.end") });
  if (await end.isVisible()) await end.click();
  await field.focus();
  return field;
}

test("a known client is booked by telephone in three clicks and four letters, or with no click at all", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const page = await company.page("receptionist");
  for (const isByHand of [true, false]) {
    const guest = await registered(desk);
    await atDesk(page);
    const hand = new Hand(page);
    const panel = page.getByRole("region", { name: t("w-front-desk:call.title") });
    const starts = panel.getByRole("group", { name: t("w-front-desk:call.best") }).getByRole("button");
    await hand.type(guest.owner.slice(0, 4));
    const found = panel.getByRole("option", { name: guest.owner });
    await expect(found).toBeVisible();
    if (isByHand) {
      await hand.click(found);
      await hand.click(starts.nth(1));
      await expect(starts.nth(1)).toHaveAttribute("aria-pressed", "true");
      await hand.click(panel.getByRole("button", { name: /^Plan / }));
    } else {
      await expect(found).toHaveAttribute("aria-selected", "true");
      await hand.press("Enter");
      await expect(starts.first()).toHaveAttribute("aria-pressed", "true");
      await hand.press("Enter");
    }
    await expect(page.getByText(new RegExp(`^${guest.pet} \\(.*${guest.owner}.*\\) staat `))).toBeVisible();
    expect(hand.sum).toEqual(isByHand ? { clicks: 3, keys: 4 } : { clicks: 0, keys: 6 });
    await expect(panel.getByRole("combobox"), "the panel is ready for the next caller").toHaveValue("");
    const { items } = await desk.get<{ items: { state: string }[] }>(`${STAFF}/patients/${guest.patientId}/appointments`);
    expect(items.map(({ state }) => state)).toEqual(["confirmed"]);
  }
});

test("who has an appointment is checked in with one click, which can be taken back", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const guest = await expected(desk);
  const page = await company.page("receptionist");
  await atDesk(page);
  const hand = new Hand(page);
  await expect(card(page, "expected", guest)).toBeVisible();
  await hand.click(column(page, "expected").getByRole("button", { name: t("visits:forwardOf.expected", { name: guest.pet }) }));
  await expect(card(page, "arrived", guest)).toBeVisible();
  expect(hand.sum).toEqual({ clicks: 1, keys: 0 });
  const done = page.getByText(t("visits:done.arrived", { name: guest.pet }));
  await expect(done).toBeVisible();
  await page.locator("main").focus();
  await page.keyboard.press("Control+z");
  await expect(card(page, "expected", guest)).toBeVisible();
});

test("a new client with a new animal walks in: four clicks, twenty-two keys", async ({ company }) => {
  const page = await company.page("receptionist");
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("register.")).forEach((key) => localStorage.removeItem(key)));
  await atDesk(page);
  const guest: Guest = { owner: rareName(), pet: rareName().slice(0, 4), patientId: "" };
  const hand = new Hand(page);
  await hand.type(guest.owner);
  await hand.click(page.getByRole("option", { name: t("w-front-desk:call.new", { count: 0 }) }));
  await expect(page.getByLabel(t("w-patient:client.lastName"), { exact: true })).toHaveValue(guest.owner);
  await expect(page.getByLabel(t("w-patient:client.phone"), { exact: true })).toBeFocused();
  await hand.type(rarePhone());
  await hand.click(page.getByLabel(t("w-patient:field.name"), { exact: true }));
  await hand.type(guest.pet);
  await hand.press("Tab", "h");
  await hand.click(page.getByRole("button", { name: t("w-patient:register.submit") }));
  await expect(page).toHaveURL(/front-desk/);
  await hand.click(page.getByRole("button", { name: t("w-front-desk:call.walkIn") }));
  await expect(card(page, "arrived", guest)).toBeVisible();
  expect(hand.sum).toEqual({ clicks: 4, keys: 22 });
});

test("a patient goes through the whole house with one key per step", async ({ company }) => {
  const guest = await expected(await Asker.as("receptionist"));
  const page = await company.page("receptionist");
  await atDesk(page);
  await card(page, "expected", guest).click();
  for (const stage of ["arrived", "waiting"]) {
    await page.keyboard.press("1");
    await expect(card(page, stage, guest)).toBeVisible();
  }
  await page.keyboard.press("6");
  await page.getByRole("dialog").getByRole("button", { name: t("visits:rooms.without") }).click();
  await expect(card(page, "in_room", guest)).toBeVisible();
  await page.keyboard.press("7");
  await expect(card(page, "waiting", guest)).toBeVisible();
  await page.keyboard.press("6");
  await page.getByRole("dialog").getByRole("button", { name: t("visits:rooms.without") }).click();
  await expect(card(page, "in_room", guest)).toBeVisible();
  for (const stage of ["to_pay", "gone"]) {
    await page.keyboard.press("1");
    await expect(card(page, stage, guest)).toBeVisible();
  }
  await card(page, "gone", guest).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(guest.pet) })).toBeVisible();
});

test("a card is dragged into a room, where the first free one is ready for Enter; Esc and a wrong place put it back", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const guest = await registered(desk);
  await desk.post(`${STAFF}/visits`, { patient_id: guest.patientId, note: "Mank" });
  const page = await company.page("receptionist");
  await atDesk(page);
  const drag = async (to: string): Promise<void> => {
    await card(page, "arrived", guest).scrollIntoViewIfNeeded();
    const [from, goal] = [await card(page, "arrived", guest).boundingBox(), await column(page, to).boundingBox()];
    if (!from || !goal) throw new Error("Nothing to drag.");
    await page.mouse.move(from.x + 20, from.y + 60);
    await page.mouse.down();
    await page.mouse.move(goal.x + 30, goal.y + 120, { steps: 6 });
  };
  await drag("waiting");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(card(page, "arrived", guest)).toBeVisible();
  await drag("expected");
  await expect(page.getByText(t("visits:refusal.notExpected"))).toBeVisible();
  await page.mouse.up();
  await expect(card(page, "arrived", guest)).toBeVisible();
  await drag("in_room");
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: t("visits:rooms.title", { name: guest.pet }) });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(card(page, "in_room", guest)).toBeVisible();
  // The card stands there before the server has agreed.
  const stage = async (): Promise<string | undefined> => {
    const { items } = await desk.get<{ items: { patient_id: string; stage: string }[] }>(`${STAFF}/board`);
    return items.find((row) => row.patient_id === guest.patientId)?.stage;
  };
  await expect.poll(stage).toBe("in_room");
});

test("what a colleague does is on the board without a reload, and the arrows walk from card to card", async ({ company }) => {
  const desk = await Asker.as("receptionist");
  const page = await company.page("receptionist");
  await atDesk(page);
  const guest = await registered(desk);
  await desk.post(`${STAFF}/visits`, { patient_id: guest.patientId, note: "" });
  await expect(card(page, "arrived", guest)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: guest.pet })).toHaveText(new RegExp(t("visits:now.arrived", { name: guest.pet })));
  await card(page, "arrived", guest).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(column(page, "expected").locator("[data-card]:focus"), "the column beside it may be empty").toHaveCount(await column(page, "expected").locator("[data-card]").count() > 0 ? 1 : 0);
});

test("a call that is put aside is found again, also after a reload", async ({ company }) => {
  const guest = await registered(await Asker.as("receptionist"));
  const page = await company.page("receptionist");
  const field = await atDesk(page);
  await field.fill(guest.owner.slice(0, 4));
  await page.getByRole("option", { name: guest.owner }).click();
  await page.getByLabel(/, niet voor de eigenaar$/).fill("Belt terug");
  const crumb = page.getByRole("navigation", { name: t("shell:trail") }).getByRole("link", { name: t("w-front-desk:call.crumb", { name: guest.pet }) });
  await expect(crumb).toContainText(t("common:state.unsaved"));
  await page.locator("main").focus();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/front-desk/);
  await page.reload();
  await expect(page.getByLabel(/, niet voor de eigenaar$/)).toHaveValue("Belt terug");
  await page.getByRole("button", { name: t("w-front-desk:call.end") }).click();
  await expect(field).toHaveValue("");
  await expect(crumb).toHaveCount(0);
});
