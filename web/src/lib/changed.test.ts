import { expect, test } from "vitest";

import { changesOf } from "./changed";

test("only what somebody made different is sent, a value that was taken away among it", () => {
  const before = { name: "Bella", weight_grams: 23_400 as number | null, chip: "1" as string | null, neutered: false };
  expect(changesOf(before, { ...before })).toEqual({});
  expect(changesOf(before, { ...before, name: "Bo", chip: null })).toEqual({ name: "Bo", chip: null });
});

test("a list is told apart by what is in it", () => {
  expect(changesOf({ name: "a", species: ["dog"] }, { name: "a", species: ["dog"] })).toEqual({});
  expect(changesOf({ name: "a", species: ["dog"] }, { name: "a", species: ["dog", "cat"] })).toEqual({ species: ["dog", "cat"] });
});
