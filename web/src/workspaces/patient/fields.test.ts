import { expect, it } from "vitest";

import { animalSchema, clientSchema, NO_ANIMAL, NO_CLIENT } from "./fields";

const said = (result: { error?: { issues: { message: string }[] } | undefined }): string[] => (result.error?.issues ?? []).map(({ message }) => message);
const client = (postcode: string): string[] => said(clientSchema.safeParse({ ...NO_CLIENT, last_name: "Jansen", phone: "06 12345678", postcode }));
const animal = (weight: string): string[] => said(animalSchema.safeParse({ ...NO_ANIMAL, name: "Bella", species: "dog", weight }));

it.each(["", "3511AB", "3511 ab", "2000", "B-2000", "48529"])("takes the postcode %o, of here or across the border", (text) => {
  expect(client(text)).toEqual([]);
});

it.each(["99", "0999 AB", "3511 A", "3511 SS", "Utrecht"])("takes no %o for a postcode", (text) => {
  expect(client(text)).toEqual(["error.postcode"]);
});

it("tells a weight that no animal has from a text that is no weight", () => {
  expect(animal("5000")).toEqual(["error.heavy"]);
  expect(animal("zwaar")).toEqual(["error.weight"]);
  expect(animal("1500")).toEqual([]);
});
