import { renderHook, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Exceptions } from "./exceptions";

const PATIENT = { timeout: 5000 };
const DAYS = "/api/staff/zwaluwhof/hours-exceptions";
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: () => null, go: () => undefined };
const on_date = `${new Date().getFullYear() + 1}-01-01`;
const mine = { on_date, hours: [], note: "Nieuwjaar", version: 11 };
const theirs = { on_date, hours: [{ opens: "10:00", closes: "12:00" }], note: "Spoed", version: 22 };

afterEach(() => toast.clear());

/** A server where a colleague was first: it takes only what names their version. */
function open() {
  let now = mine;
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  const answer = (request: Request) => {
    const isSeen = request.headers.get("If-Match") === "22";
    now = theirs as unknown as typeof mine;
    return isSeen ? { body: { ...mine, version: 33 } } : { status: 409, body: { code: "stale" } };
  };
  const asked = stubServer({
    [`GET ${DAYS}`]: () => ({ body: { items: [now] } }),
    [`PUT ${DAYS}/${on_date}`]: answer,
    [`DELETE ${DAYS}/${on_date}`]: answer,
    "POST /api/staff/zwaluwhof/opening-hours/displaced": { body: { items: [], count: 0 } },
  });
  renderScreen(<MapProvider value={map}><Exceptions zone="Europe/Amsterdam" usual={{}} /></MapProvider>);
  return (method: string) => asked.filter((one) => one.method === method).map((one) => one.headers.get("If-Match"));
}

async function rename() {
  await userEvent.click(await screen.findByRole("button", { name: /^\S+ 1 jan|^1 jan/i }, PATIENT));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText(/^Reden/), "sdag");
  await userEvent.click(dialog.getByRole("button", { name: "Opslaan" }));
  await dialog.findByText(/10:00–12:00, Spoed/, {}, PATIENT);
  return dialog;
}

it("shows what a colleague said of the same day, and whoever comes second may make it theirs", async () => {
  const sent = open();
  const dialog = await rename();
  await userEvent.click(dialog.getByRole("button", { name: "Die van mij ervan maken" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull(), PATIENT);
  expect(sent("PUT")).toEqual(["11", "22"]);
});

it("leaves what a colleague said of the same day standing when that is chosen", async () => {
  const sent = open();
  const dialog = await rename();
  await userEvent.click(dialog.getByRole("button", { name: "Zo laten staan" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.getByText(/10:00–12:00/)).toBeVisible();
  expect(sent("PUT")).toEqual(["11"]);
});

it("does not remove a day that a colleague has just changed, and shows how it is now", async () => {
  const sent = open();
  await userEvent.click(await screen.findByRole("button", { name: /^Haal .* weg$/ }, PATIENT));
  const { result: toasts } = renderHook(useToasts);
  await vi.waitFor(() => expect(toasts.current).toMatchObject([{ kind: "failed", text: expect.stringContaining("niet weggehaald") as string }]), PATIENT);
  expect(await screen.findByText(/10:00–12:00/)).toBeVisible();
  expect(sent("DELETE")).toEqual(["11"]);
});
