import { useQueryClient } from "@tanstack/react-query";
import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { RestoreDialog } from "./restore-dialog";
import { StepDialogs, type AskedStep } from "./step-dialogs";

const S = "/api/staff/zwaluwhof";
const A = `${S}/appointments/a1`;
const read = {
  id: "a1", patient_id: "p1", patient_name: "Bella", client_id: "c1", client_name: "Anna Vlinder", species: "dog", breed: "", type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill", category: "consult",
  starts_at: "2099-11-24T09:00:00Z", ends_at: "2099-11-24T09:20:00Z", state: "pending", vet_id: "v1", vet_name: "Noor Haas", reason: "Hoest", note: "Bijt", record_id: null, undo_until: null, decline_reason: null, cancelled_by: null,
  changed_by: null, changed_by_id: null, changed_how: null, changed_at: null, source: "online", created_at: "2026-11-20T09:00:00Z", outside: null, version: 1,
} as unknown as AppointmentRow;
const calledOff = { ...read, state: "cancelled", cancelled_by: "owner", changed_by: "owner", changed_how: "cancel", changed_at: "2026-11-23T09:42:00Z", decline_reason: "Is al beter", version: 2 } as AppointmentRow;
const types = { [`GET ${S}/appointment-types`]: { body: { items: [{ id: "t1", key: "consult", name_nl: "Ziek", name_en: "Ill", category: "consult", minutes: 20, active: true, species: [] }] } } };

/** What a push from the server does. */
function Pushes() {
  const queries = useQueryClient();
  const [count, setCount] = useState(0);
  const arrive = (): void => void queries.invalidateQueries({ queryKey: ["appointments"] }).then(() => setCount((before) => before + 1));
  return <><button type="button" onClick={arrive}>push</button><output>{count} arrived</output></>;
}
const push = (): void => act(() => screen.getByText("push").click());

function ask(asked: AskedStep, row = read) {
  const onClose = vi.fn();
  renderScreen(<><Pushes /><StepDialogs slug="zwaluwhof" zone="Europe/Amsterdam" row={row} asked={asked} onClose={onClose} /></>);
  return onClose;
}

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve"]))));

test.each(["approve", "decline", "reschedule", "cancel"] as const)("a question (%s) whose appointment the owner calls off meanwhile says who did, when and why", async (asked) => {
  let now = read;
  const sent = stubServer({ ...types, [`GET ${A}`]: () => ({ body: now }) });
  ask(asked);
  await screen.findByRole("dialog", { name: /Bella/ });
  now = calledOff;
  push();
  const told = await screen.findByRole("dialog", { name: "Bella is intussen gewijzigd" });
  expect(within(told).getByRole("alert")).toHaveTextContent(/Anna Vlinder heeft deze afspraak .* om 10:42 afgezegd\. ?“Is al beter”/);
  expect(told).toHaveTextContent("Wat je hier wilde doen, is niet gebeurd.");
  expect(within(told).queryByRole("button", { name: "Toch verder" })).toBeNull();
  expect(sent.some((request) => request.method === "POST")).toBe(false);
});

