import { expect, it } from "vitest";

import { frameOf, named, project, roadsBetween, spread, thinned } from "./map-rules";

const utrecht = { lat: 52.09, lon: 5.12 };
const zwolle = { lat: 52.52, lon: 6.08 };

it("holds every clinic inside the frame, with north above and east to the right", () => {
  const frame = frameOf([utrecht, zwolle], 0.9, null, null);
  if (!frame) throw new Error("Two points have a frame.");
  const [a, b] = [project(utrecht, frame), project(zwolle, frame)];
  for (const { x, y } of [a, b]) expect(x > 0 && x < 1 && y > 0 && y < 1).toBe(true);
  expect(b.x).toBeGreaterThan(a.x);
  expect(b.y).toBeLessThan(a.y);
  expect(frameOf([], 1, null, null)).toBeNull();
});

it("draws a radius around the person, who stands in the middle", () => {
  const frame = frameOf([zwolle], 1, utrecht, 10);
  expect(frame?.widthKm).toBeCloseTo(23);
  const middle = frame && project(utrecht, frame);
  expect(middle?.x).toBeCloseTo(0.5);
  expect(middle?.y).toBeCloseTo(0.5);
});

it("joins all towns with as few roads as possible", () => {
  const roads = roadsBetween([{ x: 0, y: 0 }, { x: 5, y: 0 }, { x: 1, y: 0 }]);
  expect(roads).toEqual([[0, 2], [2, 1]]);
  expect(roadsBetween([])).toEqual([]);
});

it("moves pins apart that would cover each other, and leaves out names that stand too close", () => {
  const [lower, upper] = spread([{ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.5 }], 0.1, 0.05);
  expect(Math.abs((lower?.y ?? 0) - (upper?.y ?? 0))).toBeGreaterThanOrEqual(0.05);
  expect(thinned([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 120, y: 0 }], 90)).toHaveLength(2);
});

it("names every town with a clinic, however close, and never two names on one another", () => {
  const [amersfoort, town] = [{ name: "Amersfoort", x: 160, y: 90 }, { name: "Utrecht", x: 100, y: 100 }];
  const zeist = { name: "Zeist", x: 130, y: 110 };
  const shown = named([amersfoort, town], [zeist, { name: "Zwolle", x: 300, y: 20 }], 96);
  expect(shown.map(({ name }) => name)).toEqual(["Amersfoort", "Utrecht", "Zwolle"]);
  const [above, below] = shown;
  expect(Math.abs((below?.y ?? 0) + (below?.below ?? 0) - (above?.y ?? 0) - (above?.below ?? 0))).toBeGreaterThanOrEqual(18);
});
