import { expect, it } from "vitest";

import { bella } from "../test-clinic";

import { EMPTY_PET, petOf, petSchema, valuesOf } from "./pet-form";

const TODAY = "2026-11-23";
const refused = (change: Partial<typeof EMPTY_PET>): string[] => {
  const result = petSchema(TODAY).safeParse({ ...EMPTY_PET, name: "Bella", species: "dog", ageKind: "unknown", ...change });
  return result.success ? [] : result.error.issues.map(({ message }) => message);
};

it("says at each field what is wrong with it", () => {
  expect(refused({})).toEqual([]);
  expect(refused({ name: " " })).toEqual(["pet.error.name"]);
  expect(refused({ ageKind: "date", bornOn: "2026-11-24" })).toEqual(["pet.error.future"]);
  expect(refused({ ageKind: "estimate", ageCount: "2,5" })).toEqual(["pet.error.age"]);
  expect(refused({ weight: "zwaar" })).toEqual(["pet.error.weight"]);
  expect(refused({ weight: "87 g" })).toEqual([]);
  expect(refused({ weight: "5000" })).toEqual(["pet.error.heavy"]);
  expect(refused({ chip: "123" })).toEqual(["pet.error.chip"]);
});

it("sends grams, digits and an estimated birthday", () => {
  const sent = petOf({ ...EMPTY_PET, name: "Bella", species: "dog", ageKind: "estimate", ageCount: "3", weight: "4,2", chip: "528 000 000 114 802", neutered: "no" }, TODAY);
  expect(sent).toMatchObject({ born_on: "2023-11-23", born_is_estimate: true, weight_grams: 4200, chip: "528000000114802", neutered: false });
});

it("keeps an estimate an estimate until another date is given", () => {
  const guessed = { ...bella, born_is_estimate: true };
  const values = valuesOf(guessed, "nl");
  expect(values.weight).toBe("23,4");
  expect(petOf(values, TODAY, guessed).born_is_estimate).toBe(true);
  expect(petOf({ ...values, bornOn: "2019-09-15" }, TODAY, guessed).born_is_estimate).toBe(false);
});
