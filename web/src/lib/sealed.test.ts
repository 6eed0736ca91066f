import { expect, it } from "vitest";

import { DRAFT_KEY, OTHER_DRAFT_KEY } from "@/test-person";

import { open, publicHalf, seal } from "./sealed";

const text = "Bella drinkt veel, 3 × daags ✓";

it("opens for the key whose half it was sealed with, as it was", async () => {
  const sealed = await seal(text, await publicHalf(DRAFT_KEY), "note");
  expect(JSON.stringify(sealed)).not.toContain("Bella");
  expect(await open(sealed, DRAFT_KEY, "note")).toBe(text);
});

it("opens for no other key, under no other name, and not when it was changed", async () => {
  const sealed = await seal(text, await publicHalf(DRAFT_KEY), "note");
  await expect(open(sealed, OTHER_DRAFT_KEY, "note")).rejects.toThrow();
  await expect(open(sealed, DRAFT_KEY, "another note")).rejects.toThrow();
  const changed = (sealed.text.startsWith("A") ? "B" : "A") + sealed.text.slice(1);
  await expect(open({ ...sealed, text: changed }, DRAFT_KEY, "note")).rejects.toThrow();
});

it("leaves in the browser nothing of the key that opens", async () => {
  expect(Object.keys(await publicHalf(DRAFT_KEY)).sort()).toEqual(["crv", "kty", "x", "y"]);
});

it("never looks the same twice", async () => {
  const key = await publicHalf(DRAFT_KEY);
  expect((await seal(text, key, "note")).text).not.toBe((await seal(text, key, "note")).text);
});
