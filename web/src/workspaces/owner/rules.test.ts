import { describe, expect, it } from "vitest";

import type { BookableType, Slot } from "@/api/types";

import * as rules from "./rules";

const ZONE = "Europe/Amsterdam";
const slot = (starts_at: string, vet_id = "v1"): Slot => ({ starts_at, ends_at: starts_at, vet_id, vet_ids: [vet_id] });
const type = (key: string, category: string, species: string[] = []): BookableType => ({ key, category, species, name_nl: key, name_en: key, minutes: 20, price_min_cents: null, price_max_cents: null, mode: "instant" });

describe("free places", () => {
  it("stand under the practice's own day and part of it, also around the change of the clock", () => {
    // 25 October 2026, 03:00 goes back to 02:00: 07:30Z is 08:30, and the evening before 22:30Z is 00:30.
    const groups = rules.groupSlots([slot("2026-10-25T12:00:00Z"), slot("2026-10-24T22:30:00Z"), slot("2026-10-25T07:30:00Z"), slot("2026-10-25T17:00:00Z")], ZONE, ["2026-10-25"]);
    expect(groups.map(({ day, part, slots }) => [day, part, slots.length])).toEqual([["2026-10-25", "morning", 2], ["2026-10-25", "afternoon", 1], ["2026-10-25", "evening", 1]]);
  });

  it("of a nearly full day come with those of the next", () => {
    const slots = [slot("2026-11-24T14:40:00Z"), slot("2026-11-25T08:00:00Z")];
    expect(rules.shownDays(slots, ZONE, "2026-11-24")).toEqual(["2026-11-24", "2026-11-25"]);
    const many = Array.from({ length: 8 }, (_, index) => slot(`2026-11-24T1${index % 5}:0${index}:00Z`));
    expect(rules.shownDays([...many, slot("2026-11-25T08:00:00Z")], ZONE, "2026-11-24")).toEqual(["2026-11-24"]);
  });

  it("on a clinic's page lie half an hour apart", () => {
    const slots = ["08:10", "08:00", "08:30", "08:40", "09:00"].map((clock) => slot(`2026-11-24T${clock}:00Z`));
    expect(rules.firstPlaces(slots, 3).map(({ starts_at }) => starts_at.slice(11, 16))).toEqual(["08:00", "08:30", "09:00"]);
  });
});

describe("a held place", () => {
  it("counts down in minutes and seconds and never below zero", () => {
    const now = Date.parse("2026-11-24T14:00:00Z");
    expect(rules.countdown("2026-11-24T14:04:52Z", now)).toBe("4:52");
    expect(rules.countdown("2026-11-24T14:00:09Z", now)).toBe("0:09");
    expect(rules.countdown("2026-11-24T13:00:00Z", now)).toBe("0:00");
    expect(rules.isOver("2026-11-24T14:00:00Z", now)).toBe(true);
  });

  it("is the same moment however its offset is written", () => {
    expect(rules.sameMoment("2026-11-24T15:40:00+01:00", "2026-11-24T14:40:00Z")).toBe(true);
    expect(rules.sameMoment(null, "2026-11-24T14:40:00Z")).toBe(false);
  });
});

describe("the reason of a visit", () => {
  const types = [type("teeth", "dental"), type("jab", "vaccine", ["dog"]), type("ill", "consult")];
  it("is what the animal can come for, most common first", () => {
    expect(rules.typesFor(types, "cat").map(({ key }) => key)).toEqual(["ill", "teeth"]);
    expect(rules.typesFor(types, "dog").map(({ key }) => key)).toEqual(["ill", "jab", "teeth"]);
  });

  it("is preset to the vaccination when one is due, else to a consult", () => {
    expect(rules.usualType(types, true)?.key).toBe("jab");
    expect(rules.usualType(types, false)?.key).toBe("ill");
    expect(rules.usualType([type("teeth", "dental")], true)?.key).toBe("teeth");
    expect(rules.usualType([], true)).toBeUndefined();
  });
});

describe("opening hours", () => {
  const lines = [1, 2, 3, 5].map((weekday) => ({ weekday, opens: "08:00", closes: "17:30" }));
  it("join neighbouring days that are alike", () => {
    expect(rules.weekRuns(lines).map(({ from, to, spans }) => [from, to, spans.length])).toEqual([[1, 3, 1], [4, 4, 0], [5, 5, 1], [6, 7, 0]]);
  });
});

describe("what is filled in about a pet", () => {
  it("takes a chip number with spaces, and none of a test transponder or an unknown country", () => {
    expect(rules.isChip("528 000 000 114 802")).toBe(true);
    for (const text of ["52800000011480", "999000000114802", "000000000114802", "52800000011480a"]) expect(rules.isChip(text)).toBe(false);
    expect(rules.chipShown("528000000114802")).toBe("528 000 000 114 802");
  });

  it("turns an estimated age into a birthday that exists", () => {
    expect(rules.bornBefore(3, "years", "2026-11-23")).toBe("2023-11-23");
    expect(rules.bornBefore(5, "months", "2026-03-31")).toBe("2025-10-31");
    expect(rules.bornBefore(1, "months", "2026-03-31")).toBe("2026-02-28");
    expect(rules.bornBefore(1, "years", "2028-02-29")).toBe("2027-02-28");
  });

  it("knows how much of a vaccination has passed", () => {
    expect(rules.shareGone("2026-01-01", "2026-01-11", "2026-01-06")).toBeCloseTo(0.5);
    expect(rules.shareGone("2026-01-01", "2026-01-11", "2027-01-01")).toBe(1);
    expect(rules.daysBetween("2026-11-24", "2026-12-03")).toBe(9);
  });
});
