import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { ReasonDialog } from "./reason-dialog";

const A = "/api/staff/zwaluwhof/appointments/a1";
const row = {
  id: "a1", patient_id: "p1", patient_name: "Bella", client_name: "Anna Vlinder", species: "dog", breed: "", type_name_nl: "Ziek", type_name_en: "Ill", category: "consult", starts_at: "2099-11-24T09:00:00Z",
  ends_at: "2099-11-24T09:20:00Z", state: "confirmed", vet_id: "v1", changed_by: null, changed_how: null, changed_at: null, version: 1,
} as unknown as AppointmentRow;

function ask() {
  const onClose = vi.fn();
  return { onClose, ...renderScreen(<ReasonDialog slug="zwaluwhof" row={row} zone="Europe/Amsterdam" kind="cancel" onClose={onClose} />) };
}

const reason = async () => within(await screen.findByRole("dialog", { name: /Bella afzeggen/ }, { timeout: 5000 })).getByRole("textbox");

beforeEach(() => {
  signedIn(sessionOf(noor(["schedule.read", "schedule.book"])));
  stubServer({ [`GET ${A}`]: { body: row }, [`POST ${A}/cancel`]: { body: { ...row, state: "cancelled", version: 2 } } });
});

it("keeps a reason over a reload of the page, for the same visit", async () => {
  const first = ask();
  await userEvent.type(await reason(), "Noor is ziek");
  first.unmount();
  ask();
  expect(await reason()).toHaveValue("Noor is ziek");
});

it.each([["Laten staan"], ["Afzeggen"]])("forgets a reason that was given up or sent (%s)", async (button) => {
  const first = ask();
  await userEvent.type(await reason(), "Noor is ziek");
  await userEvent.click(screen.getByRole("button", { name: button }));
  await vi.waitFor(() => expect(first.onClose).toHaveBeenCalled());
  first.unmount();
  ask();
  expect(await reason()).toHaveValue("");
});
