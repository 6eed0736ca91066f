import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import type { WeighedPatient } from "./correct-weight-dialog";
import { WeightCorrections } from "./weight-corrections";

const PATH = "/api/staff/zwaluwhof/patients/p1/weighings";
const weighing = (id: string, grams: number, more = {}) => ({ id, measured_at: `2026-03-0${id}T09:00:00Z`, grams, record_id: null, is_open: false, corrections: [], ...more });
const dog = { id: "p1", species: "dog", born_on: "2019-01-01" } as const;
const open = (permissions: string[], items: unknown[], answers: Parameters<typeof stubServer>[0] = {}, patient: WeighedPatient = dog) => {
  signedIn(sessionOf(noor(permissions)));
  const asked = stubServer({ [`GET ${PATH}`]: { body: { items } }, ...answers });
  renderScreen(<WeightCorrections slug="zwaluwhof" patient={patient} zone="Europe/Amsterdam" />);
  return asked;
};

afterEach(() => toast.clear());

test("a wrong weight is mended with a reason, and what it said goes along", async () => {
  const asked = open(["records.read", "records.write"], [weighing("3", 30_000, { is_open: true }), weighing("2", 32_400), weighing("1", 23_000)], { [`POST ${PATH}/2/corrections`]: { status: 201, body: { id: "p1", version: 4 } } });
  await userEvent.click(await screen.findByRole("button", { name: "Gewicht verbeteren" }));
  const dialog = within(await screen.findByRole("dialog"));
  // What is still being written up is changed there.
  expect(dialog.getAllByRole("option").map((one) => one.textContent)).toEqual([expect.stringMatching(/^32,4.kg, /), expect.stringMatching(/^23.kg, /)]);
  await userEvent.type(dialog.getByRole("textbox", { name: /Wat moet het zijn/ }), "32,4");
  expect(dialog.getByText("Dat staat er al.")).toBeVisible();
  await userEvent.clear(dialog.getByRole("textbox", { name: /Wat moet het zijn/ }));
  await userEvent.type(dialog.getByRole("textbox", { name: /Wat moet het zijn/ }), "23,4");
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  expect(dialog.getByRole("textbox", { name: /Waarom/ })).toBeInvalid();
  await userEvent.type(dialog.getByRole("textbox", { name: /Waarom/ }), "Cijfers verwisseld");
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await asked.find((one) => one.method === "POST")?.json()).toEqual({ grams: 23_400, seen_grams: 32_400, reason: "Cijfers verwisseld", sure_of_grams: null });
});

test("what a weighing said stays struck through, with who mended it and why", async () => {
  const correction = { grams_before: 32_400, grams: 23_400, reason: "Cijfers verwisseld", by_name: "Eva Brons", corrected_at: "2026-03-04T09:00:00Z" };
  open(["records.read"], [weighing("2", 23_400, { corrections: [correction] })]);
  const list = within(await screen.findByRole("list", { name: "Verbeterde gewichten" }));
  expect(list.getByText(/^32,4.kg$/).tagName).toBe("S");
  expect(list.getByRole("listitem")).toHaveTextContent(/23,4.kg, gewogen .*Eva Brons, .*: Cijfers verwisseld$/);
  expect(screen.queryByRole("button", { name: "Gewicht verbeteren" })).not.toBeInTheDocument();
});

const mend = async (grams: string) => {
  await userEvent.click(await screen.findByRole("button", { name: "Gewicht verbeteren" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox", { name: /Wat moet het zijn/ }), grams);
  await userEvent.type(dialog.getByRole("textbox", { name: /Waarom/ }), "Cijfers verwisseld");
  return dialog;
};
const sentOf = async (asked: Request[]) => (await asked.find((one) => one.method === "POST")?.json()) as unknown;
const kept = { [`POST ${PATH}/2/corrections`]: { status: 201, body: { id: "p1", version: 4 } } };

test("a mouse that weighs grams is mended in grams", async () => {
  const asked = open(["records.read", "records.write"], [weighing("2", 87), weighing("1", 80)], kept, { ...dog, species: "mouse" });
  const dialog = await mend("78");
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await sentOf(asked)).toMatchObject({ grams: 78, sure_of_grams: null });
});

test("a weight far from the one before is kept only after it was said to be right", async () => {
  const asked = open(["records.read", "records.write"], [weighing("3", 24_000), weighing("2", 23_500), weighing("1", 23_000)], { [`POST ${PATH}/3/corrections`]: { status: 201, body: { id: "p1", version: 4 } } });
  const dialog = await mend("2,4");
  expect(dialog.getByText(/^2,4.kg is veel minder dan vorige keer \(23,5.kg\)\.$/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Verbeteren" })).toBeDisabled();
  await userEvent.click(dialog.getByRole("checkbox", { name: /^Ja, 2,4.kg klopt$/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await sentOf(asked)).toMatchObject({ grams: 2_400, sure_of_grams: 2_400 });
});

test("what only the server knows to be far is asked about as well", async () => {
  let tries = 0;
  const asked = open(["records.read", "records.write"], [weighing("2", 24_000)], {
    [`POST ${PATH}/2/corrections`]: () => (++tries === 1 ? { status: 409, body: { code: "weight_doubtful", grams: 12_000, before: 23_000 } } : { status: 201, body: { id: "p1", version: 4 } }),
  });
  const dialog = await mend("12");
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  await userEvent.click(await dialog.findByRole("checkbox", { name: /^Ja, 12.kg klopt$/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await asked.filter((one) => one.method === "POST")[1]?.json()).toMatchObject({ grams: 12_000, sure_of_grams: 12_000 });
});

test("what was said and refused of one weighing does not hold for another, though the number is the same", async () => {
  const asked = open(["records.read", "records.write"], [weighing("3", 24_000), weighing("2", 23_500), weighing("1", 23_000)], {
    [`POST ${PATH}/3/corrections`]: { status: 409, body: { code: "weight_doubtful", grams: 2_400, before: 25_000 } },
  });
  const dialog = await mend("2,4");
  await userEvent.click(dialog.getByRole("checkbox", { name: /^Ja, 2,4.kg klopt$/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Verbeteren" }));
  expect(await dialog.findByText(/vorige keer \(25.kg\)/)).toBeVisible();
  await userEvent.selectOptions(dialog.getByRole("combobox"), "2");
  expect(dialog.getByText(/vorige keer \(23.kg\)/)).toBeVisible();
  expect(dialog.getByRole("checkbox", { name: /^Ja, 2,4.kg klopt$/ })).not.toBeChecked();
  expect(dialog.getByRole("button", { name: "Verbeteren" })).toBeDisabled();
  expect(asked.filter((one) => one.method === "POST")).toHaveLength(1);
});
