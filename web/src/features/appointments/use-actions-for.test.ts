import { expect, test } from "vitest";

import type { AppointmentRow } from "@/api/types";
import type { PracticeMap } from "@/lib/map";

import { actionsFor, goToConsult } from "./use-actions-for";

const row = (state: AppointmentRow["state"], more: Partial<AppointmentRow> = {}): AppointmentRow =>
  ({ id: "a1", patient_id: "p1", client_id: "c1", state, starts_at: "2026-11-24T09:00:00Z", record_id: null, ...more }) as AppointmentRow;
const gone: string[][] = [];
const done: string[] = [];
const map = { href: (key: string) => `/p/zwaluwhof/${key}`, go: (key: string, ...rest: string[]) => gone.push([key, ...rest]) } as unknown as PracticeMap;
const all = { mayBook: true, mayApprove: true, mayWrite: true, mayTell: true };
const doing = { ask: (step: string) => done.push(`ask ${step}`), book: () => undefined, complete: () => done.push("complete"), noShow: () => done.push("no-show"), checkIn: () => done.push("check-in"), map, t: (key: string) => key, now: new Date("2026-11-24T08:00:00Z") };
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
  expect(actionsFor(row("confirmed"), all, doing).find((action) => action.slot === 6)?.unavailable).toBe("action.notYet");
});

const begun = { ...doing, now: new Date("2026-11-24T09:10:00Z") };
const of = (more: Partial<AppointmentRow>, rights = all, at = begun) => actionsFor(row("confirmed", more), rights, at);
const primary = (actions: ReturnType<typeof of>) => actions.filter((action) => action.isPrimary).map((action) => action.act);

test("who was not checked in is checked in first, and completing asks", () => {
  for (const stage of [null, "expected"] as const) {
    const actions = of({ stage });
    expect(actions[0]).toMatchObject({ slot: 1, act: "visit.check-in" });
    expect(primary(actions)).toEqual(["visit.check-in"]);
    expect(primary(of({ stage }, { ...all, mayWrite: false }))).toEqual(["visit.check-in"]);
    done.length = 0;
    actions.find((action) => action.slot === 6)?.run();
    actions[0]?.run();
    expect(done).toEqual(["ask complete", "check-in"]);
  }
});

test("who is in the house is not checked in again, and completing asks nothing", () => {
  for (const more of [{ stage: "arrived" }, { stage: "in_room" }, { record_id: "r1" }] as const) {
    const actions = of(more);
    expect(actions.map((action) => action.act)).not.toContain("visit.check-in");
    expect(primary(actions)).toEqual(["consult.open"]);
    // Who waits in the house is still to be seen: nothing that closes their appointment stands out.
    expect(primary(of(more, { ...all, mayWrite: false }))).toEqual("stage" in more && more.stage === "arrived" ? [] : ["appointment.complete"]);
    done.length = 0;
    actions.find((action) => action.slot === 6)?.run();
    expect(done).toEqual(["complete"]);
  }
});

test("who did not come is noted with slot 7, once their time has come and while nobody checked them in", () => {
  const missed = (more: Partial<AppointmentRow>, at = begun) => of(more, all, at).find((action) => action.slot === 7);
  expect(missed({ stage: null })).toMatchObject({ act: "appointment.missed" });
  expect(missed({ stage: null })?.unavailable).toBeUndefined();
  expect(missed({ stage: null }, doing)?.unavailable).toBe("action.notYet");
  expect(missed({ stage: "arrived" })).toBeUndefined();
});

test("nobody is checked in for another day, and only by whom the agenda is kept", () => {
  const early = of({}, all, { ...doing, now: new Date("2026-11-23T12:00:00Z") });
  expect(early[0]).toMatchObject({ act: "visit.check-in", unavailable: "action.notTheDay" });
  expect(primary(early)).toEqual(["consult.open"]);
  expect(of({}, { ...all, mayBook: false }).map((action) => action.act)).not.toContain("visit.check-in");
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
