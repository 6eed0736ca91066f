import { expect, test } from "vitest";

import type { AppointmentRow, BoardRow } from "@/api/types";

import { walkedIn } from "@/features/appointments/walk-ins";

import { dayLine, figuresOf, stepOf } from "./rules";

const visit = (from: string, to: string, state: AppointmentRow["state"] = "confirmed", record_id: string | null = null): AppointmentRow =>
  ({ stage: null, is_record_signed: false, id: from, starts_at: `2026-11-24T${from}:00Z`, ends_at: `2026-11-24T${to}:00Z`, state, record_id }) as AppointmentRow;
const at = (clock: string): Date => new Date(`2026-11-24T${clock}:00Z`);

test("the day is told by what was seen, what comes and how late it runs", () => {
  const rows = [visit("08:00", "08:20", "completed"), visit("08:20", "08:40"), visit("09:00", "09:20"), visit("09:20", "09:40", "cancelled")];
  expect(figuresOf(rows, [], at("08:50"))).toEqual({ seen: 1, toGo: 2, here: 0, late: 10 });
});

test("of those to go it says who is here and not yet in a room", () => {
  const at_ = (stage: AppointmentRow["stage"], clock: string): AppointmentRow => ({ ...visit(clock, "12:00"), stage });
  const rows = [at_("arrived", "09:00"), at_("waiting", "09:10"), at_("in_room", "09:20"), at_("expected", "09:30"), at_("gone", "09:40"), at_(null, "09:50")];
  expect(figuresOf(rows, [], at("09:00"))).toEqual({ seen: 1, toGo: 5, here: 2, late: 0 });
});

test("who walked in is counted and listed as far as the board says they are, unless they were sent away", () => {
  const walker = (stage: BoardRow["stage"], clock: string): BoardRow => ({ visit_id: clock, appointment_id: null, stage, arrived_at: `2026-11-24T${clock}:00Z`, starts_at: null }) as BoardRow;
  const board = [walker("gone", "08:05"), walker("to_pay", "08:10"), walker("in_room", "08:25"), walker("waiting", "08:45"), walker("withdrawn", "08:46"), { ...walker("waiting", "08:47"), appointment_id: "a1" }];
  const walkIns = walkedIn(board);
  const rows = [visit("08:00", "08:20", "completed"), visit("08:40", "09:00"), visit("09:00", "09:20")];
  expect(figuresOf(rows, walkIns, at("08:50"))).toEqual({ seen: 3, toGo: 4, here: 1, late: 0 });
  const line = dayLine(rows, walkIns, at("08:50"), 8, false);
  expect(line.map((moment) => (moment.kind === "visit" ? moment.row.id : moment.kind === "walk-in" ? `walked in ${moment.row.visit_id}` : moment.kind))).toEqual(["past", "walked in 08:25", "08:40", "walked in 08:45", "now", "09:00"]);
  expect(line[0]?.kind === "past" && line[0].walkIns).toHaveLength(2);
});

test("a visit whose consult was begun does not count as late", () => {
  expect(figuresOf([visit("08:20", "08:40", "confirmed", "record")], [], at("09:00")).late).toBe(0);
});

test("a visit whose record is signed is seen, though its hour has not struck: nothing of it is to go", () => {
  const early = { ...visit("09:00", "09:20", "confirmed", "record"), is_record_signed: true };
  expect(figuresOf([early], [], at("08:30"))).toEqual({ seen: 1, toGo: 0, here: 0, late: 0 });
  expect(dayLine([early, visit("09:20", "09:40")], [], at("08:30"), 8, false).map((moment) => moment.kind)).toEqual(["past", "now", "visit"]);
});

test("the past folds, now stands between what began and what comes", () => {
  const rows = [visit("08:00", "08:20", "completed"), visit("08:40", "09:00"), visit("09:00", "09:20")];
  expect(dayLine(rows, [], at("08:50"), 8, false).map((moment) => moment.kind)).toEqual(["past", "visit", "now", "visit"]);
});

test("free time shows itself in one person's day only", () => {
  const rows = [visit("08:00", "08:20", "completed"), visit("09:00", "09:20")];
  expect(dayLine(rows, [], at("08:30"), 8, true).map((moment) => moment.kind)).toEqual(["past", "now", "gap", "visit"]);
  expect(dayLine(rows, [], at("08:30"), 8, false).map((moment) => moment.kind)).toEqual(["past", "now", "visit"]);
});

test("what is far away folds into the rest", () => {
  const rows = ["09", "10", "11", "12"].map((hour) => visit(`${hour}:00`, `${hour}:20`));
  const last = dayLine(rows, [], at("08:00"), 2, false).at(-1);
  expect(last?.kind === "rest" && last.rows).toHaveLength(2);
});

test("requests are not part of the day until they are approved", () => {
  expect(dayLine([visit("09:00", "09:20", "pending")], [], at("08:00"), 8, false)).toEqual([{ kind: "now" }]);
});

test("a month is compared in percents, and not with nothing", () => {
  expect(stepOf(110, 100)).toBe(10);
  expect(stepOf(5, 0)).toBeNull();
});
