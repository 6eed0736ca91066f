import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";

import { row, S, server, show } from "./test-schedule";

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book"]))));

const entry = (id: string, patient_name: string, more: object = {}) => ({
  id, state: "waiting", closed_because: null, patient_id: `p-${id}`, patient_name, species: "dog", client_id: "c1", client_name: "Sanne de Vries", type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill",
  category: "consult", minutes: 20, vet_id: null, vet_name: null, earliest_on: "2026-11-20", latest_on: "2099-12-04", parts: [], weekdays: [], urgency: "normal", note: "", made_by: null, made_at: "2026-11-20T09:00:00Z",
  appointment_id: null, undo_until: null, version: 3, ...more,
});
const place = { id: "f1", vet_id: "v1", vet_name: "Noor Haas", freed_at: "2026-11-24T08:00:00Z", fits: [{ entry_id: "e1", starts_at: "2099-11-25T08:30:00Z", ends_at: "2099-11-25T08:50:00Z" }] };
const list = (items: object[], freed: object[] = []) => ({ [`GET ${S}/waitlist`]: { body: { freed, items, zone: "Europe/Amsterdam" } } });
const panel = async () => within(await screen.findByRole("region", { name: "Wachtlijst" }));

test("a place that became free stands on top, with for whom it is, and is booked in one press that can be taken back", async () => {
  const booked = { entry: entry("e1", "Bella", { state: "booked", version: 4 }), appointment: row("a9", "Bella", { client_name: "Sanne de Vries", starts_at: place.fits[0]?.starts_at }) };
  const asked = server([], { ...list([entry("e1", "Bella", { state: "offered" })], [place]), [`POST ${S}/waitlist/e1/book`]: { body: booked }, [`POST ${S}/waitlist/e1/undo`]: { body: entry("e1", "Bella", { version: 5 }) } });
  show();
  const freed = within(await (await panel()).findByRole("list", { name: "Vrijgekomen" }));
  expect(freed.getByText("Vrijgekomen: wo 25 nov 09:30")).toBeVisible();
  await userEvent.click(freed.getByRole("button", { name: "Inplannen, Bella (Sanne de Vries)" }));
  await expect.poll(() => asked.find((request) => request.url.endsWith("/book"))?.headers.get("If-Match")).toBe("3");
  expect(await asked.find((request) => request.url.endsWith("/book"))?.json()).toEqual({ starts_at: "2099-11-25T08:30:00Z", vet_id: "v1" });
  await expect.poll(() => toast.undoLast()).toBe(true);
  await expect.poll(() => asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("4");
});

test("a place that was taken meanwhile is answered with others, one press away", async () => {
  const other = { starts_at: "2099-11-25T10:00:00Z", ends_at: "2099-11-25T10:20:00Z", vet_id: "v1", vet_ids: ["v1"] };
  const asked = server([], { ...list([entry("e1", "Bella", { state: "offered" })], [place]), [`POST ${S}/waitlist/e1/book`]: { status: 409, body: { code: "slot_taken", alternatives: [other] } } });
  show();
  await userEvent.click(await (await panel()).findByRole("button", { name: "Inplannen, Bella (Sanne de Vries)" }));
  const refusal = within(await screen.findByRole("alert"));
  expect(refusal.getByText(/Deze tijd is net door iemand anders bezet/)).toBeVisible();
  await userEvent.click(refusal.getByRole("button", { name: "wo 25 nov 11:00" }));
  await expect.poll(() => asked.filter((request) => request.url.endsWith("/book")).length).toBe(2);
});

test("who waits says for what and when, and open what is free for them now", async () => {
  server([], {
    ...list([entry("e1", "Bella", { weekdays: [2, 4], parts: ["morning"], vet_id: "v1", vet_name: "Noor Haas", urgency: "soon", note: "Belt zelf terug" })]),
    [`GET ${S}/waitlist/e1/offers`]: { body: { items: [{ starts_at: "2099-11-26T09:00:00Z", ends_at: "2099-11-26T09:20:00Z", vet_id: "v1", vet_name: "Noor Haas", why: "soonest" }], zone: "Europe/Amsterdam" } },
  });
  show();
  const line = await (await panel()).findByRole("button", { name: /^Bella/ });
  expect(line).toHaveTextContent("Ziek, t/m vr 4 dec, di en do, ochtend, bij Noor Haas");
  expect(line).toHaveTextContent("Liefst snel");
  await userEvent.click(line);
  expect(await screen.findByText("Belt zelf terug")).toBeVisible();
  expect(await screen.findByRole("button", { name: "do 26 nov 10:00, Noor Haas" })).toBeVisible();
});

test("an entry that ended by itself says why and is no longer counted", async () => {
  server([], list([entry("e1", "Bella"), entry("e2", "Max", { state: "expired", closed_because: "died" })]));
  show();
  const heading = await screen.findByRole("button", { name: "Wachtlijst 1" });
  expect(heading).toHaveAttribute("aria-expanded", "true");
  expect(await (await panel()).findByText("Dier is overleden")).toBeVisible();
});

test("an empty list is a count, and open it says how somebody comes onto it", async () => {
  server([], list([]));
  show();
  const heading = await screen.findByRole("button", { name: "Wachtlijst 0" });
  expect(heading).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(heading);
  expect(await screen.findByText(/^Er wacht niemand/)).toBeVisible();
});

test("who is taken off the list is gone at once, and back when that is taken back", async () => {
  const asked = server([], { ...list([entry("e1", "Bella")]), [`GET ${S}/waitlist/e1/offers`]: { body: { items: [], zone: "Europe/Amsterdam" } }, [`POST ${S}/waitlist/e1/withdraw`]: { body: entry("e1", "Bella", { state: "withdrawn", version: 4 }) }, [`POST ${S}/waitlist/e1/undo`]: { body: entry("e1", "Bella", { version: 5 }) } });
  show();
  await userEvent.click(await (await panel()).findByRole("button", { name: /^Bella/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Van de lijst, Bella (Sanne de Vries)" }));
  await expect.poll(() => asked.some((request) => request.url.endsWith("/withdraw"))).toBe(true);
  await expect.poll(() => toast.undoLast()).toBe(true);
  await expect.poll(() => asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("4");
});

test("a place for which nobody is to be asked is let go", async () => {
  const asked = server([], { ...list([entry("e1", "Bella", { state: "offered" })], [place]), [`POST ${S}/freed-places/f1/dismiss`]: { body: { freed: [], items: [], zone: "Europe/Amsterdam" } } });
  show();
  await userEvent.click(await (await panel()).findByRole("button", { name: "Niemand meer vragen voor wo 25 nov 09:30" }));
  await expect.poll(() => asked.some((request) => request.url.endsWith("/dismiss"))).toBe(true);
  expect(await asked.find((request) => request.url.endsWith("/dismiss"))?.json()).toEqual({ is_dismissed: true });
});

test("who may not book has no waiting list", async () => {
  signedIn(sessionOf(noor(["schedule.read"])));
  const asked = server([], list([entry("e1", "Bella")]));
  show();
  expect(await screen.findByText("Deze dag is nog leeg.")).toBeVisible();
  expect(screen.queryByRole("region", { name: "Wachtlijst" })).toBeNull();
  expect(asked.some((request) => request.url.endsWith("/waitlist"))).toBe(false);
});
