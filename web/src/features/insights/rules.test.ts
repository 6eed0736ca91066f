import { expect, it } from "vitest";

import { daysOf, differencesOf, toneOf } from "./rules";

it("names the days of a period, both ends included", () => {
  expect(daysOf("month", "2026-11-22")).toEqual({ from: "2026-11-01", to: "2026-11-22" });
  expect(daysOf("lastMonth", "2026-03-15")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(daysOf("days30", "2026-11-30")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
});

it("knows that fewer people who stay away is good news", () => {
  expect([toneOf(-1, false), toneOf(-1, true), toneOf(0, true)]).toEqual(["good", "bad", "same"]);
});

it("shows only the fields that an entry changed", () => {
  expect(differencesOf({ name: "a", online: true }, { name: "b", online: true })).toEqual([{ name: "name", before: "a", after: "b" }]);
  expect(differencesOf(null, { minutes: 20 })).toEqual([{ name: "minutes", before: undefined, after: "20" }]);
  expect(differencesOf([1], [2])).toEqual([{ name: "", before: "[1]", after: "[2]" }]);
});
