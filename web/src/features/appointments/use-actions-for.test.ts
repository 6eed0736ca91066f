import { expect, test } from "vitest";

import type { AppointmentRow } from "@/api/types";
import type { PracticeMap } from "@/lib/map";

import { actionsFor, goToConsult } from "./use-actions-for";

const row = (state: AppointmentRow["state"], more: Partial<AppointmentRow> = {}): AppointmentRow =>
  ({ id: "a1", patient_id: "p1", client_id: "c1", state, starts_at: "2026-11-24T09:00:00Z", record_id: null, ...more }) as AppointmentRow;
const gone: string[][] = [];
const map = { href: (key: string) => `/p/zwaluwhof/${key}`, go: (key: string, ...rest: string[]) => gone.push([key, ...rest]) } as unknown as PracticeMap;
const all = { mayBook: true, mayApprove: true, mayWrite: true, mayTell: true };
const doing = { ask: () => undefined, book: () => undefined, complete: () => undefined, map, t: (key: string) => key, now: new Date("2026-11-24T08:00:00Z") };
const slots = (of: AppointmentRow | undefined, rights = all) => actionsFor(of, rights, doing).map((action) => [action.slot, action.label.replace("action.", "")]);

test("a request is approved in slot 1, declined in slot 8 and handed to another vet in slot 9", () => {
  expect(slots(row("pending"))).toEqual([[1, "approve"], [2, "move"], [3, "bookMore"], [4, "file"], [5, "message"], [8, "decline"], [9, "assign"]]);
});

test("a vet starts the consult of a confirmed visit with slot 4, a receptionist opens the file with it", () => {
  expect(slots(row("confirmed"))).toContainEqual([4, "consult"]);
  expect(slots(row("confirmed"), { ...all, mayWrite: false })).toContainEqual([4, "file"]);
});

test("what the role may not do is absent", () => {
  expect(slots(row("pending"), { mayBook: false, mayApprove: false, mayWrite: false, mayTell: false })).toEqual([[4, "file"]]);
});

test("a visit that has not begun cannot be completed yet, and says so", () => {
  expect(actionsFor(row("confirmed"), all, doing).find((action) => action.slot === 1)?.unavailable).toBe("action.notYet");
});

test("what is over can no longer be moved, and cannot be cancelled at all", () => {
  const actions = actionsFor(row("completed"), all, doing);
  expect(actions.find((action) => action.slot === 2)?.unavailable).toBe("action.closed");
  expect(actions.some((action) => action.slot === 8)).toBe(false);
});

test("without a choice one can only book", () => {
  expect(slots(undefined)).toEqual([[3, "book"]]);
});

test("a consult that was begun is opened instead of begun again", () => {
  goToConsult(map, row("confirmed", { record_id: "r9" }));
  goToConsult(map, row("confirmed"));
  expect(gone).toEqual([["consult", "r9"], ["consult", "start", "p1", "a1"]]);
});
