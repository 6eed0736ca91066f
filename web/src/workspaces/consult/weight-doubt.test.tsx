import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { draft, openConsult, PATIENT, RECORD, saved, signButton, STAFF } from "./test-consult";

const bella = {
  id: "p1", name: "Bella", species: "dog", breed: "Labrador", sex: "female", neutered: true, born_on: "2019-01-01", born_is_estimate: false, colour: "", chip: null, city: "", client_id: "c1", client_name: "Sanne de Vries",
  client_phone: null, client_alert: "", alert: "", created_at: "2025-01-01T09:00:00Z", deceased_on: null, insurance: "", pet_id: null, photo_url: null, state: "active", version: 1, weight_grams: 35_700,
};

afterEach(() => localStorage.clear());

test("a weight ten times the last one is asked about at its field, and not signed without an answer", async () => {
  let weights = [{ measured_at: "2025-12-01T09:00:00Z", grams: 35_700 }];
  openConsult({
    [`GET ${STAFF}/patients/p1`]: () => ({ body: { ...bella, weights } }),
    [`PATCH ${RECORD}/vitals`]: async (request) => {
      const { weight_grams: grams } = (await request.json()) as { weight_grams: number };
      weights = [{ measured_at: "2025-12-01T09:00:00Z", grams: 35_700 }, { measured_at: "2026-03-02T09:00:00Z", grams }];
      return { body: saved(4) };
    },
  }, draft);
  const weight = await screen.findByRole("textbox", { name: /^Gewicht/ }, PATIENT);
  await userEvent.type(weight, "357");
  expect(screen.queryByText("Klopt dit gewicht?")).not.toBeInTheDocument();
  await userEvent.tab();
  const told = /357 kg is veel meer dan vorige keer \(35,7 kg\)\./;
  expect(await screen.findByRole("alert")).toHaveTextContent(told);
  await screen.findByText(/^Opgeslagen om/);
  await screen.findByText(/321,3.kg meer/);
  expect(screen.getByRole("alert")).toHaveTextContent(told);
  await userEvent.click(await signButton());
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(told)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Tekenen" })).toBeDisabled();
  await userEvent.click(dialog.getByRole("button", { name: "Nog niet" }));
  // Answered at its field, it is answered where it is signed.
  await userEvent.click(screen.getByRole("button", { name: "Ja, dat klopt" }));
  expect(screen.queryByText("Klopt dit gewicht?")).not.toBeInTheDocument();
  await userEvent.click(await signButton());
  const again = within(await screen.findByRole("dialog"));
  expect(again.getByRole("checkbox", { name: "Ja, 357 kg klopt" })).toBeChecked();
  await userEvent.click(again.getByRole("button", { name: "Nog niet" }));
  await userEvent.clear(weight);
  await userEvent.type(weight, "35,9");
  await userEvent.tab();
  await waitFor(() => expect(screen.queryByText(told)).not.toBeInTheDocument());
}, 15_000);

test("whoever types on from a doubtful weight comes to the note, and no word of it answers the question", async () => {
  openConsult({
    [`GET ${STAFF}/patients/p1`]: { body: { ...bella, weights: [{ measured_at: "2025-12-01T09:00:00Z", grams: 35_700 }] } },
    [`PATCH ${RECORD}/vitals`]: { body: saved(4) },
  }, draft);
  const weight = await screen.findByRole("textbox", { name: /^Gewicht/ }, PATIENT);
  await userEvent.type(weight, "357");
  const note = screen.getByRole("textbox", { name: "Objectief" });
  for (let tabs = 0; tabs < 9 && document.activeElement !== note; tabs += 1) {
    await userEvent.tab();
    expect(document.activeElement).not.toHaveTextContent("Ja, dat klopt");
  }
  await userEvent.keyboard("Buik gespannen");
  expect(note).toHaveValue("Buik gespannen");
  const answer = screen.getByRole("button", { name: "Ja, dat klopt" });
  answer.focus();
  await userEvent.keyboard("{Enter}");
  expect(screen.queryByText("Klopt dit gewicht?")).not.toBeInTheDocument();
  expect(weight).toHaveFocus();
});

const heavy = { ...draft, parts: { ...draft.parts, vitals: { weight_grams: 357_000, mucosa: "" } } };

test("a weight that is confirmed where it is signed is sent with the signature", async () => {
  const { sent } = openConsult({
    [`GET ${STAFF}/patients/p1`]: { body: { ...bella, weights: [{ measured_at: "2025-12-01T09:00:00Z", grams: 35_700 }, { measured_at: "2026-03-02T09:00:00Z", grams: 357_000 }] } },
    [`POST ${RECORD}/sign`]: { body: { ...saved(4), state: "signed", appointment: "none" } },
  }, heavy);
  await screen.findByText("Klopt dit gewicht?", {}, PATIENT);
  await userEvent.click(await signButton());
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("checkbox", { name: "Ja, 357 kg klopt" }));
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  await waitFor(async () => expect(await sent("POST")[0]?.json()).toEqual({ share: false, sure_of_grams: 357_000 }));
});

