import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";

import { openAt, row, S, server } from "./test-schedule";

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve"]))));

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const begun = (more: object = {}) => row("a1", "Bella", { starts_at: minutesAgo(10), ends_at: minutesAgo(-10), stage: null, ...more });
const panel = async () => {
  openAt("?selected=a1");
  return within(await screen.findByRole("region", { name: "Afspraak van Bella" }));
};

test("who was not checked in is checked in first", async () => {
  const asked = server([begun()], {
    [`GET ${S}/board`]: { body: { items: [{ appointment_id: "a1", visit_id: null, patient_name: "Bella", stage: "expected", stage_at: null, room_id: null, version: null }], rooms: [], zone: "Europe/Amsterdam" } },
    [`POST ${S}/appointments/a1/check-in`]: { body: { appointment_id: "a1", visit_id: "v9", patient_name: "Bella", stage: "arrived", stage_at: minutesAgo(0), room_id: null, version: 1 } },
  });
  const detail = await panel();
  await userEvent.click(detail.getByRole("button", { name: /Inchecken/ }));
  await expect.poll(() => asked.some((request) => request.url.endsWith("/check-in"))).toBe(true);
});

test("completing a visit of whom nobody checked in is asked once, and nothing is done before", async () => {
  const asked = server([begun()], { [`POST ${S}/appointments/a1/complete`]: { body: begun({ state: "completed", version: 2 }) }, [`GET ${S}/appointments/a1`]: { body: begun() } });
  const detail = await panel();
  await userEvent.click(detail.getByRole("button", { name: /Afronden/ }));
  const dialog = within(await screen.findByRole("dialog", { name: "Bella is niet ingecheckt" }));
  expect(asked.filter((request) => request.method === "POST")).toHaveLength(0);
  await userEvent.click(dialog.getByRole("button", { name: "Toch afronden" }));
  await expect.poll(() => asked.filter((request) => request.url.endsWith("/complete")).length).toBe(1);
});

test("completing a visit of whom is here asks nothing", async () => {
  const asked = server([begun({ stage: "in_room" })], { [`POST ${S}/appointments/a1/complete`]: { body: begun({ state: "completed", stage: "to_pay", version: 2 }) } });
  const detail = await panel();
  expect(detail.queryByRole("button", { name: /Inchecken/ })).toBeNull();
  await userEvent.click(detail.getByRole("button", { name: /Afronden/ }));
  await expect.poll(() => asked.filter((request) => request.url.endsWith("/complete")).length).toBe(1);
});

test("what was completed is taken back from its panel within the hour", async () => {
  const asked = server([begun({ state: "completed", undo_until: minutesAgo(-30), version: 3 })], { [`POST ${S}/appointments/a1/undo`]: { body: begun({ version: 4 }) } });
  const detail = await panel();
  await userEvent.click(detail.getByRole("button", { name: "Terugdraaien" }));
  await expect.poll(() => asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("3");
});

test.each([
  [{ state: "cancelled", cancelled_by: "practice", changed_by: "practice", changed_how: "cancel", changed_at: "2026-11-23T09:00:00Z" }, "Afgezegd", /^Iemand van de praktijk heeft deze afspraak .* afgezegd\.$/],
  [{ state: "cancelled", cancelled_by: "owner", changed_by: "owner", changed_how: "cancel", changed_at: "2026-11-23T09:00:00Z" }, "Afgezegd", /^Anna Vlinder heeft deze afspraak .* afgezegd\.$/],
  [{ state: "cancelled", cancelled_by: "practice", changed_by: null, changed_how: null, changed_at: null }, "Afgezegd", "Door de praktijk"],
  [{ state: "declined", cancelled_by: null, changed_by: "practice", changed_how: "decline", changed_at: "2026-11-23T09:00:00Z" }, "Afgewezen", /^Iemand van de praktijk heeft deze aanvraag .* afgewezen\.$/],
])("what was called off says what happened, by whom and why", async (more, word, words) => {
  server([begun({ ...more, decline_reason: "Noor is ziek" })]);
  const detail = await panel();
  const said = detail.getByText(word, { selector: "dt" }).nextElementSibling as HTMLElement;
  expect(within(said).getByText(words)).toBeVisible();
  expect(within(said).getByText("“Noor is ziek”")).toBeVisible();
});
