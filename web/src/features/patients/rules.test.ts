import { expect, test } from "vitest";

import { createFormats } from "@/lib/formats";

import en from "./locales/en.json";
import nl from "./locales/nl.json";
import { chipGroups, curvePoints, gramsOf, inTime, isChip, isNoWeight, isTooHeavy, isZero, sexKey, signalment, weightStep } from "./rules";

const now = new Date("2026-11-24T09:00:00Z");
const t = (key: string, values?: Record<string, unknown>): string => (values ? `${key}(${String(values["age"])})` : key);
const bella = { species: "dog", breed: "Stabyhoun", sex: "female", neutered: true, born_on: "2019-09-01", born_is_estimate: false };

test("an animal is described by breed, sex and age", () => {
  expect(signalment(bella, t, createFormats("en"), now)).toBe("Stabyhoun, patients:sex.dog.female_neutered, 7 years");
});

test("without a breed the species is named, without a birthday no age", () => {
  expect(signalment({ ...bella, breed: "", born_on: null }, t, createFormats("en"), now)).toBe("common:species.dog, patients:sex.dog.female_neutered");
});

test("an estimated age says so", () => {
  expect(signalment({ ...bella, born_is_estimate: true }, t, createFormats("en"), now)).toContain("patients:about(7 years)");
});

test.each([
  ["dog", "female", "teef", "gesteriliseerde teef", "female", "spayed female"],
  ["dog", "male", "reu", "gecastreerde reu", "male", "neutered male"],
  ["cat", "female", "poes", "gesteriliseerde poes", "female", "spayed female"],
  ["cat", "male", "kater", "gecastreerde kater", "male", "neutered male"],
  ["rabbit", "female", "voedster", "gesteriliseerde voedster", "doe", "spayed doe"],
  ["rabbit", "male", "ram", "gecastreerde ram", "buck", "neutered buck"],
  ["guinea_pig", "female", "zeug", "gesteriliseerde zeug", "sow", "spayed sow"],
  ["guinea_pig", "male", "beer", "gecastreerde beer", "boar", "neutered boar"],
  ["horse", "female", "merrie", "gesteriliseerde merrie", "mare", "spayed mare"],
  ["horse", "male", "hengst", "ruin", "stallion", "gelding"],
  ["ferret", "female", "vrouwtje", "gesteriliseerd vrouwtje", "female", "spayed female"],
  ["ferret", "male", "mannetje", "gecastreerd mannetje", "male", "neutered male"],
  ["dog", "unknown", "geslacht onbekend", "gecastreerd, geslacht onbekend", "sex unknown", "neutered, sex unknown"],
  ["ferret", "unknown", "geslacht onbekend", "gecastreerd, geslacht onbekend", "sex unknown", "neutered, sex unknown"],
])("a %s of sex %s is called as a vet calls it, neutered or not", (species, sex, dutch, dutchNeutered, english, englishNeutered) => {
  const said = (words: object, neutered: boolean | null) => sexKey({ species, sex, neutered }).split(".").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], words);
  expect([said(nl, null), said(nl, false), said(nl, true)]).toEqual([dutch, dutch, dutchNeutered]);
  expect([said(en, null), said(en, false), said(en, true)]).toEqual([english, english, englishNeutered]);
});

test("a chip is read in groups of three", () => {
  expect(chipGroups("528000000114802")).toBe("528 000 000 114 802");
});

test("a chip may be typed with spaces but has fifteen digits", () => {
  expect(isChip("528 000 000 114 802")).toBe(true);
  expect(isChip("52800000011480")).toBe(false);
});

test("a weight may be typed with a comma or a point", () => {
  expect(gramsOf("23,4")).toBe(23_400);
  expect(gramsOf(" 0.38 ")).toBe(380);
  expect(["87 g", "87G", "4,2 kg"].map(gramsOf)).toEqual([87, 87, 4_200]);
});

test("what is no weight is refused", () => {
  for (const text of ["", "abc", "-2", "0", "9000", "1,2,3", "4 lb", "g"]) expect(gramsOf(text)).toBeNull();
});

test("tells a weight of no animal, a zero and an empty field from what is no weight", () => {
  expect(["1501", "1600 kg", "1600,5", "2000000 g"].map(isTooHeavy)).toEqual([true, true, true, true]);
  expect(["1500", "1600 g", "veel"].map(isTooHeavy)).toEqual([false, false, false]);
  expect(["0", "0,0", "00.00"].every(isZero)).toBe(true);
  expect(["", "0,4", "10"].some(isZero)).toBe(false);
  expect(["veel", "-2", "1,2,3"].every(isNoWeight)).toBe(true);
  expect(["", "0", "1600 kg", "23,4"].some(isNoWeight)).toBe(false);
});

test("the last weight is compared with the one before it, whatever order they come in", () => {
  const weights = [
    { measured_at: "2026-11-24T09:00:00Z", grams: 23_400 },
    { measured_at: "2026-03-12T09:00:00Z", grams: 22_600 },
  ];
  expect(weightStep(weights)).toBe(800);
  expect(weightStep(weights.slice(1))).toBeNull();
  const of = (...grams: number[]) => grams.map((one, day) => ({ measured_at: `2026-11-0${day + 1}T09:00:00Z`, grams: one }));
  expect([weightStep(of(26_040, 26_060)), weightStep(of(25_221, 26_000)), weightStep(of(3_434, 3_400)), weightStep(of(87, 90))]).toEqual([0, 800, -30, 3]);
  expect(inTime(weights)[0]?.grams).toBe(22_600);
});

test("a curve runs from left to right and higher weights stand higher", () => {
  const points = curvePoints(
    [
      { measured_at: "2026-01-01T00:00:00Z", grams: 5000 },
      { measured_at: "2026-06-01T00:00:00Z", grams: 6000 },
    ],
    200,
    100,
  );
  expect(points[0]?.x).toBe(0);
  expect(points[1]?.x).toBe(200);
  expect(points[1]?.y ?? 0).toBeLessThan(points[0]?.y ?? 0);
});

test("one weighing stands in the middle instead of nowhere", () => {
  const [only] = curvePoints([{ measured_at: "2026-01-01T00:00:00Z", grams: 5000 }], 200, 100);
  expect(only?.x).toBe(100);
  expect(Number.isFinite(only?.y)).toBe(true);
});