test("a weight that only the server doubts is asked about where it is signed", async () => {
  let tries = 0;
  const { sent } = openConsult({
    [`POST ${RECORD}/sign`]: () => {
      tries += 1;
      return tries === 1 ? { status: 409, body: { code: "weight_doubtful", grams: 357_000, before: 35_700 } } : { body: { ...saved(4), state: "signed", appointment: "none" } };
    },
  }, heavy);
  await userEvent.click(await signButton());
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await dialog.findByText(/357 kg is veel meer dan vorige keer \(35,7 kg\)\./)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Tekenen" })).toBeDisabled();
  await userEvent.click(dialog.getByRole("checkbox", { name: "Ja, 357 kg klopt" }));
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  await waitFor(async () => expect(await sent("POST")[1]?.json()).toEqual({ share: false, sure_of_grams: 357_000 }));
});

test("a small bird is weighed in grams, and grams and kilograms are both understood", async () => {
  const pip = { ...bella, name: "Pip", species: "bird", weight_grams: 87, weights: [{ measured_at: "2025-12-01T09:00:00Z", grams: 87 }] };
  let version = 3;
  const { sent } = openConsult({ [`GET ${STAFF}/patients/p1`]: { body: pip }, [`PATCH ${RECORD}/vitals`]: () => ({ body: saved((version += 1)) }) }, draft);
  const weight = await screen.findByRole("textbox", { name: /^Gewicht g/ }, PATIENT);
  for (const [text, shown] of [["90", "90"], ["88 g", "88"], ["0,087", "87"]] as const) {
    await userEvent.clear(weight);
    await userEvent.type(weight, text);
    await userEvent.tab();
    await waitFor(() => expect(weight).toHaveValue(shown));
  }
  await waitFor(async () => expect(await Promise.all(sent("PATCH").map((one) => one.clone().json()))).toEqual([{ weight_grams: 90 }, { weight_grams: 88 }, { weight_grams: 87 }]));
}, 15_000);

test("a slip of under a kilogram does not turn the field to grams", async () => {
  const before = { measured_at: "2025-12-01T09:00:00Z", grams: 25_000 };
  const slip = { measured_at: "2026-03-02T09:00:00Z", grams: 250 };
  let patient = { ...bella, weight_grams: 25_000, weights: [before] };
  let version = 3;
  const { sent } = openConsult({
    [`GET ${STAFF}/patients/p1`]: () => ({ body: patient }),
    [`PATCH ${RECORD}/vitals`]: async (request) => {
      const { weight_grams: grams } = (await request.json()) as { weight_grams: number };
      patient = { ...patient, weight_grams: grams, weights: [before, { ...slip, grams }] };
      return { body: saved((version += 1)) };
    },
  }, draft);
  const weight = await screen.findByRole("textbox", { name: /^Gewicht kg/ }, PATIENT);
  await userEvent.type(weight, "0,25");
  await userEvent.tab();
  await screen.findByText(/24\.750.g minder/);
  expect(weight).toHaveAccessibleName(/^Gewicht kg/);
  await userEvent.clear(weight);
  await userEvent.type(weight, "25");
  await userEvent.tab();
  await waitFor(async () => expect(await Promise.all(sent("PATCH").map((one) => one.clone().json()))).toEqual([{ weight_grams: 250 }, { weight_grams: 25_000 }]));
}, 15_000);

test("a consult that is opened again with a slip in it still asks for kilograms", async () => {
  const weights = [{ measured_at: "2025-12-01T09:00:00Z", grams: 25_000 }, { measured_at: "2026-03-02T09:00:00Z", grams: 250 }];
  openConsult({ [`GET ${STAFF}/patients/p1`]: { body: { ...bella, weight_grams: 250, weights } } }, { ...draft, parts: { ...draft.parts, vitals: { weight_grams: 250, mucosa: "" } } });
  await screen.findByText(/24\.750.g minder/, {}, PATIENT);
  expect(screen.getByRole("textbox", { name: /^Gewicht kg/ })).toHaveValue("0,25");
});

test("a signed weight that was corrected is asked for by its visit, however many weighings came after", async () => {
  const correction = { grams_before: 357_000, grams: 35_700, reason: "Komma vergeten", by_name: "Noor", corrected_at: "2026-03-03T09:00:00Z" };
  const own = { id: "w1", measured_at: "2026-03-02T09:00:00Z", grams: 35_700, record_id: "r1", is_open: false, corrections: [correction] };
  openConsult({
    [`GET ${STAFF}/patients/p1/weighings`]: ({ url }) => ({ body: { items: new URL(url).searchParams.get("record_id") === "r1" ? [own] : [] } }),
  }, { ...heavy, state: "signed", signed_at: "2026-03-02T09:20:00Z" });
  expect((await screen.findByText(/^357/, { selector: "s" }, PATIENT)).parentElement).toHaveTextContent(/^357\S* 35,7/);
});
