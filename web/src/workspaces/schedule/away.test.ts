import { expect, test } from "vitest";

import type { HoursException, LeaveView } from "@/api/types";

import { closedBands, leaveBand, within } from "./away";

const ZONE = "Europe/Amsterdam";
const other = (...hours: [string, string][]): HoursException => ({ on_date: "2026-12-24", note: "Kerst", version: 1, hours: hours.map(([opens, closes]) => ({ opens, closes })) });
const leave = (starts_at: string, ends_at: string): LeaveView => ({ id: "l", resource_id: "noor", resource_name: "Noor", resource_kind: "vet", reason: "cursus", starts_at, ends_at });

test("a closed day is closed from midnight to midnight, a day of other hours around them", () => {
  expect(closedBands(undefined)).toEqual([]);
  expect(closedBands(other()).map(({ from, to, reason }) => [from, to, reason])).toEqual([[0, 1440, "Kerst"]]);
  expect(closedBands(other(["13:00", "15:00"], ["09:00", "12:00"])).map(({ from, to }) => [from, to])).toEqual([[0, 540], [720, 780], [900, 1440]]);
  expect(closedBands(other(["00:00", "24:00"]))).toEqual([]);
});

test("a leave of days is the whole of the days between, and parts of its ends", () => {
  const away = leave("2026-12-22T11:00:00Z", "2026-12-24T09:00:00Z");
  expect(["2026-12-21", "2026-12-22", "2026-12-23", "2026-12-24", "2026-12-25"].map((day) => leaveBand(away, day, ZONE)).map((band) => band && [band.from, band.to])).toEqual([null, [720, 1440], [0, 1440], [0, 600], null]);
  expect(leaveBand(leave("2026-12-22T11:00:00Z", "2026-12-22T23:00:00Z"), "2026-12-23", ZONE)).toBeNull();
});

test("what lies outside the hours of the grid is not drawn", () => {
  const band = { kind: "leave" as const, from: 0, to: 600, reason: "" };
  expect(within(band, { from: 480, to: 1080 })).toMatchObject({ from: 480, to: 600 });
  expect(within(band, { from: 660, to: 1080 })).toBeNull();
});
