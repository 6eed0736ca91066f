import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Unattended } from "./unattended";
import { VetDialog } from "./vet-dialog";

const map: PracticeMap = { slug: "z", practiceName: "Z", entries: [], current: "today", href: (key) => `/p/z/${key}`, go: () => undefined };
const bella = { id: "a1", patient_name: "Bella", client_name: "Sanne de Vries", species: "dog", vet_id: "v9", vet_name: "Anna", type_name_nl: "Consult", type_name_en: "Consultation", starts_at: "2031-11-30T09:00:00Z", outside: "gone" } as AppointmentRow;
const rows = ["Bella", "Max", "Tor"].map((patient_name, index) => ({ ...bella, id: `a${index}`, patient_name }));
const show = (onAssign = vi.fn(), onMove = vi.fn()) => {
  renderScreen(<MapProvider value={map}><Unattended slug="z" zone="Europe/Amsterdam" shown={2} onAssign={onAssign} onMove={onMove} /></MapProvider>);
  return onAssign;
};

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.approve"]))));

it("names the visits of whoever is gone, each with the way to it and to another vet", async () => {
  stubServer({ "GET /api/staff/z/appointments/unattended": { body: { items: rows, is_cut: false } } });
  const onAssign = show();
  const list = await screen.findByRole("list", { name: "3 afspraken staan bij iemand die er niet meer werkt" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(2);
  expect(within(list).getByRole("link", { name: /Bella Sanne de Vries.*10:00.*Anna werkt hier niet meer/ })).toHaveAttribute("href", "/p/z/schedule?day=2031-11-30&selected=a0");
  await userEvent.click(screen.getByRole("button", { name: "Alle 3" }));
  await userEvent.click(within(list).getByRole("button", { name: "Andere dierenarts, Tor (Sanne de Vries)" }));
  expect(onAssign).toHaveBeenCalledWith(expect.objectContaining({ id: "a2" }));
});

it("says that there are more than it can show", async () => {
  stubServer({ "GET /api/staff/z/appointments/unattended": { body: { items: rows, is_cut: true } } });
  show();
  expect(await screen.findByText("3+ afspraken staan bij iemand die er niet meer werkt")).toBeVisible();
});

it("says when it could not be looked up, and asks again", async () => {
  let isDown = true;
  stubServer({ "GET /api/staff/z/appointments/unattended": () => (isDown ? { status: 403, body: { code: "forbidden" } } : { body: { items: rows, is_cut: false } }) });
  show();
  await screen.findByText(/kon niet worden nagekeken/);
  isDown = false;
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByRole("list")).toBeVisible();
});

it("says of a closed day that nobody is there, with another time first and the word that somebody will be", async () => {
  stubServer({ "GET /api/staff/z/appointments/unattended": { body: { items: [{ ...bella, outside: "closed" }, rows[2]], is_cut: false } } });
  const [onAssign, onMove] = [vi.fn(), vi.fn()];
  show(onAssign, onMove);
  const list = await screen.findByRole("list", { name: "2 afspraken staan op een tijd dat er niemand is" });
  const line = within(list).getByText("Praktijk dan gesloten").closest("li");
  if (!line) throw new Error("no line");
  await userEvent.click(within(line).getByRole("button", { name: "Verzetten, Bella (Sanne de Vries)" }));
  expect(onMove).toHaveBeenCalledWith(expect.objectContaining({ id: "a1" }));
  await userEvent.click(within(line).getByRole("button", { name: "Laten staan, Bella (Sanne de Vries)" }));
  expect(onAssign).toHaveBeenCalledWith(expect.objectContaining({ id: "a1" }));
});

it("lets whoever sees to it that the same vet is there say so", async () => {
  const row = { ...bella, state: "confirmed", outside: "leave", version: 1, breed: "" } as AppointmentRow;
  const sent = stubServer({
    "GET /api/staff/z/appointments/a1": { body: { ...row, outside: null } },
    "GET /api/staff/z/appointments/a1/free-vets": { body: { is_open: true, items: [{ id: "v9", name: "Anna", colour: "", is_current: true, does_type: true, duty: "leave", offered: false }] } },
    "POST /api/staff/z/appointments/a1/assign": { body: { ...row, outside: null, version: 2 } },
  });
  renderScreen(<VetDialog slug="z" zone="Europe/Amsterdam" row={row} kind="assign" onClose={() => undefined} />);
  await userEvent.click(await screen.findByRole("button", { name: "Toch toewijzen aan Anna" }));
  await vi.waitFor(() => expect(sent.some((request) => request.method === "POST")).toBe(true));
});

it("names nobody who is gone on the button, and offers only who is there", async () => {
  const row = { ...bella, state: "confirmed", version: 1, breed: "" } as AppointmentRow;
  stubServer({
    "GET /api/staff/z/appointments/a1": { body: row },
    "GET /api/staff/z/appointments/a1/free-vets": { body: { is_open: true, items: [{ id: "v1", name: "Tim", colour: "", is_current: false, does_type: true, duty: "on", offered: true }] } },
  });
  renderScreen(<VetDialog slug="z" zone="Europe/Amsterdam" row={row} kind="assign" onClose={() => undefined} />);
  const tim = await screen.findByRole("radio", { name: /Tim/ });
  expect(tim).not.toBeChecked();
  expect(screen.getByRole("button", { name: "Toewijzen" })).toBeDisabled();
  await userEvent.click(tim);
  expect(screen.getByRole("button", { name: "Toewijzen aan Tim" })).toBeEnabled();
});
