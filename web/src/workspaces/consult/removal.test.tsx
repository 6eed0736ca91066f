import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";

import { draft, openConsult, parts, PATIENT, RECORD, saved, signButton } from "./test-consult";

const shown = { product: "Benakor", dose: "1 tablet", instruction: "", quantity_hundredths: null, unit: "", days: null, repeats: 0, supply_class: null };
const known = { ...shown, dose: "½ tablet" };
const full = { ...draft, parts: { ...parts, prescriptions: [{ id: "m1", ...shown }] } } as RecordView;
const PLACE = `${RECORD}/prescriptions/m1`;

afterEach(() => toast.clear());

test("a medicine that was taken out is back within ten seconds, as the server had it last", async () => {
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: () => ((server.record = { ...draft, version: 4 }), { body: { ...saved(4), removed: known } }),
    [`PUT ${PLACE}`]: () => ((server.record = { ...full, version: 5 }), { body: saved(5) }),
  }, full);
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  expect(await screen.findByText("Benakor is weggehaald.")).toBeVisible();
  expect(screen.queryByText("Benakor")).toBeNull();
  expect(toast.undoLast()).toBe(true);
  expect(await screen.findByText("Benakor")).toBeVisible();
  expect(await sent("PUT")[0]?.json()).toEqual(known);
});

test("what the server does not take back is said, and stays away", async () => {
  const { server } = openConsult({
    [`DELETE ${PLACE}`]: () => ((server.record = { ...draft, version: 4 }), { body: { ...saved(4), removed: known } }),
    [`PUT ${PLACE}`]: { status: 409, body: { code: "record_signed" } },
  }, full);
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await screen.findByText("Benakor is weggehaald.");
  toast.undoLast();
  expect(await screen.findByText(/^Dit consult is intussen getekend/)).toBeVisible();
  expect(screen.queryByText("Benakor")).toBeNull();
});

test("a removal whose answer was lost is the same removal when it is tried again, and can be undone then", async () => {
  let tries = 0;
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: () => {
      tries += 1;
      if (tries === 1) throw new TypeError("the line dropped");
      server.record = { ...draft, version: 4 };
      return { body: { ...saved(4), removed: known } };
    },
  }, full);
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await userEvent.click(await screen.findByRole("button", { name: "nog eens" }));
  expect(await screen.findByText("Benakor is weggehaald.")).toBeVisible();
  await waitFor(() => expect(sent("DELETE")).toHaveLength(2));
  const keys = sent("DELETE").map((one) => one.headers.get("Idempotency-Key"));
  expect(keys[0]).toBe(keys[1]);
});

test("what a colleague took out before has nothing to undo", async () => {
  const { server, sent } = openConsult({ [`DELETE ${PLACE}`]: () => ((server.record = { ...draft, version: 4 }), { body: { ...saved(4), removed: null } }) }, full);
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await waitFor(() => expect(sent("DELETE")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByText("Benakor")).toBeNull());
  expect(toast.undoLast()).toBe(false);
});

test("a signature waits for a removal that is on its way, so that it stands under what is on the screen", async () => {
  let arrives = (): void => undefined;
  const onItsWay = new Promise<void>((done) => (arrives = done));
  const { server, sent } = openConsult({
    [`DELETE ${PLACE}`]: async () => {
      await onItsWay;
      server.record = { ...draft, version: 4 };
      return { body: { ...saved(4), removed: known } };
    },
    [`POST ${RECORD}/sign`]: { body: { ...saved(5), state: "signed", appointment: "none" } },
  }, full);
  await userEvent.click(await screen.findByRole("button", { name: "Benakor weghalen" }, PATIENT));
  await waitFor(() => expect(sent("DELETE")).toHaveLength(1));
  await userEvent.click(await signButton());
  const looked = sent("GET").length;
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: /^Tekenen/ }));
  expect(sent("GET")).toHaveLength(looked);
  arrives();
  await waitFor(() => expect(sent("POST").map((one) => one.headers.get("If-Match"))).toEqual(["4"]));
});
