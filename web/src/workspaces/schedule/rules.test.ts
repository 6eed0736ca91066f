import { expect, test } from "vitest";

import type { AppointmentRow, ResourceView } from "@/api/types";

import { dayColumns, hoursOf, loads, shownRows, peopleColumns } from "./rules";

const ZONE = "Europe/Amsterdam";
const row = (starts_at: string, ends_at: string, more: Partial<AppointmentRow> = {}): AppointmentRow =>
  ({ starts_at, ends_at, vet_id: "noor", vet_name: "Noor", state: "confirmed", ...more }) as AppointmentRow;
const nine = row("2026-11-24T08:00:00Z", "2026-11-24T08:20:00Z");

test("the grid shows the usual day, and more where a visit stands outside it", () => {
  expect(hoursOf([nine], ZONE)).toEqual({ from: 480, to: 1080 });
  expect(hoursOf([row("2026-11-24T05:30:00Z", "2026-11-24T18:10:00Z")], ZONE)).toEqual({ from: 360, to: 1200 });
});

test("a visit that ends at midnight does not turn the day round", () => {
  expect(hoursOf([row("2026-11-24T22:00:00Z", "2026-11-24T23:00:00Z")], ZONE).to).toBe(1440);
});

test("every working vet has a column, also without visits, and somebody who left keeps theirs", () => {
  const vets = [{ id: "noor", kind: "vet", name: "Noor", active: true }, { id: "tim", kind: "vet", name: "Tim", active: true }, { id: "old", kind: "vet", name: "Old", active: false }] as ResourceView[];
  const columns = peopleColumns([nine, row(nine.starts_at, nine.ends_at, { vet_id: "old", vet_name: "Old" })], vets, undefined);
  expect(columns.map((column) => [column.key, column.rows.length])).toEqual([["noor", 1], ["tim", 0], ["old", 1]]);
});

test("a quiet weekend takes no room in the week, one with visits does", () => {
  const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"];
  expect(dayColumns([nine], days, ZONE, (day) => day)).toHaveLength(5);
  expect(dayColumns([row("2026-11-28T09:00:00Z", "2026-11-28T09:20:00Z")], days, ZONE, (day) => day)).toHaveLength(6);
});

test("what was called off is shown only when it is asked for", () => {
  const off = row(nine.starts_at, nine.ends_at, { state: "cancelled" });
  expect(shownRows([nine, off], undefined)).toEqual([nine]);
  expect(shownRows([nine, off], "cancelled")).toEqual([off]);
});

test("a day's load is measured against the fullest of the week", () => {
  const days = ["2026-11-24", "2026-11-25"];
  expect(loads([nine, nine, row("2026-11-25T08:00:00Z", "2026-11-25T08:20:00Z")], days, ZONE)).toEqual([{ count: 2, share: 1 }, { count: 1, share: 0.5 }]);
});
