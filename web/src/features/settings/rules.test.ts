import { expect, it } from "vitest";

import { centsOf, clockOf, faultsOfDay, hasFaults, hoursOf, keyOf, minutesOpen, nextSpan, weekOf, weekdayOf } from "./rules";

it("refuses a span that ends before it begins and one that shares time with another", () => {
  expect(faultsOfDay([{ opens: "09:00", closes: "08:00" }])).toEqual(["order"]);
  expect(faultsOfDay([{ opens: "09:00", closes: "12:00" }, { opens: "11:30", closes: "17:00" }])).toEqual([null, "overlap"]);
});

it("lets the afternoon begin when the morning ends, and a day end at midnight", () => {
  expect(faultsOfDay([{ opens: "08:00", closes: "12:00" }, { opens: "12:00", closes: "24:00" }])).toEqual([null, null]);
});

it("asks for both ends of a span", () => {
  expect(faultsOfDay([{ opens: "", closes: "12:00" }])).toEqual(["missing"]);
});

it("keeps a week the same on its way to the screen and back, in order of time", () => {
  const hours = [{ weekday: 2, opens: "13:00", closes: "17:00" }, { weekday: 2, opens: "08:00", closes: "12:00" }];
  expect(hoursOf(weekOf(hours))).toEqual([hours[1], hours[0]]);
  expect(hasFaults(weekOf(hours))).toBe(false);
});

it("counts the minutes of a day and proposes an afternoon after a morning", () => {
  expect(minutesOpen([{ opens: "08:00", closes: "12:30" }])).toBe(270);
  expect(nextSpan([{ opens: "08:00", closes: "12:00" }])).toEqual({ opens: "13:00", closes: "15:00" });
  expect(faultsOfDay([{ opens: "20:00", closes: "23:30" }, nextSpan([{ opens: "20:00", closes: "23:30" }])])).toEqual([null, "overlap"]);
});

it("knows that Sunday is the seventh day", () => {
  expect(weekdayOf("2026-11-22")).toBe(7);
  expect(weekdayOf("2026-11-23")).toBe(1);
});

it("reads euros as people type them", () => {
  expect(["48", "48,5", "€ 48.50", "", "veel", "1,234"].map(centsOf)).toEqual([4800, 4850, 4850, null, "bad", "bad"]);
});

it("makes a key that fits an address", () => {
  expect(keyOf("  Gebit & één tand ")).toBe("gebit-een-tand");
});

it("reads a time as people type it and leaves alone what is none", () => {
  expect(["8", "830", "8.30", "17:30", "24", "24:30", "half 9"].map(clockOf)).toEqual(["08:00", "08:30", "08:30", "17:30", "24:00", "24:30", "half 9"]);
});
