import { useQueryClient } from "@tanstack/react-query";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { BoardRow } from "@/api/types";
import { useCurrentActions } from "@/lib/actions";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

const S = "/api/staff/zwaluwhof";
const go = vi.fn();
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "front-desk", href: (key, ...rest) => ["/p/zwaluwhof", key, ...rest].join("/"), go };
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const row = (name: string, more: Partial<BoardRow> = {}): BoardRow => ({
  visit_id: null, appointment_id: `a-${name}`, stage: "expected", stage_at: null, arrived_at: null, starts_at: ago(-10), ends_at: ago(-30), type_key: "consult", type_name_nl: "Consult", type_name_en: "Consult",
  category: "consult", patient_id: `p-${name}`, patient_name: name, patient_state: "active", species: "dog", alert: "", client_id: "c1", client_name: "Anna Vlinder", client_alert: "", vet_id: "v1", vet_name: "Noor Haas",
  vet_colour: null, room_id: null, room_name: null, reason: "", record_id: null, undo_until: null, version: null, appointment_state: "confirmed", appointment_version: 1, ...more,
});
const there = (name: string, stage: BoardRow["stage"], since: number, more: Partial<BoardRow> = {}): BoardRow => row(name, { visit_id: `v-${name}`, stage, stage_at: ago(since), version: 1, ...more });
const ROOMS = [{ id: "k1", name: "K1" }, { id: "k2", name: "K2" }];

