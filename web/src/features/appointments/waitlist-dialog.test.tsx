import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { PatientLine, WaitlistEntry } from "@/api/types";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { BookDialog } from "./book-dialog";
import { WaitlistDialog } from "./waitlist-dialog";

const S = "/api/staff/zwaluwhof";
const bella = { id: "p1", name: "Bella", species: "dog", client_id: "c1", client_name: "Anna Vlinder", city: "Utrecht", state: "active" } as PatientLine;
const type = { id: "t1", key: "consult", name_nl: "Ziek", name_en: "Ill", category: "consult", minutes: 20, active: true, species: [], resource_ids: ["v1"] };
const vet = (id: string, name: string) => ({ id, name, active: true, user_id: null, kind: "vet" });
const answers = {
  [`GET ${S}/appointment-types`]: { body: { items: [type] } },
  [`GET ${S}/resources`]: { body: { items: [vet("v1", "Noor Haas"), vet("v2", "Els Kuiper")] } },
  [`GET ${S}/slots`]: { body: { items: [], zone: "Europe/Amsterdam" } },
};

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book"]))));

test("whoever finds no time in a booking is put on the waiting list with their wish", async () => {
  const asked = stubServer({ ...answers, [`POST ${S}/waitlist`]: { status: 201, body: { id: "e1", version: 1 } } });
  const onClose = vi.fn();
  renderScreen(<BookDialog slug="zwaluwhof" zone="Europe/Amsterdam" patient={bella} onClose={onClose} />);
  await userEvent.click(await screen.findByRole("button", { name: /^Ziek/ }, { timeout: 5000 }));
  await userEvent.click(await screen.findByRole("button", { name: "Op de wachtlijst" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Bella (Anna Vlinder) op de wachtlijst" }));
  await userEvent.click(dialog.getByRole("button", { name: "Ochtend" }));
  await userEvent.click(dialog.getByRole("button", { name: "di" }));
  await userEvent.click(dialog.getByRole("switch"));
  expect(await dialog.findByRole("option", { name: "Noor Haas" })).toBeInTheDocument();
  expect(dialog.queryByRole("option", { name: "Els Kuiper" })).toBeNull();
  await userEvent.click(dialog.getByRole("button", { name: "Zet op de wachtlijst" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  const sent = asked.find((request) => request.method === "POST" && request.url.endsWith("/waitlist"));
  expect(await sent?.json()).toMatchObject({ patient_id: "p1", type: "consult", parts: ["morning"], weekdays: [2], urgency: "soon", vet_id: null });
});

const waits = { id: "e1", version: 4, patient_id: "p1", patient_name: "Bella", client_name: "Anna Vlinder", type_key: "consult", earliest_on: "2099-03-02", latest_on: "2099-03-20", parts: [], weekdays: [], urgency: "normal", note: "Belt terug", vet_id: null } as unknown as WaitlistEntry;
const change = (onDone = vi.fn()) => {
  renderScreen(<WaitlistDialog slug="zwaluwhof" zone="Europe/Amsterdam" who={waits} type="consult" entry={waits} onDone={onDone} onClose={vi.fn()} />);
  return onDone;
};

test("a last day before the first is said at its field and not sent", async () => {
  stubServer(answers);
  change();
  const last = await screen.findByLabelText("Tot en met");
  await userEvent.clear(last);
  await userEvent.type(last, "2099-03-01");
  expect(screen.getByText("Dit is voor de eerste dag.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Opslaan" })).toBeDisabled();
});

test("a wish that somebody else changed meanwhile says so and keeps what was typed", async () => {
  stubServer({ ...answers, [`PATCH ${S}/waitlist/e1`]: { status: 409, body: { code: "stale" } } });
  const onDone = change();
  await userEvent.type(await screen.findByLabelText("Notitie, alleen voor de praktijk"), " morgen");
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Dit is net gewijzigd");
  expect(screen.getByLabelText("Notitie, alleen voor de praktijk")).toHaveValue("Belt terug morgen");
  expect(onDone).not.toHaveBeenCalled();
});
