import { describe, expect, it } from "vitest";

import { addDays, instantOf, minuteOfDay, startOfWeek } from "./dates";
import { createFormats, dayIn } from "./formats";

const nl = createFormats("nl");
const en = createFormats("en");
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

describe("formats", () => {
  it("write money without cents when there are none", () => {
    expect(plain(nl.money(4800))).toBe("€ 48");
    expect(plain(nl.money(6250))).toBe("€ 62,50");
    expect(plain(en.money(6250))).toBe("€62.50");
  });

  it("write a length of time in its largest whole unit", () => {
    expect([0, 45, 90, 120, 1440, 2880].map((minutes) => plain(nl.stretch(minutes)))).toEqual(["0 min", "45 min", "90 min", "2 uur", "24 uur", "2 dagen"]);
    expect(plain(en.stretch(1440))).toBe("24 hours");
  });

  it("write a range of prices with one currency sign", () => {
    expect(plain(nl.priceRange(5800, 7400))).toBe("€ 58 – 74");
    expect(plain(nl.priceRange(1800, 1800))).toBe("€ 18");
    expect(nl.priceRange(null, null)).toBe("");
  });

  it("write whole days without hours, up to the last one that is meant", () => {
    const zone = "Europe/Amsterdam";
    expect(nl.span("2026-11-23T23:00:00Z", "2026-11-27T23:00:00Z", zone)).toBe("di 24 nov – vr 27 nov");
    expect(nl.span("2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z", zone)).toBe("di 24 nov");
    expect(nl.span("2026-11-24T08:00:00Z", "2026-11-24T11:30:00Z", zone)).toBe("di 24 nov 09:00 – di 24 nov 12:30");
  });

  it("show a time in the practice's zone, whatever the computer's zone is", () => {
    expect(nl.time("2026-11-24T09:24:00Z", "Europe/Amsterdam")).toBe("10:24");
    expect(nl.time("2026-07-01T09:24:00Z", "Europe/Amsterdam")).toBe("11:24");
    expect(dayIn("2026-11-24T23:30:00Z", "Europe/Amsterdam")).toBe("2026-11-25");
  });

  it("say today and tomorrow by the zone's own midnight", () => {
    expect(nl.day("2026-11-24T23:30:00Z", "Europe/Amsterdam", "2026-11-24T20:00:00Z")).toBe("morgen");
    expect(nl.day("2026-11-27T10:00:00Z", "Europe/Amsterdam", "2026-11-24T20:00:00Z")).toBe("vr 27 nov");
  });

  it("write weights and distances in the unit people say", () => {
    expect([nl.weight(380), nl.weight(23_400), nl.weight(5_800)]).toEqual(["380 g", "23,4 kg", "5,8 kg"]);
    expect([nl.weight(779, 26_000), nl.weight(34, 3_400), nl.weight(5, 90)]).toEqual(["0,8 kg", "0,03 kg", "5 g"]);
    expect([nl.distance(820), en.distance(1_440)]).toEqual(["800 m", "1.4 km"]);
  });

  it("count an age in years, months or weeks", () => {
    expect(nl.age("2019-09-14", "2026-11-24T10:00:00Z")).toBe("7 jaar");
    expect(nl.age("2026-06-20", "2026-11-24T10:00:00Z")).toBe("5 maanden");
    expect(nl.age("2026-11-01", "2026-11-24T10:00:00Z")).toBe("3 weken");
  });
});

describe("days", () => {
  it("step over the end of a month and find the week's Monday", () => {
    expect(addDays("2026-11-30", 1)).toBe("2026-12-01");
    expect(startOfWeek("2026-11-29")).toBe("2026-11-23");
  });

  it("turn wall time into an instant on both sides of the change to winter time", () => {
    expect(instantOf("2026-10-24", "09:00", "Europe/Amsterdam").toISOString()).toBe("2026-10-24T07:00:00.000Z");
    expect(instantOf("2026-10-26", "09:00", "Europe/Amsterdam").toISOString()).toBe("2026-10-26T08:00:00.000Z");
    expect(minuteOfDay("2026-10-26T08:30:00Z", "Europe/Amsterdam")).toBe(570);
  });
});
