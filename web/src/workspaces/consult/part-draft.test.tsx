import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import type { RecordView } from "@/api/types";

import { draft, openConsult, parts, PATIENT, RECORD } from "./test-consult";

const shown = { product: "Benakor", dose: "1 tablet", instruction: "", quantity_hundredths: null, unit: "", days: null, repeats: 0, supply_class: null };
const theirs = { ...shown, dose: "½ tablet" };
const withMedicine = (body: typeof shown, version: number) => ({ ...draft, version, parts: { ...parts, prescriptions: [{ id: "m1", ...body }] } }) as RecordView;

async function form() {
  await userEvent.click(await screen.findByRole("button", { name: "Benakor wijzigen" }, PATIENT));
  return within(await screen.findByRole("dialog"));
}

test("an order that was being changed as the page was reloaded is there again, and is saved as what it was begun from", async () => {
  const first = openConsult({}, withMedicine(shown, 3));
  const dose = (await form()).getByLabelText("Dosering");
  await userEvent.clear(dose);
  await userEvent.type(dose, "2 tabletten");
  first.unmount();
  const refused = { status: 409, body: { code: "field_changed_meanwhile", fields: { m1: { current: theirs, version: 4 } } } };
  const { sent } = openConsult({ [`PUT ${RECORD}/prescriptions/m1`]: refused }, withMedicine(theirs, 4));
  const again = await form();
  expect(again.getByLabelText("Dosering")).toHaveValue("2 tabletten");
  await userEvent.click(again.getByRole("button", { name: "Opslaan" }));
  expect(await again.findByText("Dosering: daar ½ tablet, jij typte 2 tabletten")).toBeVisible();
  expect(sent("PUT").map((request) => request.headers.get("If-Match"))).toEqual(["3"]);
});

test("an order that was given up is begun anew", async () => {
  openConsult({}, withMedicine(shown, 3));
  const first = await form();
  await userEvent.type(first.getByLabelText("Dosering"), " per dag");
  await userEvent.click(first.getByRole("button", { name: "Annuleren" }));
  expect((await form()).getByLabelText("Dosering")).toHaveValue("1 tablet");
});
