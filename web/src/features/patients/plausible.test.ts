import { expect, it } from "vitest";

import { doubtsAbout, weightDoubt, yearsBetween, isInGrams } from "./plausible";

const TODAY = "2026-11-23";
const kinds = (species: string, bornOn: string | null, grams: number | null): string[] => doubtsAbout({ species, bornOn, grams }, TODAY).map(({ kind }) => kind);

it("asks about a dog of 35 years, a cat of 60 kilograms and a weight of nothing", () => {
  expect(doubtsAbout({ species: "dog", bornOn: "1991-11-01", grams: 23_400 }, TODAY)).toEqual([{ kind: "old", years: 35 }]);
  expect(kinds("cat", null, 60_000)).toEqual(["heavy"]);
  expect(kinds("cat", "2020-01-01", 0)).toEqual(["nothing"]);
  expect(kinds("horse", "1960-01-01", 500)).toEqual(["old", "light"]);
});

it("asks nothing about what is unusual but happens", () => {
  expect(kinds("dog", "2005-01-01", 95_000)).toEqual([]);
  expect(kinds("reptile", "1926-01-01", 80_000)).toEqual([]);
  expect(kinds("hamster", null, null)).toEqual([]);
  expect(kinds("griffin", "2020-01-01", 4000)).toEqual([]);
});

it("counts whole years", () => {
  expect(yearsBetween("2001-11-23", TODAY)).toBe(25);
  expect(yearsBetween("2001-11-24", TODAY)).toBe(24);
  expect(yearsBetween("2001-12-01", TODAY)).toBe(24);
});

it("asks about a weight that is far from the last one, and lets the young grow", () => {
  const of = (grams: number | null, before: number | null, bornOn: string | null = "2020-01-01") => weightDoubt({ species: "dog", bornOn, grams }, before, TODAY)?.kind ?? null;
  expect(weightDoubt({ species: "dog", bornOn: null, grams: 357_000 }, 35_700, TODAY)).toEqual({ kind: "more", grams: 357_000, before: 35_700 });
  expect([of(35_700, 24_000), of(35_700, 23_700), of(24_000, 35_700), of(23_700, 35_700)]).toEqual([null, "more", null, "less"]);
  expect([of(8000, 2500, "2026-09-01"), of(25_000, 2500, "2026-09-01"), of(1500, 2500, "2026-09-01")]).toEqual([null, "more", "less"]);
  expect([of(357_000, null), of(20, null), of(35_700, null), of(null, 35_700)]).toEqual(["heavy", "light", null, null]);
});

it("an animal is weighed in grams by its last weight, and by its kind as long as there is none", () => {
  expect([isInGrams("bird", null), isInGrams("dog", null), isInGrams("dog", 400), isInGrams("bird", 1_400)]).toEqual([true, false, true, false]);
});
