import { focusManager } from "@tanstack/react-query";
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";
import { noor } from "@/test-person";
import { locksOfABrowser } from "@/test-render";

import { draft, openConsult, parts, PATIENT, RECORD, saved, signButton, STAFF } from "./test-consult";

const conflict = (fields: Record<string, { current: number | null; version: number }>) => ({ status: 409, body: { code: "field_changed_meanwhile", field: Object.keys(fields)[0], fields } });
const field = (name: RegExp) => screen.findByRole("textbox", { name }, PATIENT);
const PULSE = /^Pols/;
const WEIGHT = /^Gewicht/;
const leave = (typed: object) => localStorage.setItem(`vetsync.draft.vitals.r1.${noor().id}`, JSON.stringify({ typed, bases: {} }));

async function measure(name: RegExp, text: string) {
  const box = await field(name);
  await userEvent.clear(box);
  await userEvent.type(box, text);
  await userEvent.tab();
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  toast.clear();
  focusManager.setFocused(undefined);
});

test("half a number that is being typed in another window is not sent from this one, until that window is gone", async () => {
  const locks = locksOfABrowser();
  const closeOther = locks.hold(`vetsync.vitals.r1.${noor().id}`);
  leave({ weight_grams: "1" });
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: { body: saved(4) } });
  const weight = await field(WEIGHT);
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(weight).toHaveValue("");
  expect(await sent("PATCH")[0]?.json()).toEqual({ pulse_per_minute: 120 });
  leave({ weight_grams: "12,5" });
  act(closeOther);
  await waitFor(() => expect(sent("PATCH")).toHaveLength(2));
  expect(await sent("PATCH")[1]?.json()).toEqual({ weight_grams: 12_500 });
});

test("a screen that is left gives its place to the next window", async () => {
  const locks = locksOfABrowser();
  openConsult();
  await field(PULSE);
  expect(locks.taken()).toContain(`vetsync.vitals.r1.${noor().id}`);
  cleanup();
  await waitFor(() => expect(locks.taken()).toEqual([]));
});

test("what was typed is saved when the screen is left, also in a field that was not", async () => {
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: { body: saved(4) } });
  await userEvent.type(await field(PULSE), "120");
  expect(sent("PATCH")).toEqual([]);
  cleanup();
  await waitFor(() => expect(sent("PATCH")).toHaveLength(1));
  expect(await sent("PATCH")[0]?.json()).toEqual({ pulse_per_minute: 120 });
});

test("a number of one's own whose answer was lost is nobody else's", async () => {
  const { sent } = openConsult({
    [`PATCH ${RECORD}/vitals`]: async (request) => {
      const { pulse_per_minute: pulse } = (await request.json()) as { pulse_per_minute: number };
      if (pulse === 120) return { status: 503, body: { code: "unavailable" } };
      return request.headers.get("If-Match") === "3" ? conflict({ pulse_per_minute: { current: 120, version: 4 } }) : { body: saved(5) };
    },
  });
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Niet opgeslagen/)).toBeVisible();
  await measure(PULSE, "140");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(sent("PATCH").at(-1)?.headers.get("If-Match")).toBe("4");
  expect(await field(PULSE)).toHaveValue("140");
});

const theirs = (request: Request) => (request.headers.get("If-Match") === "5" ? { body: saved(6) } : conflict({ pulse_per_minute: { current: 120, version: 5 } }));
const asks = async () => expect(await screen.findByText(/^Pols is intussen 120/)).toHaveTextContent("Jij typte 140");

test("a colleague's number that is what one once tried in vain is asked about, when another was taken since", async () => {
  openConsult({
    [`PATCH ${RECORD}/vitals`]: async (request) => {
      const { pulse_per_minute: pulse } = (await request.json()) as { pulse_per_minute: number };
      if (pulse === 120) return { status: 503, body: { code: "unavailable" } };
      return pulse === 130 ? { body: saved(4) } : theirs(request);
    },
  });
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Niet opgeslagen/)).toBeVisible();
  await measure(PULSE, "130");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  await measure(PULSE, "140");
  await asks();
});

test("a colleague's number that is what the server refused to take from one is asked about", async () => {
  openConsult({
    [`PATCH ${RECORD}/vitals`]: async (request) => {
      const { pulse_per_minute: pulse } = (await request.json()) as { pulse_per_minute: number };
      return pulse === 120 ? { status: 403, body: { code: "forbidden" } } : theirs(request);
    },
  });
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Niet opgeslagen/)).toBeVisible();
  await measure(PULSE, "140");
  await asks();
});

test("a weight that was saved is the patient's at once on the same screen", async () => {
  const { sent } = openConsult({ [`PATCH ${RECORD}/vitals`]: { body: saved(4) } });
  const asked = () => sent("GET").filter((one) => one.url.endsWith(`${STAFF}/patients/p1`)).length;
  await field(PULSE);
  await waitFor(() => expect(asked()).toBeGreaterThan(0));
  const before = asked();
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  expect(asked()).toBe(before);
  await measure(WEIGHT, "5,8");
  await waitFor(() => expect(asked()).toBe(before + 1));
});

test("a signature is for the measurements on the screen, also when an older answer came after them", async () => {
  let answerOld = (): void => undefined;
  let count = 0;
  let record: RecordView = draft;
  const old = new Promise<void>((resolve) => {
    answerOld = resolve;
  });
  const { sent } = openConsult({
    [`GET ${RECORD}`]: async () => {
      count += 1;
      if (count !== 2) return { body: record };
      await old;
      return { body: draft };
    },
    [`PATCH ${RECORD}/vitals`]: () => {
      record = { ...draft, version: 4, parts: { ...parts, vitals: { pulse_per_minute: 120, mucosa: "" } } } as RecordView;
      return { body: saved(4) };
    },
    [`POST ${RECORD}/sign`]: { body: { ...saved(5), state: "signed", appointment: "none" } },
  });
  const pulse = await field(PULSE);
  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  await waitFor(() => expect(count).toBe(2));
  await measure(PULSE, "120");
  expect(await screen.findByText(/^Opgeslagen om/)).toBeVisible();
  await act(async () => answerOld());
  expect(pulse).toHaveValue("120");
  await userEvent.click(await signButton());
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Tekenen" }));
  await waitFor(() => expect(sent("POST").map((one) => one.headers.get("If-Match"))).toEqual(["4"]));
}, 15_000);
