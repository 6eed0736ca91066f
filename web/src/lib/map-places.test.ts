import { expect, it } from "vitest";

import type { MapEntry } from "./map";
import { hubOf, moveTo, REACH, SPOTS, withPlaces } from "./map-places";

const entry = (key: string, x: number, y: number): MapEntry => ({ key, title: key, place: { x, y }, icon: () => null, href: `/${key}` });
const entries = [entry("today", 0, 0), entry("schedule", -1, 0), entry("patient", 1, 0)];
const placesOf = (of: readonly MapEntry[]) => Object.fromEntries(of.map(({ key, place }) => [key, `${place.x},${place.y}`]));

it("stands where everybody's stands until it was put elsewhere", () => {
  expect(withPlaces(entries, undefined)).toBe(entries);
  expect(placesOf(withPlaces(entries, { patient: { x: 2, y: 2 } }))).toEqual({ today: "0,0", schedule: "-1,0", patient: "2,2" });
});

it("changes places with what stood there, and never with the hub", () => {
  expect(moveTo(entries, "patient", { x: -1, y: 0 })).toEqual({ patient: { x: -1, y: 0 }, schedule: { x: 1, y: 0 } });
  expect(moveTo(entries, "patient", { x: 0, y: 0 })).toBeNull();
  expect(moveTo(entries, "today", { x: 1, y: 1 })).toBeNull();
  expect(moveTo(entries, "patient", { x: REACH + 1, y: 0 })).toBeNull();
});

it("finds a place for a workspace that came after somebody had put another where it stands for everybody", () => {
  const later = [...entries, entry("messages", 1, -1)];
  const seen = placesOf(withPlaces(later, { patient: { x: 1, y: -1 }, schedule: { x: 0, y: 0 } }));
  expect(seen["patient"]).toBe("1,-1");
  expect(seen["schedule"]).toBe("-1,0");
  expect(new Set(Object.values(seen)).size).toBe(later.length);
});

it("has room for every workspace", () => {
  expect(SPOTS).toHaveLength((2 * REACH + 1) ** 2 - 1);
});

it("begins at the hub, or with the only thing there is", () => {
  expect(hubOf(entries)?.key).toBe("today");
  expect(hubOf([entry("franchise", 0, -2)])?.key).toBe("franchise");
});
