import { describe, expect, it } from "vitest";

import type { BoardRow } from "@/api/types";

import { changesOf, doneAt, firstFreeRoom, foreseen, inColumns, isLongWait, lateBy, minutesSince, nextStage, overBy, refusalOf, soonAndLater, stageBefore, stateOf } from "./rules";

const NOW = new Date("2026-11-23T10:00:00Z");
const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();
let count = 0;
const row = (more: Partial<BoardRow> = {}): BoardRow => {
  count += 1;
  return {
    visit_id: null, appointment_id: `a${count}`, stage: "expected", stage_at: null, arrived_at: null, starts_at: at(10), ends_at: at(30), type_key: "consult", type_name_nl: "Consult", type_name_en: "Consult",
    category: "consult", patient_id: `p${count}`, patient_name: `Pet ${count}`, patient_state: "active", species: "dog", alert: "", client_id: `c${count}`, client_name: "Anna", client_alert: "", vet_id: "v1",
    vet_name: "Noor", vet_colour: null, room_id: null, room_name: null, note: "", record_id: null, undo_until: null, version: null, appointment_state: "confirmed", appointment_version: 1, ...more,
  };
};
const there = (stage: BoardRow["stage"], sinceMinutes: number, more: Partial<BoardRow> = {}): BoardRow => row({ visit_id: `v${count}`, stage, stage_at: at(-sinceMinutes), version: 1, ...more });

describe("time", () => {
  it("in a stage is whole minutes and never less than none", () => {
    expect(minutesSince(at(-18.9), NOW)).toBe(18);
    expect(minutesSince(at(2), NOW)).toBe(0);
  });

  it("calls somebody late from five minutes, and only while they are expected", () => {
    expect(lateBy(row({ starts_at: at(-4) }), NOW)).toBeNull();
    expect(lateBy(row({ starts_at: at(-9) }), NOW)).toBe(9);
    expect(lateBy(there("waiting", 3, { starts_at: at(-9) }), NOW)).toBeNull();
  });

  it("calls a wait long from fifteen minutes, and a stay too long once what was planned is over", () => {
    expect(isLongWait(there("waiting", 14), NOW)).toBe(false);
    expect(isLongWait(there("waiting", 15), NOW)).toBe(true);
    expect(overBy(there("in_room", 20), NOW)).toBeNull();
    expect(overBy(there("in_room", 27), NOW)).toBe(7);
    expect(overBy(there("in_room", 90, { starts_at: null, ends_at: null }), NOW)).toBeNull();
  });

  it("says of a long stay when it will be done, until then", () => {
    const operation = { starts_at: at(-10), ends_at: at(80) };
    expect(doneAt(there("in_room", 10, operation), NOW)?.toISOString()).toBe(at(80));
    expect(doneAt(there("in_room", 100, operation), NOW)).toBeNull();
    expect(doneAt(there("in_room", 10), NOW)).toBeNull();
  });
});

describe("the columns", () => {
  it("have who waits longest on top, who left last on top, and nobody who did not stay", () => {
    const [short, long] = [there("waiting", 3), there("waiting", 12)];
    const [early, late] = [there("gone", 60), there("gone", 5)];
    const columns = inColumns([short, long, early, late, there("withdrawn", 1)]);
    expect(columns.waiting).toEqual([long, short]);
    expect(columns.gone).toEqual([late, early]);
    expect(Object.values(columns).flat()).toHaveLength(4);
  });

  it("fold away who comes much later, but not for one and never the first five", () => {
    const soon = Array.from({ length: 6 }, (_, index) => row({ starts_at: at(index * 15) }));
    const later = Array.from({ length: 3 }, (_, index) => row({ starts_at: at(300 + index) }));
    expect(soonAndLater([...soon, ...later], NOW)).toEqual({ soon, later });
    expect(soonAndLater([...soon, ...later.slice(0, 1)], NOW).later).toEqual([]);
    expect(soonAndLater([...later, ...later, ...later], NOW).soon).toHaveLength(5);
  });
});

describe("a step", () => {
  it("forward goes one column on, back goes to where one waits, and out for who has no appointment", () => {
    expect(nextStage("expected")).toBe("arrived");
    expect(nextStage("gone")).toBeNull();
    expect(stageBefore(there("in_room", 1))).toBe("waiting");
    expect(stageBefore(there("to_pay", 1))).toBe("waiting");
    expect(stageBefore(there("arrived", 1))).toBe("expected");
    expect(stageBefore(there("arrived", 1, { appointment_id: null }))).toBe("withdrawn");
  });

  it("is refused for another day's hours, past the counter without having come, and back to what never was", () => {
    expect(refusalOf(row({ starts_at: at(11 * 60) }), "arrived", NOW)).toBeNull();
    expect(refusalOf(row({ starts_at: at(13 * 60) }), "arrived", NOW)).toBe("notTheDay");
    expect(refusalOf(row(), "gone", NOW)).toBe("notThere");
    expect(refusalOf(row(), "in_room", NOW)).toBeNull();
    expect(refusalOf(there("waiting", 1, { appointment_id: null }), "expected", NOW)).toBe("notExpected");
    expect(refusalOf(row({ stage: "gone" }), "to_pay", NOW)).toBe("noVisit");
  });

  it("is foreseen with its room and from now on; another room in the same stay keeps its time", () => {
    const room = { id: "k2", name: "K2" };
    expect(foreseen(there("waiting", 9), "in_room", room, NOW)).toMatchObject({ stage: "in_room", stage_at: at(0), room_name: "K2" });
    expect(foreseen(there("in_room", 9, { room_id: "k1" }), "in_room", room, NOW)).toMatchObject({ stage_at: at(-9), room_id: "k2" });
    expect(foreseen(there("in_room", 9, { room_id: "k1" }), "to_pay", null, NOW)).toMatchObject({ room_id: null });
  });
});

it("proposes the first room that nobody is in", () => {
  const rooms = [{ id: "k1", name: "K1" }, { id: "k2", name: "K2" }];
  expect(firstFreeRoom({ rooms, items: [there("in_room", 1, { room_id: "k1" }), there("to_pay", 1, { room_id: "k2" })] })?.id).toBe("k2");
  expect(firstFreeRoom({ rooms, items: [there("in_room", 1, { room_id: "k1" }), there("in_room", 1, { room_id: "k2" })] })).toBeNull();
});

it("says how things stand: who waits first, then who is there, then who comes", () => {
  expect(stateOf([there("waiting", 5), there("waiting", 18), row()], NOW)).toMatchObject({ key: "waiting", count: 2, minutes: 18 });
  expect(stateOf([there("arrived", 5), row()], NOW)).toMatchObject({ key: "arrived", count: 1 });
  const next = row();
  expect(stateOf([next, there("gone", 5)], NOW)).toMatchObject({ key: "next", next });
  expect(stateOf([there("to_pay", 5)], NOW).key).toBe("busy");
  expect(stateOf([there("gone", 5)], NOW).key).toBe("over");
  expect(stateOf([there("withdrawn", 5)], NOW).key).toBe("none");
});

it("tells whom somebody else moved, and not that somebody is expected who was just planned", () => {
  const [waits, stays] = [there("waiting", 5), there("arrived", 5)];
  const called = { ...waits, stage: "in_room" as const };
  expect(changesOf([waits, stays], [called, stays, row()])).toEqual([called]);
});
