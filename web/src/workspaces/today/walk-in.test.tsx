import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { BoardRow } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { WalkIn } from "./walk-in";

const row = { visit_id: "h1", appointment_id: null, patient_id: "p1", patient_name: "Bella", client_name: "Sanne", species: "dog", stage: "in_room", room_name: "Kamer 2", arrived_at: "2026-11-24T09:00:00Z", vet_id: null, vet_name: null, record_id: null, note: "Hinkt" } as BoardRow;
const show = (more: Partial<BoardRow>, mayNote: boolean) => {
  signedIn(sessionOf(noor([])));
  stubServer({});
  const go = vi.fn();
  const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "today", href: (key) => (key === "front-desk" ? null : `/p/zwaluwhof/${key}`), go };
  renderScreen(<MapProvider value={map}><ul><WalkIn row={{ ...row, ...more }} clock={() => "10:00"} isOwn mayNote={mayNote} /></ul></MapProvider>);
  return go;
};

test("a vet begins the consult of who came without an appointment from Today", async () => {
  const go = show({}, true);
  expect(await screen.findByText("Zonder afspraak, Kamer 2, Hinkt")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Start consult, Bella (Sanne)" }));
  expect(go).toHaveBeenCalledWith("consult", "start", "p1");
});

test("a consult that was begun is opened and no second one begun", async () => {
  const go = show({ record_id: "r1" }, true);
  await userEvent.click(await screen.findByRole("button", { name: "Open consult, Bella (Sanne)" }));
  expect(go).toHaveBeenCalledWith("consult", "r1");
});

test("who may not write a record is offered no consult", async () => {
  show({ stage: "waiting", room_name: null }, false);
  expect(await screen.findByText("Zonder afspraak, wacht, Hinkt")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});
