import { expect, it } from "vitest";

import { neighbour, type MapEntry } from "./map";

const entry = (key: string, x: number, y: number): MapEntry => ({ key, title: key, place: { x, y }, icon: () => null, href: `/${key}` });
const entries = [entry("today", 0, 0), entry("schedule", -1, 0), entry("patient", 1, 0), entry("consult", 2, 0), entry("messages", 1, -1), entry("insights", 0, 1)];

it("walks to the nearest workspace in that direction and stays where there is none", () => {
  const from = { x: 0, y: 0 };
  expect(neighbour(entries, from, "right")?.key).toBe("patient");
  expect(neighbour(entries, from, "left")?.key).toBe("schedule");
  expect(neighbour(entries, from, "down")?.key).toBe("insights");
  expect(neighbour(entries, from, "up")?.key).toBe("messages");
  expect(neighbour(entries, { x: 2, y: 0 }, "right")).toBeUndefined();
});
