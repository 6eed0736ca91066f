import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

afterEach(() => vi.restoreAllMocks());

const STAFF = "/api/staff/zwaluwhof";
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "consult", href: () => null, go: () => undefined };

test("a list that cannot know whose it is says so, and can be asked for again", async () => {
  let tries = 0;
  signedIn(sessionOf(noor(["records.read"])));
  stubServer({
    [`GET ${STAFF}/resources`]: () => ((tries += 1) === 1 ? { status: 403, body: { code: "forbidden" } } : { body: { items: [] } }),
    [`GET ${STAFF}/appointments`]: { body: { items: [] } },
    [`GET ${STAFF}/board`]: { body: { items: [] } },
    [`GET ${STAFF}/records`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><Screen /></MapProvider>);
  expect(await screen.findByText("De consulten konden niet worden geladen.", undefined, { timeout: 5000 })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByText("Alle bezoeken zijn getekend")).toBeVisible();
});

const visit = (id: string, patient_name: string, more: object = {}) => ({
  id, patient_id: `p-${id}`, patient_name, client_id: "c", client_name: "Sanne", species: "dog", type_key: "consult", type_name_nl: "Ziek", type_name_en: "Ill", category: "consult", state: "confirmed",
  vet_id: "v", vet_name: "Noor", starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", record_id: null, is_record_signed: false, stage: null, reason: "", ...more,
});
const serve = (visits: object[], drafts: object[] = [], board: object[] = []) => {
  signedIn(sessionOf(noor(["records.read"])));
  stubServer({
    [`GET ${STAFF}/resources`]: { body: { items: [{ id: "v", name: "Noor", active: true, user_id: null, kind: "vet" }] } },
    [`GET ${STAFF}/appointments`]: { body: { items: visits, next_cursor: null } },
    [`GET ${STAFF}/board`]: { body: { items: board } },
    [`GET ${STAFF}/records`]: { body: { items: drafts, next_cursor: null } },
  });
  renderScreen(<MapProvider value={map}><Screen /></MapProvider>);
};

test("who was seen is not to be started, who is in a room is in consult, who waits is still to come", async () => {
  serve(
    [
      visit("a", "Afgerekend", { stage: "to_pay" }), visit("b", "Bella", { stage: "in_room" }), visit("c", "Coco", { stage: "waiting", record_id: "r-c" }),
      visit("d", "Dora", { record_id: "r-d", is_record_signed: true }), visit("e", "Eva", { record_id: "r-e" }), visit("f", "Fien"),
    ],
    [{ id: "r-e", patient_name: "Eva", species: "dog", title: "Ziek", client_name: "Sanne", vet_name: "Noor", visited_at: "2026-11-24T09:00:00Z" }],
  );
  const today = (await screen.findByRole("heading", { name: "Vandaag" })).parentElement as HTMLElement;
  expect(within(today).getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["Start consult van Bella", "Open consult van Coco", "Start consult van Fien"]);
  expect(within(today).getAllByText("In consult")).toHaveLength(1);
  const unsigned = screen.getByRole("heading", { name: "Nog te tekenen" }).parentElement as HTMLElement;
  expect(within(unsigned).getByText("Eva")).toBeVisible();
  expect(within(unsigned).getByText("In consult")).toBeVisible();
});

test("a long reason is folded in the list, and read on when it is asked for", async () => {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(42);
  serve([visit("a", "Bella", { reason: "Drinkt veel. ".repeat(60) })]);
  expect(await screen.findByText(/^Drinkt veel\./)).toHaveClass("line-clamp-2");
  await userEvent.click(screen.getByRole("button", { name: "Alles tonen" }));
  expect(screen.getByText(/^Drinkt veel\./)).not.toHaveClass("line-clamp-2");
});

test("who is in the house without an appointment stands in the list, until their consult waits for a signature or they were seen", async () => {
  const came = (id: string, patient_name: string, more: object = {}) => ({ visit_id: id, appointment_id: null, patient_id: `p-${id}`, patient_name, client_name: "Sanne", species: "dog", stage: "waiting", room_name: null, arrived_at: "2026-11-24T09:00:00Z", vet_id: null, record_id: null, note: "Hinkt", ...more });
  serve([], [{ id: "r-b", patient_name: "Bella", species: "dog", title: "Ziek", client_name: "Sanne", vet_name: "Noor", visited_at: "2026-11-24T09:00:00Z" }], [came("a", "Aatje", { stage: "in_room", room_name: "Kamer 2" }), came("b", "Bella", { record_id: "r-b" }), came("c", "Coco", { stage: "to_pay" }), came("d", "Dora", { appointment_id: "x" })]);
  const list = (await screen.findByRole("heading", { name: "Zonder afspraak" })).parentElement as HTMLElement;
  expect(within(list).getAllByRole("button").map((button) => button.getAttribute("aria-label"))).toEqual(["Start consult van Aatje"]);
  expect(list).toHaveTextContent("Kamer 2");
});
