import { renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { HoursScreen } from "./hours-screen";

/** The texts are fetched first, which takes its time on a busy machine. */
const PATIENT = { timeout: 5000 };

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: () => null, go: () => undefined };
const week = { items: [{ weekday: 1, opens: "08:00", closes: "12:00" }], version: 5 };
const nothing = { items: [], appointments: 0, requests: 0 };
const staff = "/api/staff/zwaluwhof";

// A draft of one test is not the beginning of the next.
beforeEach(() => localStorage.clear());

function open(saved: unknown = week) {
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  const asked = stubServer({
    [`GET ${staff}/opening-hours`]: { body: week },
    [`PUT ${staff}/opening-hours`]: { body: saved },
    [`POST ${staff}/opening-hours/displaced`]: { body: nothing },
    [`GET ${staff}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${staff}/hours-exceptions`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><HoursScreen /></MapProvider>);
  return asked;
}

it("says at the span that it overlaps, and sends nothing until it fits", async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole("button", { name: /Tijd toevoegen op maandag$/ }, PATIENT));
  const from = screen.getByRole("textbox", { name: "maandag, deel 2, van" });
  await userEvent.clear(from);
  await userEvent.type(from, "11");
  await userEvent.tab();
  expect(await screen.findByText("Dit overlapt met een andere tijd van deze dag.")).toBeVisible();
  expect(from).toBeInvalid();
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  expect(await screen.findByText("Eén of meer tijden kloppen nog niet.")).toBeVisible();
  expect(asked.filter((request) => request.method === "PUT")).toEqual([]);
});

it("sends the week with the times as they were meant", async () => {
  const asked = open();
  await userEvent.click(await screen.findByRole("button", { name: /Tijd toevoegen op zondag$/ }, PATIENT));
  const from = screen.getByRole("textbox", { name: "zondag, van" });
  await userEvent.clear(from);
  await userEvent.type(from, "930{Enter}");
  expect(await screen.findByText("Alles is opgeslagen", undefined, PATIENT)).toBeVisible();
  const sent = asked.find((request) => request.method === "PUT");
  expect(sent?.headers.get("If-Match")).toBe("5");
  await expect(sent?.json()).resolves.toEqual({ items: [week.items[0], { weekday: 7, opens: "09:30", closes: "17:30" }] });
});

it("copies a day to the others of the working week", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "maandag overnemen op andere dagen" }, PATIENT));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Maandag tot en met vrijdag" }));
  expect(screen.getByRole("textbox", { name: "vrijdag, tot" })).toHaveValue("12:00");
  expect(screen.getByRole("heading", { name: "5 dagen open, 20 uur per week" })).toBeVisible();
});

it("says so when the hours cannot be put back", async () => {
  let isDown = false;
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  stubServer({
    [`GET ${staff}/opening-hours`]: { body: week },
    [`PUT ${staff}/opening-hours`]: () => (isDown ? { status: 503, body: { code: "unavailable" } } : { body: { items: [], version: 6 } }),
    [`POST ${staff}/opening-hours/displaced`]: { body: nothing },
    [`GET ${staff}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${staff}/hours-exceptions`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><HoursScreen /></MapProvider>);
  await userEvent.click(await screen.findByRole("button", { name: /Haal 08:00 tot 12:00 op maandag weg/ }, PATIENT));
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  const { result: toasts } = renderHook(useToasts);
  await vi.waitFor(() => expect(toasts.current).toMatchObject([{ kind: "done" }]), PATIENT);
  isDown = true;
  toast.undoLast();
  await vi.waitFor(() => expect(toasts.current).toMatchObject([{ kind: "failed" }]), PATIENT);
});

it("takes in what a colleague saved meanwhile and keeps one's own change, when the hours are not those that were seen", async () => {
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  let theirs: typeof week | null = null;
  stubServer({
    [`GET ${staff}/opening-hours`]: () => ({ body: theirs ?? week }),
    [`PUT ${staff}/opening-hours`]: () => {
      theirs = { items: [...week.items, { weekday: 3, opens: "10:00", closes: "11:00" }], version: 6 };
      return { status: 409, body: { code: "stale" } };
    },
    [`POST ${staff}/opening-hours/displaced`]: { body: nothing },
    [`GET ${staff}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${staff}/hours-exceptions`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><HoursScreen /></MapProvider>);
  await userEvent.click(await screen.findByRole("button", { name: /Tijd toevoegen op zondag$/ }, PATIENT));
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  expect(await screen.findByRole("textbox", { name: "woensdag, van" }, PATIENT)).toHaveValue("10:00");
  expect(screen.getByRole("textbox", { name: "zondag, van" })).toHaveValue("08:30");
  expect(screen.getByText(/Nog niet opgeslagen/)).toBeVisible();
});

it("saves once when Enter is pressed twice", async () => {
  const asked = open({ items: [...week.items, { weekday: 7, opens: "08:30", closes: "17:30" }], version: 6 });
  await userEvent.click(await screen.findByRole("button", { name: /Tijd toevoegen op zondag$/ }, PATIENT));
  const from = screen.getByRole("textbox", { name: "zondag, van" });
  await userEvent.type(from, "{Enter}{Enter}");
  await vi.waitFor(() => expect(asked.filter((request) => request.method === "PUT")).toHaveLength(1), PATIENT);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(asked.filter((request) => request.method === "PUT")).toHaveLength(1);
}, 15_000);

it("keeps the hours that are written while an earlier change of them is looked up and saved", async () => {
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  let lookedUp = (): void => undefined;
  let saved: unknown = week;
  const asked = stubServer({
    [`GET ${staff}/opening-hours`]: () => ({ body: saved }),
    [`PUT ${staff}/opening-hours`]: async (request) => {
      const { items } = (await request.json()) as typeof week;
      saved = { items, version: 6 };
      return { body: saved };
    },
    [`POST ${staff}/opening-hours/displaced`]: () => new Promise((resolve) => { lookedUp = () => resolve({ body: nothing }); }),
    [`GET ${staff}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${staff}/hours-exceptions`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><HoursScreen /></MapProvider>);
  await userEvent.click(await screen.findByRole("button", { name: /Tijd toevoegen op zondag$/ }, PATIENT));
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  expect(screen.getByRole("button", { name: "Opslaan" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: /Tijd toevoegen op zaterdag$/ }));
  lookedUp();
  await vi.waitFor(() => expect(asked.filter((request) => request.method === "PUT")).toHaveLength(1), PATIENT);
  expect(await screen.findByText(/Nog niet opgeslagen/, undefined, PATIENT)).toBeVisible();
  expect(screen.getByRole("textbox", { name: "zaterdag, van" })).toHaveValue("08:30");
  const put = asked.find((request) => request.method === "PUT");
  const sent = (await put?.json()) as typeof week;
  expect(sent.items.map(({ weekday }) => weekday)).toEqual([1, 7]);
}, 15_000);
