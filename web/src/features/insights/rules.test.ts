import { expect, it } from "vitest";

import { daysOf, toneOf } from "./rules";

it("names the days of a period, both ends included", () => {
  expect(daysOf("month", "2026-11-22")).toEqual({ from: "2026-11-01", to: "2026-11-22" });
  expect(daysOf("lastMonth", "2026-03-15")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(daysOf("days30", "2026-11-30")).toEqual({ from: "2026-11-01", to: "2026-11-30" });
});

it("knows that fewer people who stay away is good news", () => {
  expect([toneOf(-1, false), toneOf(-1, true), toneOf(0, true)]).toEqual(["good", "bad", "same"]);
});
