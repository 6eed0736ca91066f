import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { signedIn } from "@/api/session";
import type { PatientView } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Appointments } from "./appointments";
import { TimeLine } from "./time-line";

const S = "GET /api/staff/zwaluwhof";
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "patient", href: () => null, go: () => undefined };
const patient = { id: "p1", name: "Bella", state: "active" } as PatientView;
const show = (permissions: string[]) => {
  signedIn(sessionOf(noor(permissions)));
  stubServer({ [`${S}/patients/p1/records`]: { body: { items: [], next_cursor: null } } });
  renderScreen(<MapProvider value={map}><TimeLine slug="zwaluwhof" patient={patient} zone="Europe/Amsterdam" planned={[]} onBook={() => undefined} /></MapProvider>);
};

test("who may not read records is not told that nothing happened, and is offered no consult", async () => {
  show(["schedule.read", "schedule.book"]);
  expect(await screen.findByText("Er staat niets gepland.")).toBeVisible();
  expect(screen.getByText("Wat er in een consult is genoteerd, leest alleen wie dossiers mag inzien.")).toBeVisible();
  expect(screen.queryByText(/nog niets gebeurd|begin een consult/)).toBeNull();
});

test("who may neither book nor write a record is offered neither", async () => {
  show(["records.read"]);
  expect(await screen.findByText("Hier is nog niets gebeurd.")).toBeVisible();
  expect(screen.getByText("Na het eerste consult staat het hier.")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

test("who is here today without an appointment stands among the appointments of the animal", async () => {
  signedIn(sessionOf(noor(["schedule.read"])));
  const came = { visit_id: "h1", appointment_id: null, patient_id: "p1", stage: "in_room", room_name: "Kamer 2", arrived_at: "2026-11-24T09:00:00Z", vet_name: null };
  stubServer({ [`${S}/patients/p1/appointments`]: { body: { items: [], next_cursor: null } }, [`${S}/board`]: { body: { items: [came, { ...came, visit_id: "h2", patient_id: "p2", room_name: "Kamer 3" }] } } });
  renderScreen(<MapProvider value={map}><Appointments slug="zwaluwhof" patientId="p1" zone="Europe/Amsterdam" /></MapProvider>);
  expect(await screen.findByText("Zonder afspraak")).toBeVisible();
  expect(screen.getByText("10:00, Kamer 2")).toBeVisible();
  expect(screen.queryByText("Nog nooit een afspraak.")).toBeNull();
});
