import { expect, it } from "vitest";

import { trailSlice, type TrailState } from "./trail";

const { visited } = trailSlice.actions;
const walk = (...keys: string[]): TrailState =>
  keys.reduce((state, key) => trailSlice.reducer(state, visited({ key, title: key, to: `/${key}` })), { crumbs: [] } as TrailState);

it("keeps the way that was really taken, newest last", () => {
  expect(walk("today", "schedule", "bella").crumbs.map((crumb) => crumb.key)).toEqual(["today", "schedule", "bella"]);
});

it("shortens when a person goes back to something on it", () => {
  expect(walk("today", "schedule", "bella", "schedule").crumbs.map((crumb) => crumb.key)).toEqual(["today", "schedule"]);
});

it("forgets the oldest step rather than growing without end", () => {
  expect(walk("a", "b", "c", "d", "e", "f", "g", "h", "i").crumbs).toHaveLength(8);
});
