import { describe, expect, test } from "vitest";

import type { AppointmentRow, Slot } from "@/api/types";

import { bestOffers, daysOfWeek, foreseen, gapsOf, inLanes, isAwaited, isHere, isNear, leadsOn, nextOf, progressOf } from "./rules";

const ZONE = "Europe/Amsterdam";
const at = (clock: string, day = "2026-11-24"): string => `${day}T${clock}:00Z`;
const span = (from: string, to: string): AppointmentRow => ({ starts_at: at(from), ends_at: at(to), state: "confirmed", stage: null, record_id: null, is_record_signed: false }) as AppointmentRow;
const slot = (starts_at: string, ...vets: string[]): Slot => ({ starts_at, ends_at: starts_at, vet_id: vets[0] ?? "", vet_ids: vets });

test("only a request can be approved or declined", () => {
  expect(leadsOn("approve", "pending")).toBe(true);
  expect(leadsOn("approve", "confirmed")).toBe(false);
  expect(leadsOn("decline", "cancelled")).toBe(false);
});

test("a moved visit keeps its length", () => {
  const moved = foreseen(span("09:00", "09:20"), { kind: "reschedule", starts_at: at("10:00") });
  expect(new Date(moved.ends_at).toISOString()).toBe("2026-11-24T10:20:00.000Z");
});

test("a completed visit is foreseen as completed", () => {
  expect(foreseen(span("09:00", "09:20"), { kind: "complete" }).state).toBe("completed");
});

test("visits that overlap stand side by side, those after them have the whole width again", () => {
  const lanes = inLanes([span("09:00", "09:30"), span("09:10", "09:40"), span("09:40", "10:00")]);
  expect(lanes.map(({ lane, lanes: count }) => [lane, count])).toEqual([[0, 2], [1, 2], [0, 1]]);
});

test("a lane that came free is used again inside the same group", () => {
  const lanes = inLanes([span("09:00", "10:00"), span("09:00", "09:20"), span("09:20", "09:50")]);
  expect(lanes.map(({ lane }) => lane)).toEqual([0, 1, 1]);
});

test("the next patient is the first confirmed visit that is not past", () => {
  const now = new Date(at("09:25"));
  expect(nextOf([span("09:00", "09:20"), span("09:20", "09:40"), span("09:40", "10:00")], now)?.starts_at).toBe(at("09:20"));
  expect(nextOf([{ ...span("09:20", "09:40"), state: "completed" }], now)).toBeUndefined();
});

test("three times are offered: the own vet's, the soonest, another day", () => {
  const slots = [slot(at("09:00"), "tim"), slot(at("11:30"), "noor"), slot(at("09:10", "2026-11-25"), "tim")];
  expect(bestOffers(slots, ZONE, "noor").map((offer) => offer.why)).toEqual(["own", "soonest", "other_day"]);
});

test("the same time is not offered twice when the own vet is also the soonest", () => {
  const offers = bestOffers([slot(at("09:00"), "noor"), slot(at("09:40"), "noor")], ZONE, "noor");
  expect(offers.map((offer) => [offer.slot.starts_at, offer.why])).toEqual([[at("09:00"), "own_soonest"], [at("09:40"), "next"]]);
});

test("times that are offered lie half an hour or more apart", () => {
  const slots = ["09:00", "09:10", "09:20", "09:30", "09:50", "10:00"].map((clock) => slot(at(clock), "tim"));
  expect(bestOffers(slots, ZONE, null).map((offer) => offer.slot.starts_at)).toEqual([at("09:00"), at("09:30"), at("10:00")]);
  expect(bestOffers(slots, ZONE, null).map((offer) => offer.why)).toEqual(["soonest", "next", "next"]);
});

test("nothing free offers nothing", () => {
  expect(bestOffers([], ZONE, "noor")).toEqual([]);
});

test("free time between visits is a gap when it is long enough and still to come", () => {
  const rows = [span("08:00", "08:20"), span("09:00", "09:20"), span("09:30", "10:00")];
  expect(gapsOf(rows, new Date(at("08:30")))).toEqual([{ starts_at: "2026-11-24T08:30:00.000Z", minutes: 30 }]);
  expect(gapsOf(rows, new Date(at("09:05")))).toEqual([]);
});

