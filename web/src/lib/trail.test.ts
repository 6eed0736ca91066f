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

it("puts the way that was kept elsewhere before where the person is, and not before one they have gone on", () => {
  const at = (key: string) => ({ key, title: key, to: `/p/a/${key}` });
  const crumbs = [at("today"), at("bella"), at("schedule")];
  const restore = (...keys: string[]) => {
    const state = keys.reduce((before, key) => trailSlice.reducer(before, visited(at(key))), { crumbs: [] } as TrailState);
    return trailSlice.reducer(state, trailSlice.actions.restored({ scope: "/p/a/", crumbs })).crumbs.map((crumb) => crumb.key);
  };
  expect(restore("today")).toEqual(["bella", "schedule", "today"]);
  expect(restore("today", "messages")).toEqual(["today", "messages"]);
});