const server = (items: BoardRow[], more: Parameters<typeof stubServer>[0] = {}) =>
  stubServer({
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${S}/board`]: () => ({ body: { items, rooms: ROOMS, zone: "Europe/Amsterdam", is_cut: false } }),
    [`GET ${S}/appointments`]: { body: { items: [], next_cursor: null } },
    [`GET ${S}/appointment-types`]: { body: { items: [{ key: "consult", name_nl: "Consult", name_en: "Consult", category: "consult", minutes: 20, species: [], active: true, price_min_cents: 4800, price_max_cents: 6500 }] } },
    ...more,
  });

/** The shell's part: what can be done, and what was said. */
function Around() {
  const { actions } = useCurrentActions();
  const toasts = useToasts();
  return (
    <>
      <ul aria-label="acts">{actions.map((one) => <li key={one.slot}><button type="button" disabled={one.unavailable !== undefined} onClick={one.run}>{`${one.slot} ${one.label}`}</button> {one.unavailable}</li>)}</ul>
      <ul aria-label="told">{toasts.map((one) => <li key={one.id}>{one.text}<button type="button" onClick={() => toast.undo(one.id)}>undo</button></li>)}</ul>
    </>
  );
}

/** What a push from the server does. */
function Pushes() {
  const queries = useQueryClient();
  return <button type="button" onClick={() => void queries.invalidateQueries({ queryKey: ["board"] })}>push</button>;
}

const show = () => renderScreen(<MapProvider value={map}><Screen /><Around /></MapProvider>, { path: "/p/:slug/front-desk", address: "/p/zwaluwhof/front-desk" });
const column = (name: string) => screen.findByRole("region", { name: new RegExp(`^${name}, `) }, { timeout: 5000 });
const acts = () => within(screen.getByRole("list", { name: "acts" }));
const told = () => screen.getByRole("list", { name: "told" });

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  localStorage.clear();
  toast.clear();
  go.mockClear();
  signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve", "patients.read", "patients.write"])));
});

test("the board says how things stand, and a card says all that must be known", async () => {
  server([row("Binky", { starts_at: ago(9) }), there("Pip", "waiting", 18, { alert: "Bijt", client_alert: "Betaalt contant" }), there("Max", "waiting", 12), there("Sjors", "to_pay", 3, { patient_state: "deceased" }), there("Fien", "in_room", 4, { room_id: "k1", room_name: "K1" })]);
  show();
  expect(await screen.findByRole("heading", { level: 1 }, { timeout: 5000 })).toHaveTextContent("twee wachten, de langste 18 minuten.");
  const waiting = await column("Wachten");
  expect(within(waiting).getAllByRole("button", { pressed: false })[0]).toHaveAccessibleName(/^Pip, Anna Vlinder, .*Wacht 18 minuten.*, Bijt, Betaalt contant$/);
  expect(within(waiting).getByText("Bijt")).toBeInTheDocument();
  expect(within(await column("Verwacht")).getByText("9 te laat")).toBeInTheDocument();
  expect(within(await column("Afrekenen")).getByText("Overleden")).toBeInTheDocument();
  expect(screen.getByRole("list", { name: "Kamers" })).toHaveTextContent("K1Fien,4 minK2vrij");
});

test("one click checks in, at once; what the server refuses goes home and says why", async () => {
  let answer: (value: { status: number; body: object }) => void = () => undefined;
  const items = [row("Binky")];
  server(items, { [`POST ${S}/appointments/a-Binky/check-in`]: () => new Promise((resolve) => { answer = resolve; }) });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Binky inchecken" }, { timeout: 5000 }));
  expect(await within(await column("Er zijn")).findByRole("button", { name: /^Binky,/ })).toBeVisible();
  await waitFor(() => answer({ status: 409, body: { code: "wrong_state" } }));
  expect(await within(await column("Verwacht")).findByRole("button", { name: /^Binky,/ })).toBeVisible();
  expect(told()).toHaveTextContent("Binky: Dat kan niet meer: de stand is intussen veranderd.");
});

test("a move is undone with the version it made, and goes into the first free room", async () => {
  const items = [there("Pip", "waiting", 3), there("Fien", "in_room", 4, { room_id: "k1", room_name: "K1" })];
  const moved = there("Pip", "in_room", 0, { room_id: "k2", room_name: "K2", version: 2 });
  const asked = server(items, {
    [`POST ${S}/visits/v-Pip/move`]: () => { items[0] = moved; return { body: moved }; },
    [`POST ${S}/visits/v-Pip/undo`]: { body: there("Pip", "waiting", 3, { version: 3 }) },
  });
  show();
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Pip,/ }));
  await userEvent.click(acts().getByRole("button", { name: "1 Naar K2" }));
  await waitFor(() => expect(told()).toHaveTextContent("Pip is in K2."));
  const sent = asked.find((request) => request.url.endsWith("/move"));
  expect(await sent?.json()).toEqual({ stage: "in_room", room_id: "k2" });
  expect(sent?.headers.get("If-Match")).toBe("1");
  const card = within(await column("In kamer")).getByRole("button", { name: /^Pip,/ });
  await waitFor(() => expect(card).toHaveAttribute("aria-pressed", "true"));
  await userEvent.click(within(told()).getByRole("button", { name: "undo" }));
  await waitFor(() => expect(asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("2"));
});

test("a card that is moved by a key keeps the focus, so that the arrows go on from it", async () => {
  const items = [there("Pip", "arrived", 3), there("Fien", "in_room", 4)];
  const moved = there("Pip", "waiting", 0, { version: 2 });
  server(items, { [`POST ${S}/visits/v-Pip/move`]: () => { items[0] = moved; return { body: moved }; } });
  show();
  const card = within(await column("Er zijn")).getByRole("button", { name: /^Pip,/ });
  await userEvent.click(card);
  // The key is the shell's: what it runs is run here, so that the focus stays on the card.
  acts().getByRole("button", { name: "1 Naar de wachtkamer" }).click();
  await waitFor(async () => expect(within(await column("Wachten")).getByRole("button", { name: /^Pip,/ })).toHaveFocus());
  await userEvent.keyboard("{ArrowRight}");
  expect(within(await column("In kamer")).getByRole("button", { name: /^Fien,/ })).toHaveFocus();
});

test("who was behind is told so, and reads the board again", async () => {
  const items = [there("Pip", "arrived", 3)];
  const asked = server(items, { [`POST ${S}/visits/v-Pip/move`]: () => { items[0] = there("Pip", "to_pay", 1, { version: 4 }); return { status: 409, body: { code: "stale" } }; } });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Pip naar de wachtkamer" }, { timeout: 5000 }));
  expect(await within(await column("Afrekenen")).findByRole("button", { name: /^Pip,/ })).toBeVisible();
  expect(told()).toHaveTextContent("Pip: iemand anders was je voor. Het bord is opnieuw gelezen.");
  expect(asked.filter((request) => request.url.includes("/board")).length).toBeGreaterThan(1);
});

test("what cannot be done yet is grey and says why, and every room taken asks which", async () => {
  server([row("Binky"), there("Pip", "waiting", 3), there("Fien", "in_room", 4, { room_id: "k1", room_name: "K1" }), there("Bo", "in_room", 4, { room_id: "k2", room_name: "K2" })]);
  show();
  await userEvent.click(within(await column("Verwacht")).getByRole("button", { name: /^Binky,/ }));
  expect(acts().getByRole("button", { name: "8 Niet gekomen" })).toBeDisabled();
  expect(screen.getByRole("list", { name: "acts" })).toHaveTextContent("Kan vanaf de afgesproken tijd");
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(go).toHaveBeenCalledWith("patient", "p-Pip");
  await userEvent.click(acts().getByRole("button", { name: "1 Naar een kamer" }));
  expect(await screen.findByRole("dialog", { name: "In welke kamer komt Pip?" })).toHaveTextContent("K1 FienK2 Bo");
});

test("a day without anybody says so and leads to the search", async () => {
  server([]);
  show();
  expect(await screen.findByText("Er staan vandaag geen afspraken.", undefined, { timeout: 5000 })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Inplannen of binnenlaten" }));
  expect(screen.getByRole("combobox", { name: "Zoek klant of dier" })).toHaveFocus();
});

test("a board that cannot be loaded says so, and the telephone goes on", async () => {
  server([], { [`GET ${S}/board`]: { status: 500, body: { code: "server_error" } } });
  show();
  expect(await screen.findByText("Het bord kon niet worden geladen.", undefined, { timeout: 8000 })).toBeVisible();
  expect(screen.getByRole("button", { name: "Opnieuw proberen" })).toBeEnabled();
  expect(screen.getByRole("combobox", { name: "Zoek klant of dier" })).toBeEnabled();
}, 12_000);

const LINE = { id: "p1", name: "Kees", species: "dog", breed: "", state: "active", client_id: "c1", client_name: "Piet Kwartel", city: "Merelveen", alert: "", photo_url: null };
const caller = {
  [`POST ${S}/patients/find`]: { body: { items: [LINE], next_cursor: null } },
  [`GET ${S}/clients/c1`]: { body: { id: "c1", address: "Oudekade 18", city: "Merelveen", phone: null, alert: "", patients: [{ ...LINE, born_on: null }, { ...LINE, id: "p2", name: "Bo", state: "deceased" }] } },
  [`GET ${S}/offers`]: { body: { items: [{ starts_at: ago(-60), ends_at: ago(-80), vet_id: "v1", vet_name: "Noor Haas", why: "own_vet" }], zone: "Europe/Amsterdam" } },
};

test("whoever calls is found, their only living animal chosen, and Enter plans the best start", async () => {
  const asked = server([], { ...caller, [`POST ${S}/appointments`]: { status: 201, body: { id: "a9", version: 1, starts_at: ago(-60), patient_name: "Kees" } } });
  show();
  const field = await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 });
  await userEvent.type(field, "kwar");
  const option = await screen.findByRole("option", { name: /Piet Kwartel/ });
  expect(within(option).getByText("Kwar").tagName).toBe("MARK");
  await userEvent.type(field, "{Enter}");
  expect(await screen.findByRole("button", { name: /Noor Haas Eigen dierenarts|Noor HaasEigen dierenarts/ })).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByRole("button", { name: /^Bo/ })).toBeDisabled();
  await userEvent.type(field, "{Enter}");
  await waitFor(() => expect(told()).toHaveTextContent(/^Kees staat/));
  const booked = asked.find((request) => request.method === "POST" && request.url.endsWith("/appointments"));
  expect(await booked?.json()).toMatchObject({ type: "consult", patient_id: "p1", vet_id: "v1" });
  expect(field).toHaveValue("");
});

test("who pays is helped by one press, their animal chosen, and is offered no more once something is typed", async () => {
  const asked = server([there("Kees", "to_pay", 2, { patient_id: "p1", client_name: "Piet Kwartel" })], { ...caller, [`POST ${S}/appointments`]: { status: 201, body: { id: "a9", version: 1, starts_at: ago(-60), patient_name: "Kees" } } });
  show();
  const near = await screen.findByRole("region", { name: "Nu aan de balie, of zo meteen" }, { timeout: 5000 });
  const field = screen.getByRole("combobox", { name: "Zoek klant of dier" });
  await userEvent.type(field, "x");
  expect(near).not.toBeInTheDocument();
  await userEvent.clear(field);
  await userEvent.click(screen.getByRole("button", { name: /^Piet Kwartel/ }));
  expect(await screen.findByRole("button", { name: /Noor Haas Eigen dierenarts|Noor HaasEigen dierenarts/ })).toHaveAttribute("aria-pressed", "true");
  await userEvent.type(field, "{Enter}");
  await waitFor(() => expect(told()).toHaveTextContent(/^Kees staat/));
  const booked = asked.find((request) => request.method === "POST" && request.url.endsWith("/appointments"));
  expect(await booked?.json()).toMatchObject({ patient_id: "p1" });
});

test("of many that fit, those of today stand first, more are shown by the keyboard, and a bound is told", async () => {
  const bellas = (count: number) => Array.from({ length: count }, (_, index) => ({ ...LINE, id: `b${index}`, name: "Bella", client_id: `k${index}`, client_name: `Klant ${index}` }));
  const find = async (request: Request) => ({ body: { items: bellas(((await request.json()) as { limit: number }).limit), next_cursor: "more" } });
  server([row("Bella", { client_id: "t1", client_name: "Van Vandaag" })], { ...caller, [`POST ${S}/patients/find`]: find });
  show();
  await column("Verwacht");
  const field = screen.getByRole("combobox", { name: "Zoek klant of dier" });
  await userEvent.type(field, "bella");
  await waitFor(() => expect(screen.getAllByRole("option")[0]).toHaveTextContent(/Van Vandaag.*vandaag/));
  expect(screen.getAllByRole("option")).toHaveLength(5 + 2);
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(screen.getByRole("option", { selected: true })).toHaveTextContent("Meer tonen");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(15 + 2));
  expect(screen.getByRole("option", { selected: true })).toHaveTextContent(/^Klant 4/);
  expect(screen.queryByText(/Typ meer/)).toBeNull();
  while (screen.queryByRole("option", { name: "Meer tonen" })) await userEvent.click(screen.getByRole("option", { name: "Meer tonen" }));
  expect(screen.getByText("Dit zijn de eerste 101. Typ meer om verder te zoeken.")).toBeVisible();
});

test("who was helped stands first the next time, and is remembered", async () => {
  const other = { ...LINE, id: "p0", name: "Kees", client_id: "c0", client_name: "Jan Kwartel" };
  const asked = server([], { ...caller, [`POST ${S}/patients/find`]: { body: { items: [other, LINE], next_cursor: null } }, [`POST ${S}/find`]: { body: { groups: [] } }, [`PUT ${S}/opened`]: { status: 204 } });
  show();
  const field = await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 });
  await userEvent.type(field, "kwartel");
  await userEvent.click(await screen.findByRole("option", { name: /Piet Kwartel/ }));
  await userEvent.clear(field);
  await userEvent.type(field, "kwartel");
  await waitFor(() => expect(screen.getAllByRole("option")[0]).toHaveTextContent(/Piet Kwartel/));
  expect(await asked.find(({ method }) => method === "PUT")?.json()).toEqual({ kind: "client", id: "c1" });
});

test("a call survives a card that is looked at: slot 3 goes on with it instead of throwing it away", async () => {
  server([there("Pip", "waiting", 3)], caller);
  show();
  const field = await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 });
  await userEvent.type(field, "kwar");
  await userEvent.click(await screen.findByRole("option", { name: /Piet Kwartel/ }));
  await screen.findByRole("button", { name: /^Plan \d/ });
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Pip,/ }));
  await userEvent.click(acts().getByRole("button", { name: "3 Verder met Kees" }));
  expect(field).toHaveFocus();
  expect(acts().getByRole("button", { name: "3 Inplannen" })).toBeEnabled();
  expect(screen.getByRole("button", { name: /^Kees/ })).toHaveAttribute("aria-pressed", "true");
});

test("a room that was asked for somebody whose owner calls off meanwhile says who called off", async () => {
  const inRooms = [there("Pip", "in_room", 4, { room_id: "k1", room_name: "K1" }), there("Max", "in_room", 4, { room_id: "k2", room_name: "K2" })];
  let items = [...inRooms, there("Tom", "waiting", 2)];
  const off = { id: "a-Tom", patient_id: "p-Tom", patient_name: "Tom", client_name: "Anna Vlinder", species: "dog", breed: "", state: "cancelled", starts_at: ago(-10), ends_at: ago(-30), type_key: "consult", type_name_nl: "Consult", category: "consult", vet_id: "v1", vet_name: "Noor", reason: "", decline_reason: null, cancelled_by: "owner", changed_by: "owner", changed_how: "cancel", changed_at: ago(1), version: 2 };
  server([], { [`GET ${S}/board`]: () => ({ body: { items, rooms: ROOMS, zone: "Europe/Amsterdam", is_cut: false } }), [`GET ${S}/appointments/a-Tom`]: { body: off } });
  renderScreen(<MapProvider value={map}><Screen /><Around /><Pushes /></MapProvider>, { path: "/p/:slug/front-desk", address: "/p/zwaluwhof/front-desk" });
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Tom, Anna Vlinder/ }));
  await userEvent.click(acts().getByRole("button", { name: /^9 / }));
  await screen.findByRole("dialog", { name: /Tom/ });
  items = inRooms;
  act(() => screen.getByText("push").click());
  expect(await screen.findByRole("dialog", { name: "Tom is intussen gewijzigd" })).toHaveTextContent("Anna Vlinder heeft deze afspraak");
});
