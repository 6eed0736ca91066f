import { focusManager } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";

import { draft, openConsult, parts, PATIENT, RECORD, saved, signButton, STAFF } from "./test-consult";

const signDialog = async () => {
  await userEvent.click(await signButton());
  return within(await screen.findByRole("dialog"));
};

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
  toast.clear();
  focusManager.setFocused(undefined);
});

test("what a colleague changed is shown before a signature stands under it", async () => {
  const { server, sent } = openConsult({ [`POST ${RECORD}/sign`]: { body: { ...saved(6), state: "signed", appointment: "none" } } });
  const dialog = await signDialog();
  server.record = { ...draft, version: 5, plan: "Infuus.", parts: { ...parts, vitals: { weight_grams: 5800, mucosa: "" } } } as RecordView;
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  const changed = await dialog.findByRole("alert");
  expect(changed).toHaveTextContent("Plan: Infuus.");
  expect(changed).toHaveTextContent("Gewicht: 5,80 kg");
  expect(sent("POST")).toEqual([]);
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  await waitFor(() => expect(sent("POST")[0]?.headers.get("If-Match")).toBe("5"));
});

test("the focus comes to the patient's name when a consult opens and when it is signed", async () => {
  const { server } = openConsult({
    [`POST ${RECORD}/sign`]: () => {
      server.record = { ...draft, version: 4, state: "signed", signed_at: "2026-03-02T09:20:00Z", signed_by_name: "Noor Haas" };
      return { body: { ...saved(4), state: "signed", appointment: "none" } };
    },
  });
  expect(await screen.findByRole("heading", { level: 1 }, PATIENT)).toHaveFocus();
  const dialog = await signDialog();
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await screen.findByText(/^Getekend door/)).toBeVisible();
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
});

test("a signature waits for no answer that was asked for before it, and reads the record anew", async () => {
  const server = { record: draft, asked: 0 };
  const never = new Promise<never>(() => undefined);
  openConsult({
    [`GET ${RECORD}`]: () => {
      server.asked += 1;
      return server.asked === 2 ? never : { body: server.record };
    },
  });
  const dialog = await signDialog();
  // The person comes back to this window after a while: what is on the screen is asked for again, on a line that is stuck.
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await waitFor(() => expect(server.asked).toBe(2));
  server.record = { ...draft, version: 5, plan: "Infuus." };
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent("Plan: Infuus.");
});

test("a change between the last look and the signature is refused, shown and asked again", async () => {
  let tries = 0;
  const { server, sent } = openConsult({
    [`POST ${RECORD}/sign`]: () => {
      tries += 1;
      server.record = { ...draft, version: 4, plan: "Infuus." };
      return tries === 1 ? { status: 409, body: { code: "stale", version: 4 } } : { body: { ...saved(5), state: "signed", appointment: "none" } };
    },
  });
  const dialog = await signDialog();
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent("Plan: Infuus.");
  expect(sent("POST").map((one) => one.headers.get("If-Match"))).toEqual(["3"]);
});

test("a visit that has not begun stays open, and the screen says so", async () => {
  const ahead = { ...draft, appointment_id: "a1", visited_at: "2999-03-02T09:00:00Z" };
  openConsult({ [`POST ${RECORD}/sign`]: { body: { ...saved(4), state: "signed", appointment: "not_begun" } } }, ahead);
  const dialog = await signDialog();
  expect(dialog.getByText("De afspraak blijft open: die is nog niet begonnen")).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Tekenen" }));
  expect(await screen.findByText(/^Het consult van Bella is getekend\. De afspraak blijft open/)).toBeVisible();
});

async function newMedicine() {
  await userEvent.click(await screen.findByRole("button", { name: "Medicijn toevoegen" }, PATIENT));
  return within(await screen.findByRole("dialog"));
}

