import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { UndoButton } from "./undo-button";

const S = "/api/staff/zwaluwhof/appointments";
const now = new Date("2026-11-23T10:00:00Z");
const calledOff = {
  id: "a1", patient_id: "p1", patient_name: "Bella", client_id: "c1", client_name: "Anna Vlinder", species: "dog", breed: "", type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill", category: "consult",
  starts_at: "2099-11-24T09:00:00Z", ends_at: "2099-11-24T09:20:00Z", state: "cancelled", vet_id: "v1", vet_name: "Noor Haas", reason: "Hoest", record_id: null, undo_until: "2026-11-23T10:42:00Z", decline_reason: null, cancelled_by: "owner",
  changed_by: "owner", changed_by_id: "u1", changed_how: "cancel", changed_at: "2026-11-23T09:42:00Z", source: "online", created_at: "2026-11-20T09:00:00Z", outside: null, version: 2,
} as unknown as AppointmentRow;
const restored = { ...calledOff, state: "confirmed", undo_until: null, cancelled_by: null, changed_by: null, changed_by_id: null, changed_how: null, changed_at: null, version: 3 } as AppointmentRow;
const calledOffByUs = { ...calledOff, cancelled_by: "practice", changed_by: "practice", changed_by_id: "u2", changed_at: "2026-11-23T09:55:00Z", version: 4 } as AppointmentRow;
const max = { ...calledOff, id: "a2", patient_name: "Max" } as AppointmentRow;

/** What stands on the screen, which a push or a choice replaces. */
function Places({ rows }: { rows: readonly AppointmentRow[] }) {
  const [index, setIndex] = useState(0);
  const row = rows[index];
  return (
    <>
      <button type="button" onClick={() => setIndex(index + 1)}>next</button>
      {row && <UndoButton slug="zwaluwhof" row={row} zone="Europe/Amsterdam" now={now} />}
    </>
  );
}

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book"]))));

test("a question whose appointment a colleague put back says so, and asks nothing of the next appointment that stands there", async () => {
  let server = calledOff;
  stubServer({ [`GET ${S}/a1`]: () => ({ body: server }), [`GET ${S}/a2`]: { body: max } });
  renderScreen(<Places rows={[calledOff, restored, max]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  const question = await screen.findByRole("dialog", { name: "Bella terugzetten?" });
  server = restored;
  await userEvent.click(screen.getByText("next"));
  expect(question).toBeInTheDocument();
  await userEvent.click(screen.getByText("next"));
  expect(screen.queryByRole("dialog", { name: /Max/ })).toBeNull();
  expect(screen.getByRole("dialog")).toHaveTextContent("Bella");
});

test("an appointment that was put back and called off once more by the practice is told so, and is not put back unread", async () => {
  const sent = stubServer({ [`GET ${S}/a1`]: { body: calledOffByUs }, [`POST ${S}/a1/undo`]: { body: restored } });
  renderScreen(<Places rows={[calledOff, calledOffByUs]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  const told = within(await screen.findByRole("dialog", { name: "Bella is intussen gewijzigd" }));
  expect(told.getByRole("alert")).toHaveTextContent(/Iemand van de praktijk heeft deze afspraak .* om 10:55 afgezegd\./);
  await userEvent.click(screen.getByText("next"));
  expect(screen.queryByText(/Anna Vlinder heeft deze afspraak/)).toBeNull();
  expect(sent.some((request) => request.method === "POST")).toBe(false);
});

test("taking back names the version that was read, and after a refusal the one that is read then", async () => {
  const touched = { ...calledOff, version: 3 };
  const sent = stubServer({
    [`GET ${S}/a1`]: { body: touched },
    [`POST ${S}/a1/undo`]: (request) => (request.headers.get("If-Match") === "3" ? { body: restored } : { status: 409, body: { code: "stale" } }),
  });
  renderScreen(<Places rows={[calledOff]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  const question = within(await screen.findByRole("dialog", { name: "Bella terugzetten?" }));
  await vi.waitFor(() => expect(sent.some((request) => request.method === "GET")).toBe(true));
  await act(() => Promise.resolve());
  await userEvent.click(question.getByRole("button", { name: "Toch terugzetten" }));
  await question.findByRole("alert");
  await userEvent.click(question.getByRole("button", { name: "Toch terugzetten" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent.filter((request) => request.method === "POST").map((request) => request.headers.get("If-Match"))).toEqual(["2", "3"]);
});

test.each([["the practice's own step", { ...calledOffByUs, version: 2 } as AppointmentRow], ["the owner's step", calledOff]])("%s is not taken back to a time that was closed since, and other times are offered", async (_, row) => {
  const slot = { starts_at: "2099-11-25T09:00:00Z", ends_at: "2099-11-25T09:20:00Z", vet_id: "v1", vet_ids: ["v1"] };
  stubServer({
    [`GET ${S}/a1`]: { body: row },
    [`POST ${S}/a1/undo`]: { status: 409, body: { code: "nobody_there", outside: "closed", alternatives: [slot] } },
  });
  renderScreen(<Places rows={[row]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  if (row.changed_by === "owner") await userEvent.click(await screen.findByRole("button", { name: "Toch terugzetten" }));
  const told = within(await screen.findByRole("dialog", { name: "Bella kan niet terug naar deze tijd" }));
  expect(told.getByRole("alert")).toHaveTextContent("De praktijk is op deze tijd inmiddels gesloten. Kies een andere tijd.");
  expect(told.getByRole("button", { name: "Andere tijd kiezen" })).toBeVisible();
  await userEvent.click(told.getByRole("button", { name: /25 nov.*10:00/ }));
  expect(await screen.findByRole("dialog", { name: /Afspraak voor Bella/ })).toBeVisible();
});

test.each([[["schedule.book"], false], [["schedule.book", "schedule.approve"], true]])("an approval is taken back by whoever may approve, with %s: %s", async (permissions, isOffered) => {
  signedIn(sessionOf(noor(["schedule.read", ...permissions])));
  renderScreen(<Places rows={[{ ...restored, undo_until: calledOff.undo_until, changed_by: "practice", changed_how: "approve" }]} />);
  await screen.findByText("next");
  expect(screen.queryByRole("button", { name: "Terugdraaien" }) !== null).toBe(isOffered);
});
