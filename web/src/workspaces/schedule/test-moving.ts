import { fireEvent, screen } from "@testing-library/react";
import { vi } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";

import { row, S } from "./test-schedule";

export const DAY = "2026-11-24";
const vet = (id: string, name: string) => ({ id, name, active: true, user_id: null, kind: "vet" });
const everyDay = (resource_id: string) => [1, 2, 3, 4, 5].map((weekday) => ({ resource_id, weekday, opens: "08:00", closes: "17:30" }));
export const more = {
  [`GET ${S}/resources`]: { body: { items: [vet("v1", "Noor Haas"), vet("v2", "Tim Water"), { id: "k1", name: "Kamer 1", active: true, user_id: null, kind: "room" }, { id: "k2", name: "Kamer 2", active: true, user_id: null, kind: "room" }] } },
  [`GET ${S}/appointment-types`]: { body: { items: [{ key: "consult", before_minutes: 0, after_minutes: 0, minutes: 20, active: true, species: [] }] } },
  [`GET ${S}/working-hours`]: { body: { items: [...everyDay("v1"), ...everyDay("v2")], is_cut: false } },
  [`GET ${S}/slots`]: { body: { items: [{ starts_at: "2026-11-24T12:00:00Z", ends_at: "2026-11-24T12:20:00Z", vet_id: "v2", vet_ids: ["v2"] }], zone: "Europe/Amsterdam" } },
};
export const bella = row("a1", "Bella");
export const max = row("a2", "Max", { starts_at: "2026-11-24T10:00:00Z", ends_at: "2026-11-24T10:20:00Z" });
/** The server agrees, and from then on says so. */
export const done = (rows: object[], change: object = {}) => ({
  [`POST ${S}/appointments/a1/reschedule`]: () => {
    rows[0] = { ...rows[0], version: 2, ...change };
    return { body: rows[0] };
  },
});
export const posts = (asked: readonly Request[]): Request[] => asked.filter(({ method }) => method === "POST");

/** A busy machine is slow, not wrong. */
export const PATIENCE = { timeout: 4000 };

/** jsdom lays nothing out: each column is 200 wide, and its clock begins at 8:00 at the top. */
const WIDE = 200;
export const y = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return (hours * 60 + minutes - 480) * 1.8;
};
export const x = (column: number): number => 100 + column * WIDE + 50;

export const block = (name: RegExp) => screen.findByRole("button", { name });
export const press = (element: Element, at: { x: number; y: number }): void => void fireEvent.pointerDown(element, { button: 0, pointerType: "mouse", clientX: at.x, clientY: at.y });
export const moveTo = (column: number, clock: string): void => void fireEvent.pointerMove(window, { clientX: x(column), clientY: y(clock) });
export const letGo = (): void => void fireEvent.pointerUp(window);
export const said = (): string => screen.getAllByRole("status").map((one) => one.textContent).join(" ");

/** On the day before, with somebody at the desk. */
export function laidOut(): void {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00Z"), toFake: ["Date", "setInterval", "clearInterval"] });
  signedIn(sessionOf(noor(["schedule.read", "schedule.book"])));
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function box(this: Element) {
    const columns = [...document.querySelectorAll("[data-column]")];
    const left = 100 + Math.max(0, columns.indexOf(this)) * WIDE;
    return { left, right: left + WIDE, top: 0, bottom: 1080, width: WIDE, height: 1080, x: left, y: 0 } as DOMRect;
  });
}