test("an order's form says what is wrong at its field, and keeps what was typed when the server refuses", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const path = `PUT ${RECORD}/prescriptions/${id}`;
  vi.spyOn(crypto, "randomUUID").mockReturnValue(id);
  let tries = 0;
  const { sent } = openConsult({
    [path]: () => {
      tries += 1;
      return tries === 1 ? { status: 409, body: { code: "record_full", count_max: 100 } } : { body: saved(4) };
    },
  });
  const dialog = await newMedicine();
  await userEvent.type(dialog.getByLabelText("Middel"), "Benakor");
  await userEvent.type(dialog.getByLabelText("Dagen"), "tien");
  await userEvent.type(dialog.getByLabelText("Aantal"), "0");
  await userEvent.click(dialog.getByRole("button", { name: "Toevoegen" }));
  expect(dialog.getByLabelText("Dagen")).toHaveAccessibleDescription("Vul een getal in van 1 tot 3.650.");
  expect(dialog.getByLabelText("Aantal")).toBeInvalid();
  expect(sent("PUT")).toEqual([]);
  for (const [label, text] of [["Dagen", "10"], ["Aantal", "20"]] as const) {
    await userEvent.clear(dialog.getByLabelText(label));
    await userEvent.type(dialog.getByLabelText(label), text);
  }
  await userEvent.click(dialog.getByRole("button", { name: "Toevoegen" }));
  expect(await dialog.findByText("In dit consult zijn er al 100 genoteerd; meer kan niet.")).toBeVisible();
  expect(dialog.getByLabelText("Middel")).toHaveValue("Benakor");
  await userEvent.click(dialog.getByRole("button", { name: "Toevoegen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(await sent("PUT")[1]?.json()).toMatchObject({ days: 10, quantity_hundredths: 2000 });
});

test("a file that is sent again is the same file", async () => {
  const { sent } = openConsult();
  await signButton();
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("no place for files");
  await userEvent.upload(input, new File(["x"], "scan.pdf", { type: "application/pdf" }));
  await userEvent.click(await screen.findByRole("button", { name: "nog eens" }));
  await waitFor(() => expect(sent("PUT")).toHaveLength(2));
  expect(sent("PUT")[0]?.url).toBe(sent("PUT")[1]?.url);
});

test("a file goes out of a draft after it was asked, and stays in what is signed", async () => {
  const file = { id: "f1", name: "scan.pdf", media_type: "application/pdf", size_bytes: 2000, created_at: "2026-03-02T09:00:00Z" };
  const full = { ...draft, parts: { ...parts, files: [file] } } as RecordView;
  const { server, sent } = openConsult({ [`DELETE ${RECORD}/files/f1`]: () => ((server.record = draft), { body: saved(4) }) }, full);
  await userEvent.click(await screen.findByRole("button", { name: "scan.pdf weghalen" }, PATIENT));
  expect(sent("DELETE")).toEqual([]);
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Weghalen" }));
  await waitFor(() => expect(screen.queryByText("scan.pdf")).not.toBeInTheDocument());
});

test("an addendum that the server refuses stays in its field, and an edited one is another intent", async () => {
  const { sent } = openConsult({ [`POST ${RECORD}/addenda`]: { status: 409, body: { code: "record_full", count_max: 100 } } }, { ...draft, state: "signed", signed_at: "2026-03-02T09:20:00Z" });
  await userEvent.click(await screen.findByRole("button", { name: /^Aanvulling schrijven/ }, PATIENT));
  const field = screen.getByLabelText("Aanvulling");
  await userEvent.type(field, "Uitslag");
  await userEvent.click(screen.getByRole("button", { name: "Aanvulling toevoegen" }));
  expect(await screen.findByText("In dit consult zijn er al 100 genoteerd; meer kan niet.")).toBeVisible();
  await userEvent.type(field, " binnen");
  await userEvent.click(screen.getByRole("button", { name: "Aanvulling toevoegen" }));
  await waitFor(() => expect(sent("POST")).toHaveLength(2));
  const keys = sent("POST").map((one) => one.headers.get("Idempotency-Key"));
  expect(keys[0]).not.toBe(keys[1]);
  expect(field).toHaveValue("Uitslag binnen");
});

test("visits that could not be loaded say so and can be asked for again", async () => {
  let tries = 0;
  openConsult({ [`GET ${STAFF}/patients/p1/records`]: () => ((tries += 1) === 1 ? { status: 403, body: { code: "forbidden" } } : { body: { items: [] } }) });
  const visits = within(await screen.findByRole("region", { name: "Vorige bezoeken" }, PATIENT));
  await userEvent.click(await visits.findByRole("button", { name: "Opnieuw proberen" }));
  expect(await visits.findByText("Dit is het eerste bezoek.")).toBeVisible();
});
