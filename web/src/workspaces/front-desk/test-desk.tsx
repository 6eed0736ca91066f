import { useQueryClient } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { vi } from "vitest";

import { signedIn } from "@/api/session";
import type { BoardRow } from "@/api/types";
import { useCurrentActions } from "@/lib/actions";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

export const S = "/api/staff/zwaluwhof";
export const go = vi.fn();
export const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "front-desk", href: (key, ...rest) => ["/p/zwaluwhof", key, ...rest].join("/"), go };
export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const row = (name: string, more: Partial<BoardRow> = {}): BoardRow => ({
  visit_id: null, appointment_id: `a-${name}`, stage: "expected", stage_at: null, arrived_at: null, starts_at: ago(-10), ends_at: ago(-30), type_key: "consult", type_name_nl: "Consult", type_name_en: "Consult",
  category: "consult", patient_id: `p-${name}`, patient_name: name, patient_state: "active", species: "dog", alert: "", client_id: "c1", client_name: "Anna Vlinder", client_alert: "", vet_id: "v1", vet_name: "Noor Haas",
  vet_colour: null, room_id: null, room_name: null, note: "", record_id: null, undo_until: null, version: null, appointment_state: "confirmed", appointment_version: 1, ...more,
});
export const there = (name: string, stage: BoardRow["stage"], since: number, more: Partial<BoardRow> = {}): BoardRow => row(name, { visit_id: `v-${name}`, stage, stage_at: ago(since), version: 1, ...more });
export const ROOMS = [{ id: "k1", name: "K1" }, { id: "k2", name: "K2" }];

export const server = (items: BoardRow[], more: Parameters<typeof stubServer>[0] = {}) =>
  stubServer({
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${S}/board`]: () => ({ body: { items, rooms: ROOMS, zone: "Europe/Amsterdam", is_cut: false } }),
    [`GET ${S}/appointments`]: { body: { items: [], next_cursor: null } },
    [`GET ${S}/appointment-types`]: { body: { items: [{ key: "consult", name_nl: "Consult", name_en: "Consult", category: "consult", minutes: 20, species: [], active: true, price_min_cents: 4800, price_max_cents: 6500 }] } },
    ...more,
  });

/** The shell's part: what can be done, and what was said. */
export function Around() {
  const { actions } = useCurrentActions();
  const toasts = useToasts();
  return (
    <>
      <ul aria-label="acts">{actions.map((one) => <li key={one.slot}><button type="button" disabled={one.unavailable !== undefined} onClick={one.run}>{`${one.slot} ${one.label}`}</button> {one.unavailable}</li>)}</ul>
      <ul aria-label="told">{toasts.map((one) => <li key={one.id}>{one.text}<button type="button" onClick={() => toast.undo(one.id)}>undo</button></li>)}</ul>
    </>
  );
}

/** What a push from the server does. */
export function Pushes() {
  const queries = useQueryClient();
  return <button type="button" onClick={() => void queries.invalidateQueries({ queryKey: ["board"] })}>push</button>;
}

export const show = () => renderScreen(<MapProvider value={map}><Screen /><Around /></MapProvider>, { path: "/p/:slug/front-desk", address: "/p/zwaluwhof/front-desk" });
export const column = (name: string) => screen.findByRole("region", { name: new RegExp(`^${name}, `) }, { timeout: 5000 });
export const acts = () => within(screen.getByRole("list", { name: "acts" }));
export const told = () => screen.getByRole("list", { name: "told" });

/** A desk as it is in the morning: nobody called yet, and Noor may do everything. */
export function openDesk(): void {
  Element.prototype.scrollIntoView = () => undefined;
  localStorage.clear();
  toast.clear();
  go.mockClear();
  signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve", "patients.read", "patients.write"])));
}
