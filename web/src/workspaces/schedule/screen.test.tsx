import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "schedule", href: (key) => `/p/zwaluwhof/${key}`, go: () => undefined };
const S = "/api/staff/zwaluwhof";
const row = (id: string, patient_name: string, more: object = {}) => ({
  id, patient_name, client_name: "Anna Vlinder", starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", state: "confirmed", vet_id: "v1", vet_name: "Noor Haas", category: "consult",
  type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill", species: "dog", reason: "Hoest", record_id: null, undo_until: null, decline_reason: null, source: "desk", created_at: "2026-11-20T09:00:00Z",
  patient_id: "p1", client_id: "c1", version: 1, ...more,
});
const server = (rows: object[], more: object = {}) =>
  stubServer({
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${S}/resources`]: { body: { items: [{ id: "v1", name: "Noor Haas", active: true, user_id: null, kind: "vet" }] } },
    [`GET ${S}/appointments`]: (request: Request) => ({ body: { items: request.url.includes("state=pending") ? rows.filter((one) => "state" in one && one.state === "pending") : rows, next_cursor: null } }),
    ...more,
  });
const show = () => renderScreen(<MapProvider value={map}><Screen /></MapProvider>, { path: "/p/:slug/schedule", address: "/p/zwaluwhof/schedule?day=2026-11-24" });

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve"]))));

test("a day shows its vets with their visits, and a chosen visit says what it is", async () => {
  server([row("a1", "Bella")]);
  show();
  const column = await screen.findByRole("region", { name: "Noor Haas" });
  await userEvent.click(within(column).getByRole("button", { name: /10:00 Bella Hoest, Ziek, Bevestigd/ }));
  expect(await screen.findByRole("region", { name: "Afspraak van Bella" })).toHaveTextContent("Hoest");
});

test("an empty day says what to do first", async () => {
  server([]);
  show();
  expect(await screen.findByText("Deze dag is nog leeg.")).toBeVisible();
  expect(await screen.findByText("Geen aanvragen.")).toBeVisible();
});

test("a request is approved with the vet who was chosen", async () => {
  const asked = server([row("a2", "Max", { state: "pending" })], {
    [`GET ${S}/appointments/a2/free-vets`]: { body: { items: [{ id: "v1", name: "Noor Haas", is_current: true, offered: true }, { id: "v2", name: "Tim Water", is_current: false, offered: true }] } },
    [`POST ${S}/appointments/a2/approve`]: { body: row("a2", "Max", { vet_id: "v2", version: 2 }) },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max goedkeuren" }));
  await userEvent.click(await screen.findByRole("radio", { name: /Tim Water/ }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Goedkeuren" }));
  const sent = asked.find((request) => request.url.endsWith("/approve"));
  expect(await sent?.json()).toEqual({ vet_id: "v2" });
  expect(sent?.headers.get("If-Match")).toBe("1");
});

test("declining asks why before it is sent", async () => {
  const asked = server([row("a2", "Max", { state: "pending" })]);
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max afwijzen" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Afwijzen" }));
  expect(await screen.findByText("Schrijf waarom: de eigenaar leest dit.")).toBeVisible();
  expect(asked.some((request) => request.url.endsWith("/decline"))).toBe(false);
});

test("a schedule that cannot be loaded says so and can be tried again", async () => {
  server([], { [`GET ${S}/appointments`]: { status: 500, body: { code: "server_error" } } });
  show();
  expect(await screen.findByText("De agenda kon niet worden geladen.")).toBeVisible();
  expect(screen.getAllByRole("button", { name: "Opnieuw proberen" }).length).toBeGreaterThan(0);
});

test("clearing a search that found nothing empties its field too, and the search does not come back", async () => {
  const asked = server([]);
  show();
  const field = await screen.findByRole("searchbox");
  await userEvent.type(field, "Bella");
  await userEvent.click(await screen.findByRole("button", { name: "Zoeken wissen" }));
  expect(field).toHaveValue("");
  expect(await screen.findByText("Deze dag is nog leeg.")).toBeVisible();
  const searches = asked.filter((request) => request.url.includes("q=Bella")).length;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(field).toHaveValue("");
  expect(asked.filter((request) => request.url.includes("q=Bella"))).toHaveLength(searches);
});