test("who presses before the push has come is told the same, and books the same once more", async () => {
  let now = read;
  const sent = stubServer({
    ...types,
    [`GET ${A}`]: () => ({ body: now }),
    [`POST ${A}/decline`]: () => { now = calledOff; return { status: 409, body: { code: "stale" } }; },
    [`GET ${S}/slots`]: { body: { items: [], next_cursor: null, zone: "Europe/Amsterdam" } },
    [`GET ${S}/resources`]: { body: { items: [] } },
    [`POST ${S}/appointments`]: { status: 201, body: { ...read, id: "a2" } },
  });
  const onClose = ask("decline");
  await userEvent.type(await screen.findByRole("textbox"), "Geen plek");
  await userEvent.click(screen.getByRole("button", { name: "Afwijzen" }));
  await userEvent.click(await screen.findByRole("button", { name: "Opnieuw inplannen" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Afspraak voor Bella (Anna Vlinder)" }));
  expect(dialog.getByRole("textbox")).toHaveValue("Bijt");
  await userEvent.click(dialog.getByRole("button", { name: /^Plan .* 10:00 in/ }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(await sent.find((request) => request.url.endsWith("/appointments") && request.method === "POST")?.json()).toEqual({ type: "consult", starts_at: read.starts_at, patient_id: "p1", vet_id: "v1", reason: "Hoest", note: "Bijt" });
});

test("what can still be done goes on with what was typed, on the appointment as it is now", async () => {
  let now = read;
  const moved = { ...read, starts_at: "2099-11-25T09:00:00Z", ends_at: "2099-11-25T09:20:00Z", changed_by: "owner", changed_how: "move", changed_at: "2026-11-23T09:42:00Z", version: 2 } as AppointmentRow;
  const sent = stubServer({ [`GET ${A}`]: () => ({ body: now }), [`POST ${A}/decline`]: { body: { ...moved, state: "declined", version: 3 } } });
  const onClose = ask("decline");
  await userEvent.type(await screen.findByRole("textbox"), "Geen plek");
  now = moved;
  push();
  expect(await screen.findByRole("alert")).toHaveTextContent(/Anna Vlinder heeft deze afspraak .* verzet naar .* om 10:00/);
  await userEvent.click(screen.getByRole("button", { name: "Toch verder" }));
  expect(await screen.findByRole("textbox")).toHaveValue("Geen plek");
  await userEvent.click(screen.getByRole("button", { name: "Afwijzen" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent.find((request) => request.url.endsWith("/decline"))?.headers.get("If-Match")).toBe("2");
});

test("a request that its owner moved is told as moved, also when it waits for an answer again, and a death offers no new time", async () => {
  let now = read;
  stubServer({ [`GET ${A}`]: () => ({ body: now }) });
  ask("cancel", { ...read, state: "confirmed" } as AppointmentRow);
  await screen.findByRole("dialog", { name: /Bella/ });
  now = { ...read, starts_at: "2099-11-25T09:00:00Z", ends_at: "2099-11-25T09:20:00Z", changed_by: "owner", changed_how: "move", changed_at: "2026-11-23T09:42:00Z", version: 2 } as AppointmentRow;
  push();
  expect(await screen.findByRole("alert")).toHaveTextContent(/Anna Vlinder heeft deze afspraak .* verzet naar .* om 10:00/);
  now = { ...now, state: "cancelled", cancelled_by: "practice", changed_by: "practice", changed_how: "death", version: 3 } as AppointmentRow;
  push();
  await vi.waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(/gemeld dat Bella overleden is/));
  expect(screen.queryByRole("button", { name: "Opnieuw inplannen" })).toBeNull();
});

test("putting back what the owner called off is asked first, and says that the owner hears of it", async () => {
  const sent = stubServer({ [`GET ${A}`]: { body: calledOff }, [`POST ${A}/undo`]: { body: { ...read, version: 3 } } });
  const onClose = vi.fn();
  renderScreen(<RestoreDialog slug="zwaluwhof" zone="Europe/Amsterdam" row={calledOff} onClose={onClose} />);
  const dialog = within(await screen.findByRole("dialog", { name: "Bella terugzetten?" }));
  expect(dialog.getByText(/Anna Vlinder heeft deze afspraak .* om 10:42 afgezegd/)).toBeVisible();
  expect(dialog.getByText(/krijgt Anna Vlinder daar bericht van/)).toBeVisible();
  expect(sent.some((request) => request.method === "POST")).toBe(false);
  await userEvent.click(dialog.getByRole("button", { name: "Toch terugzetten" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("2");
});

test("what the person did themself in another window is not told as somebody else's act", async () => {
  const me = noor([]);
  let now = read;
  stubServer({ ...types, [`GET ${A}`]: () => ({ body: now }) });
  ask("cancel");
  await screen.findByRole("dialog", { name: /Bella/ });
  now = { ...calledOff, cancelled_by: "practice", changed_by: "practice", changed_by_id: me.id };
  push();
  const told = await screen.findByRole("dialog", { name: "Bella is intussen gewijzigd" });
  expect(within(told).getByRole("alert")).toHaveTextContent(/Je hebt deze afspraak .* om 10:42 zelf afgezegd\./);
  expect(told).not.toHaveTextContent("Iemand van de praktijk");
});

const tim = { ...read, state: "confirmed", vet_id: "v2", vet_name: "Tim Water", changed_by: "practice", changed_by_id: "u9", changed_how: "assign", changed_at: "2026-11-23T09:42:00Z", version: 2 } as AppointmentRow;
const vets = [{ id: "v1", name: "Noor Haas" }, { id: "v2", name: "Tim Water" }];

test("whoever goes on after a colleague chose another vet begins with that vet, and does not undo it with one key", async () => {
  let now = { ...read, state: "confirmed" } as AppointmentRow;
  const sent = stubServer({
    [`GET ${A}`]: () => ({ body: now }),
    [`GET ${A}/free-vets`]: { body: { items: vets.map((vet) => ({ ...vet, is_current: false, offered: true, duty: "on", does_type: true })), is_open: true } },
    [`POST ${A}/assign`]: { body: { ...tim, vet_id: "v1", version: 3 } },
  });
  const onClose = ask("assign", now);
  await screen.findByRole("radio", { name: /Noor Haas/ });
  now = tim;
  push();
  await userEvent.click(await screen.findByRole("button", { name: "Toch verder" }));
  expect(await screen.findByRole("radio", { name: /Tim Water/ })).toBeChecked();
  expect(screen.getByRole("button", { name: "Toewijzen aan Tim Water" })).toBeDisabled();
  await userEvent.click(screen.getByRole("radio", { name: /Noor Haas/ }));
  await userEvent.click(screen.getByRole("button", { name: "Toewijzen aan Noor Haas" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(await sent.find((request) => request.method === "POST")?.json()).toEqual({ vet_id: "v1", unsuitable: false });
});

test("a time that was chosen with one vet is chosen again when another sees the patient by now, and the button names who", async () => {
  let now = { ...read, state: "confirmed" } as AppointmentRow;
  const slot = { starts_at: "2099-11-24T10:00:00Z", ends_at: "2099-11-24T10:20:00Z" };
  const sent = stubServer({
    [`GET ${A}`]: () => ({ body: now }),
    [`GET ${S}/resources`]: { body: { items: vets } },
    [`GET ${S}/slots`]: (request) => {
      const vet = new URL(request.url).searchParams.get("vet") ?? "v1";
      return { body: { items: [{ ...slot, vet_id: vet, vet_ids: [vet] }], zone: "Europe/Amsterdam" } };
    },
    [`POST ${A}/reschedule`]: { body: { ...tim, ...slot, version: 3 } },
  });
  const onClose = ask("reschedule", now);
  await userEvent.click(await screen.findByRole("button", { name: "11:00" }));
  expect(screen.getByRole("button", { name: /^Verzetten naar .* 11:00 bij Noor Haas$/ })).toBeEnabled();
  now = tim;
  push();
  await userEvent.click(await screen.findByRole("button", { name: "Toch verder" }));
  expect(await screen.findByRole("button", { name: "Verzetten" })).toBeDisabled();
  await userEvent.click(await screen.findByRole("button", { name: "11:00" }));
  await userEvent.click(screen.getByRole("button", { name: /^Verzetten naar .* 11:00 bij Tim Water$/ }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(await sent.find((request) => request.method === "POST")?.json()).toEqual({ starts_at: slot.starts_at, vet_id: "v2" });
});

test("what comes under typing hands is not closed by the next key, and what was typed is still there afterwards", async () => {
  let now = read;
  stubServer({ [`GET ${A}`]: () => ({ body: now }) });
  const onClose = ask("decline");
  await userEvent.type(await screen.findByRole("textbox"), "Geen");
  now = { ...read, starts_at: "2099-11-25T09:00:00Z", ends_at: "2099-11-25T09:20:00Z", changed_by: "owner", changed_how: "move", changed_at: "2026-11-23T09:42:00Z", version: 2 } as AppointmentRow;
  push();
  const told = await screen.findByRole("alert");
  expect(told.parentElement).toHaveFocus();
  await userEvent.keyboard(" plek{Enter}{Escape}");
  expect(screen.getByText(/^Je tekst staat nog hier/)).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Toch verder" }));
  expect(await screen.findByRole("textbox")).toHaveValue("Geen");
});

test("booking the same once more stays open when the appointment is put back meanwhile", async () => {
  let now = read;
  stubServer({ ...types, [`GET ${A}`]: () => ({ body: now }), [`GET ${S}/slots`]: { body: { items: [], zone: "Europe/Amsterdam" } }, [`GET ${S}/resources`]: { body: { items: [] } } });
  ask("cancel");
  await screen.findByRole("dialog", { name: /Bella/ });
  now = calledOff;
  push();
  await userEvent.click(await screen.findByRole("button", { name: "Opnieuw inplannen" }));
  await userEvent.type(await screen.findByRole("textbox"), " en koorts");
  now = { ...read, version: 3 };
  push();
  await screen.findByText("2 arrived");
  expect(screen.getByRole("dialog", { name: "Afspraak voor Bella (Anna Vlinder)" })).toBeVisible();
  expect(screen.getByRole("textbox")).toHaveValue("Bijt en koorts");
});