test("a week has seven days from Monday, over the change of a month", () => {
  expect(daysOfWeek("2026-11-30")).toEqual(["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06"]);
});

describe("how far a visit is", () => {
  const visit = (more: Partial<AppointmentRow>): AppointmentRow => ({ ...span("09:00", "09:20"), ...more });

  test("follows the board first: who waits is not in consult, though the vet has begun to write", () => {
    expect(progressOf(visit({ stage: "waiting", record_id: "r" }))).toBe("to_come");
    expect(progressOf(visit({ stage: "in_room" }))).toBe("in_consult");
    expect(progressOf(visit({ stage: "to_pay", record_id: "r" }))).toBe("seen");
  });

  test("follows the record of whom nobody checked in, or checked in by mistake", () => {
    expect(progressOf(visit({}))).toBe("to_come");
    expect(progressOf(visit({ record_id: "r" }))).toBe("in_consult");
    expect(progressOf(visit({ record_id: "r", stage: "expected" }))).toBe("in_consult");
  });

  test("ends with the signature, though the hour has not struck, where nobody checked them in", () => {
    expect(progressOf(visit({ record_id: "r", is_record_signed: true }))).toBe("seen");
    expect(progressOf(visit({ record_id: "r", is_record_signed: true, stage: "expected" }))).toBe("seen");
  });

  test("believes the board of whoever is here though their record was signed before they came", () => {
    const signed = { record_id: "r", is_record_signed: true };
    expect(progressOf(visit({ ...signed, stage: "arrived" }))).toBe("to_come");
    expect(progressOf(visit({ ...signed, stage: "waiting" }))).toBe("to_come");
    expect(progressOf(visit({ ...signed, stage: "in_room" }))).toBe("in_consult");
    expect(progressOf(visit({ ...signed, stage: "to_pay" }))).toBe("seen");
  });

  test("is no longer asked of what was called off, and not yet of a request", () => {
    expect(progressOf(visit({ state: "cancelled", record_id: "r" }))).toBe("closed");
    expect(progressOf(visit({ state: "pending" }))).toBe("to_come");
    expect(progressOf(visit({ state: "completed" }))).toBe("seen");
  });

  test("tells who is here and who is still awaited: nobody who is in consult, was seen or only asked", () => {
    const [waiting, none, expected] = [visit({ stage: "waiting" }), visit({}), visit({ stage: "expected" })];
    const others = [visit({ stage: "in_room" }), visit({ record_id: "r" }), visit({ stage: "gone" }), visit({ state: "pending" }), visit({ state: "no_show" })];
    expect([waiting, none, expected, ...others].map(isHere)).toEqual([true, ...Array<boolean>(7).fill(false)]);
    expect([waiting, none, expected, ...others].map(isAwaited)).toEqual([false, true, true, ...Array<boolean>(5).fill(false)]);
  });

  test("lets nobody be checked in half a day too early or too late", () => {
    const row = { starts_at: "2026-11-24T12:00:00Z" };
    expect(["2026-11-24T00:00:00Z", "2026-11-23T23:59:00Z", "2026-11-25T00:01:00Z"].map((now) => isNear(row, new Date(now)))).toEqual([true, false, false]);
  });

  test("decides who comes next: not who is in consult, and of whom the time is over only who is here", () => {
    const [first, second] = [{ id: "a" }, { id: "b", starts_at: at("09:20"), ends_at: at("09:40") }];
    const next = (more: Partial<AppointmentRow>, now: string): string | undefined => nextOf([visit({ ...first, ...more }), visit(second)], new Date(at(now)))?.id;
    expect(next({}, "09:10")).toBe("a");
    expect(next({ stage: "in_room" }, "09:10")).toBe("b");
    expect(next({ record_id: "r" }, "09:10")).toBe("b");
    expect(next({}, "09:25")).toBe("b");
    expect(next({ stage: "waiting" }, "09:25")).toBe("a");
  });

  test("decides who comes next: nobody whose record is signed", () => {
    const next = visit({ id: "b", starts_at: at("09:20"), ends_at: at("09:40") });
    expect(nextOf([visit({ id: "a", record_id: "r", is_record_signed: true }), next], new Date(at("08:50")))).toBe(next);
  });
});
