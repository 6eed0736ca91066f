import { focusManager } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { draft, openConsult, PATIENT, RECORD, saved, signButton } from "./test-consult";

const signed = { ...draft, version: 4, state: "signed" as const, signed_at: "2026-03-02T09:20:00Z", signed_by_name: "Tess de Wit" };

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
  focusManager.setFocused(undefined);
});

/** The next save finds that a colleague has signed, as soon as it is let through. */
function openSigned(through?: Promise<void>) {
  const { server, sent } = openConsult({
    [`PATCH ${RECORD}`]: async () => {
      await through;
      server.record = signed;
      return { status: 409, body: { code: "record_signed" } };
    },
  });
  return { sent };
}

test("what was being typed when a colleague signed stays in sight until it is thrown away", async () => {
  openSigned();
  await userEvent.type(await screen.findByRole("textbox", { name: "Beoordeling" }, PATIENT), "Otitis.");
  await userEvent.tab();
  expect(await screen.findByText(/^Dit typte je nog toen/)).toBeVisible();
  expect(screen.getByText(/Otitis\./)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Weggooien" }));
  expect(screen.queryByText(/Otitis\./)).not.toBeInTheDocument();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a signature under typing hands says so where the focus comes to rest, and offers what was typed as an addendum", async () => {
  let letThrough = (): void => undefined;
  const { sent } = openSigned(new Promise<void>((done) => { letThrough = done; }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Beoordeling" }, PATIENT), "Rood oor");
  await userEvent.type(screen.getByRole("textbox", { name: "Diagnose toevoegen" }), "Otitis");
  letThrough();
  const told = await screen.findByRole("alert");
  expect(told.parentElement).toHaveFocus();
  expect(told).toHaveTextContent("Tess de Wit heeft dit consult getekend terwijl het hier openstond.");
  await userEvent.click(within(told).getByRole("button", { name: "Aanvulling ervan maken" }));
  expect(screen.getByRole("textbox", { name: "Aanvulling" })).toHaveValue("Beoordeling: Rood oor\nDiagnose: Otitis");
  expect(screen.getByRole("textbox", { name: "Aanvulling" })).toHaveFocus();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(sent("POST")).toEqual([]);
});

test("a signature elsewhere is said also where all that was written is in it, and takes the focus from nobody who is elsewhere", async () => {
  const { server } = openConsult();
  const button = await screen.findByRole("button", { name: "Medicijn toevoegen" }, PATIENT);
  await userEvent.click(button);
  server.record = signed;
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  expect(await screen.findByText("Tess de Wit heeft dit consult getekend terwijl het hier openstond.")).toBeInTheDocument();
  expect(screen.getByRole("alert", { hidden: true }).parentElement).not.toHaveFocus();
  expect(screen.getByText(/^Alles wat je had geschreven staat erin/)).toBeInTheDocument();
});

test("whoever signs it here is not told that somebody signed", async () => {
  const { server } = openConsult({
    [`POST ${RECORD}/sign`]: () => {
      server.record = signed;
      return { body: { ...saved(4), state: "signed", appointment: "none" } };
    },
  });
  await userEvent.click(await signButton());
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Tekenen" }));
  await waitFor(() => expect(screen.getByText(/^Getekend door/)).toBeVisible());
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
