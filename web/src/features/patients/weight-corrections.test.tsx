import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { WeightCorrections } from "./weight-corrections";

const PATH = "/api/staff/zwaluwhof/patients/p1/weighings";
const weighing = (id: string, grams: number, more = {}) => ({ id, measured_at: `2026-03-0${id}T09:00:00Z`, grams, record_id: null, is_open: false, corrections: [], ...more });
const open = (permissions: string[], items: unknown[], answers: Parameters<typeof stubServer>[0] = {}) => {
  signedIn(sessionOf(noor(permissions)));
  const asked = stubServer({ [`GET ${PATH}`]: { body: { items } }, ...answers });
  renderScreen(<WeightCorrections slug="zwaluwhof" patientId="p1" zone="Europe/Amsterdam" />);
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
  expect(await asked.find((one) => one.method === "POST")?.json()).toEqual({ grams: 23_400, seen_grams: 32_400, reason: "Cijfers verwisseld" });
});

test("what a weighing said stays struck through, with who mended it and why", async () => {
  const correction = { grams_before: 32_400, grams: 23_400, reason: "Cijfers verwisseld", by_name: "Eva Brons", corrected_at: "2026-03-04T09:00:00Z" };
  open(["records.read"], [weighing("2", 23_400, { corrections: [correction] })]);
  const list = within(await screen.findByRole("list", { name: "Verbeterde gewichten" }));
  expect(list.getByText(/^32,4.kg$/).tagName).toBe("S");
  expect(list.getByRole("listitem")).toHaveTextContent(/23,4.kg, gewogen .*Eva Brons, .*: Cijfers verwisseld$/);
  expect(screen.queryByRole("button", { name: "Gewicht verbeteren" })).not.toBeInTheDocument();
});
