import { expect, test } from "vitest";

import { changedOf } from "./changed";

test("only what somebody made different is sent, a value that was taken away among it", () => {
  const before = { name: "Bella", weight_grams: 23_400 as number | null, chip: "1" as string | null, neutered: false };
  expect(changedOf(before, { ...before })).toEqual({});
  expect(changedOf(before, { ...before, name: "Bo", chip: null })).toEqual({ name: "Bo", chip: null });
});
