import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";
import { noor } from "@/test-person";

import { draft, openConsult, parts, PATIENT, RECORD, saved, signButton } from "./test-consult";

const conflict = (fields: Record<string, { current: number | null; version: number }>) => ({ status: 409, body: { code: "field_changed_meanwhile", field: Object.keys(fields)[0], fields } });

afterEach(() => {
  localStorage.clear();
  toast.clear();
});

test("a measurement that cannot be read is said in words, is not saved and holds the signature up", async () => {
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: { body: saved(4) } });
  const temperature = await screen.findByRole("textbox", { name: /^Temp/ }, PATIENT);
  await userEvent.type(temperature, "38,4 of zo");
  await userEvent.tab();
  expect(temperature).toBeInvalid();
  expect(temperature).toHaveAccessibleDescription("Temp is niet te lezen en niet opgeslagen. Vul een getal in van 10 tot 50 °C.");
  expect(screen.getByText("Nog niet opgeslagen")).toBeVisible();
  expect(await signButton()).toBeDisabled();
  await userEvent.clear(temperature);
  await userEvent.type(temperature, "38,4");
  await userEvent.tab();
  await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
  expect(await sent("PATCH")[0]?.json()).toEqual({ temperature_tenths: 384 });
  await waitFor(async () => expect(await signButton()).toBeEnabled());
});

test("a measurement that the server did not take stays in its field, and is sent again when the line is back", async () => {
  let isDown = true;
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: () => (isDown ? { status: 503, body: { code: "unavailable" } } : { body: saved(4) }) });
  const pulse = await screen.findByRole("textbox", { name: /^Pols/ }, PATIENT);
  await userEvent.type(pulse, "120");
  await userEvent.tab();
  expect(await screen.findByText(/^Niet opgeslagen/)).toBeVisible();
  expect(pulse).toHaveValue("120");
  isDown = false;
  fireEvent(window, new Event("online"));
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(pulse).toHaveValue("120");
  expect(sent("PATCH")).toHaveLength(2);
});

test("a number that is mended while the first is still on its way goes after it, never beside it", async () => {
  const answers: (() => void)[] = [];
  const { server, sent } = openConsult({
    [`PATCH ${RECORD}/vitals`]: async () => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { body: saved(3 + answers.length) };
    },
  });
  const pulse = await screen.findByRole("textbox", { name: /^Pols/ }, PATIENT);
  for (const text of ["120", "140"]) {
    await userEvent.clear(pulse);
    await userEvent.type(pulse, text);
    await userEvent.tab();
  }
  await userEvent.type(screen.getByRole("textbox", { name: /^Adem/ }), "24");
  await userEvent.tab();
  expect(sent("PATCH")).toHaveLength(1);
  expect(screen.getByText("Wordt opgeslagen")).toBeVisible();
  server.record = { ...draft, version: 4, parts: { ...parts, vitals: { pulse_per_minute: 120, mucosa: "" } } } as RecordView;
  answers[0]?.();
  await waitFor(() => expect(sent("PATCH")).toHaveLength(2));
  expect(pulse).toHaveValue("140");
  answers[1]?.();
  await waitFor(() => expect(sent("PATCH")).toHaveLength(3));
  answers[2]?.();
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(await Promise.all(sent("PATCH").map(async (one) => [one.headers.get("If-Match"), await one.json()] as const))).toEqual([
    ["3", { pulse_per_minute: 120 }],
    ["3", { respiration_per_minute: 24 }],
    ["4", { pulse_per_minute: 140 }],
  ]);
  expect(pulse).toHaveValue("140");
});

test("where a colleague measured something else, both numbers are shown and the one who came second decides", async () => {
  const { sent } = openConsult({
    [`PATCH ${RECORD}/vitals`]: (request) => (request.headers.get("If-Match") === "3" ? conflict({ weight_grams: { current: 5200, version: 5 } }) : { body: saved(6) }),
  });
  const weight = await screen.findByRole("textbox", { name: /^Gewicht/ }, PATIENT);
  await userEvent.type(weight, "5,8");
  await userEvent.tab();
  expect(await screen.findByText(/^Gewicht is intussen 5,20 kg geworden/)).toHaveTextContent("Jij typte 5,80 kg");
  expect(screen.getByText("Nog niet opgeslagen")).toBeVisible();
  expect(await signButton()).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "5,80 kg ervan maken" }));
  await waitFor(() => expect(sent("PATCH")).toHaveLength(2));
  expect(sent("PATCH")[1]?.headers.get("If-Match")).toBe("5");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(weight).toHaveValue("5,80");
});

test("a colleague's number that is left standing takes the place of what was typed", async () => {
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: conflict({ weight_grams: { current: 5200, version: 5 } }) });
  const weight = await screen.findByRole("textbox", { name: /^Gewicht/ }, PATIENT);
  await userEvent.type(weight, "5,8");
  await userEvent.tab();
  await userEvent.click(await screen.findByRole("button", { name: "5,20 kg laten staan" }));
  expect(weight).toHaveValue("5,20");
  expect(screen.getByText(/^Opgeslagen om/)).toBeVisible();
  expect(sent("PATCH")).toHaveLength(1);
});

test("a signed record shows the measurement that was signed, and beside it what was still typed", async () => {
  localStorage.setItem(`vetsync.draft.vitals.r1.${noor().id}`, JSON.stringify({ typed: { pulse_per_minute: "140" }, bases: {} }));
  openConsult({}, { ...draft, state: "signed", signed_at: "2026-03-02T09:20:00Z", parts: { ...parts, vitals: { pulse_per_minute: 120, mucosa: "" } } } as RecordView);
  const measured = await screen.findByRole("group", { name: "Gemeten" }, PATIENT);
  expect(measured).toHaveTextContent("120");
  expect(measured).not.toHaveTextContent("140");
  expect(screen.getByText(/^Dit typte je nog/).parentElement).toHaveTextContent("Pols: 140 /min");
});

test("a measurement that could not be read is still there after the screen was left", async () => {
  openConsult();
  await userEvent.type(await screen.findByRole("textbox", { name: /^Temp/ }, PATIENT), "38,4 of zo");
  await userEvent.tab();
  cleanup();
  openConsult();
  const temperature = await screen.findByRole("textbox", { name: /^Temp/ }, PATIENT);
  expect(temperature).toHaveValue("38,4 of zo");
  expect(temperature).toBeInvalid();
});
