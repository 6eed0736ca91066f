import { expect, test } from "vitest";

import { blank, formErrors, toPart, toValues } from "./part-forms";

test("a vaccination begins as given today and protecting for a year", () => {
  expect(blank("vaccinations", "2026-11-24")).toEqual({ given_on: "2026-11-24", valid_until_on: "2027-11-24" });
});

test("an order without its product is not complete", () => {
  expect(formErrors("prescriptions", { product: " " })).toEqual({ product: { code: "missing" } });
  expect(formErrors("lab-results", { test: "ALT", value: "62" })).toEqual({});
});

test("a quantity of two and a half is kept in hundredths", () => {
  const part = toPart("prescriptions", { product: "Benakor", quantity: "2,5", days: "30" });
  expect(part.body).toMatchObject({ quantity_hundredths: 250, days: 30, repeats: 0, supply_class: null });
});

test("diseases are typed with commas and kept one by one", () => {
  expect(toPart("vaccinations", { product: "DHP", given_on: "2026-11-24", diseases: "distemper, parvo," }).body).toMatchObject({ diseases: ["distemper", "parvo"], valid_until_on: null });
});

test("an order opens in its form with what was kept", () => {
  const part = { id: "1", product: "DHP", batch: "B", diseases: ["distemper", "parvo"], given_on: "2026-11-24", valid_until_on: null };
  expect(toValues("vaccinations", part)).toEqual({ product: "DHP", batch: "B", diseases: "distemper, parvo", given_on: "2026-11-24" });
});

test("a number that cannot be meant is said at its field and never left out", () => {
  const wrong = { product: "Benakor", days: "tien", quantity: "0", repeats: "1,5" };
  expect(formErrors("prescriptions", wrong)).toEqual({ days: { code: "number", data: { low: 1, high: 3650 } }, quantity: { code: "number", data: { low: 0.01, high: 1_000_000 } }, repeats: { code: "whole" } });
  expect(formErrors("prescriptions", { product: "Benakor", days: "10", quantity: "0,5", repeats: "0" })).toEqual({});
});

test("a vaccination cannot end before it was given, nor be given in the year 20", () => {
  expect(formErrors("vaccinations", { product: "DHP", given_on: "2026-11-24", valid_until_on: "2026-11-24" })).toEqual({ valid_until_on: { code: "order" } });
  expect(formErrors("dewormings", { product: "Milpro", given_on: "0020-11-24" })).toEqual({ given_on: { code: "date" } });
});

test("what the server would find too long is said before it is sent", () => {
  expect(formErrors("lab-results", { test: "x".repeat(201), value: "1" })).toEqual({ test: { code: "tooLong", data: { max: 200 } } });
  expect(formErrors("vaccinations", { product: "DHP", given_on: "2026-11-24", diseases: Array(21).fill("parvo").join(",") })).toEqual({ diseases: { code: "tooMany", data: { max: 20 } } });
});
