import { expect, it } from "vitest";

import type { Slot } from "@/api/types";

import { startAsked, startsToOffer, stillToCome } from "./starts";

const ZONE = "Europe/Amsterdam";
const slot = (starts_at: string): Slot => ({ starts_at, ends_at: starts_at, vet_id: "v1", vet_ids: ["v1"] });
/** In winter the practice's clock is an hour ahead. */
const TUESDAY = ["2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z", "2026-11-24T09:15:00Z", "2026-11-24T13:00:00Z"].map(slot);
const WEDNESDAY = ["2026-11-25T09:00:00Z", "2026-11-25T16:30:00Z"].map(slot);
const starts = (slots: Slot[]): string[] => slots.map(({ starts_at }) => starts_at.slice(8, 16));
const NOTHING = { day: "", clock: "", part: null };

it("takes the start that was asked for, on the practice's clock, and none when the day or the hour was not said", () => {
  const all = [...TUESDAY, ...WEDNESDAY];
  expect(startAsked(all, { day: "2026-11-24", clock: "10:00", part: null }, ZONE)?.starts_at).toBe("2026-11-24T09:00:00Z");
  expect(startAsked(all, { day: "2026-11-24", clock: "11:00", part: null }, ZONE)).toBeNull();
  expect(startAsked(all, { day: "2026-11-24", clock: "", part: null }, ZONE)).toBeNull();
  expect(startAsked(all, { day: "", clock: "10:00", part: null }, ZONE)).toBeNull();
});

it("offers what is nearest to an hour that is taken", () => {
  const many = Array.from({ length: 9 }, (_, index) => slot(`2026-11-24T${String(8 + index).padStart(2, "0")}:00:00Z`));
  expect(starts(startsToOffer(many, { day: "2026-11-24", clock: "15:30", part: null }, ZONE, null))).toEqual(["24T11:00", "24T12:00", "24T13:00", "24T14:00", "24T15:00", "24T16:00"]);
});

it("offers the part of the day that was asked for", () => {
  expect(starts(startsToOffer(TUESDAY, { day: "2026-11-24", clock: "", part: "afternoon" }, ZONE, null))).toEqual(["24T13:00"]);
  expect(starts(startsToOffer([...TUESDAY, ...WEDNESDAY], { day: "2026-11-25", clock: "", part: "evening" }, ZONE, null))).toEqual(["25T16:30"]);
});

it("offers the first after a day on which nothing is free", () => {
  expect(starts(startsToOffer(WEDNESDAY, { day: "2026-11-24", clock: "10:00", part: null }, ZONE, null))).toEqual(["25T09:00", "25T16:30"]);
});

it("offers an hour without a day on every day that has it", () => {
  expect(starts(startsToOffer([...TUESDAY, ...WEDNESDAY], { ...NOTHING, clock: "10:00" }, ZONE, null))).toEqual(["24T09:00", "25T09:00"]);
});

it("offers the best there is when nothing was said of the time", () => {
  expect(starts(startsToOffer([...TUESDAY, ...WEDNESDAY], NOTHING, ZONE, null))[0]).toBe("24T08:00");
});

it("offers nothing that has passed", () => {
  expect(starts(stillToCome(TUESDAY, new Date("2026-11-24T09:10:00Z")))).toEqual(["24T09:15", "24T13:00"]);
});
