import { expect, test } from "vitest";

import { blank, missing, toPart, toValues } from "./part-forms";

test("a vaccination begins as given today and protecting for a year", () => {
  expect(blank("vaccinations", "2026-11-24")).toEqual({ given_on: "2026-11-24", valid_until_on: "2027-11-24" });
});

test("an order without its product is not complete", () => {
  expect(missing("prescriptions", { product: " " })).toEqual(["product"]);
  expect(missing("lab-results", { test: "ALT", value: "62" })).toEqual([]);
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
