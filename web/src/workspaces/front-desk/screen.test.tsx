import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { renderScreen } from "@/test-render";
import { MapProvider } from "@/lib/map";
import { Screen } from "./screen";

import { acts, ago, Around, column, go, map, openDesk, Pushes, ROOMS, row, S, server, show, there, told } from "./test-desk";

beforeEach(openDesk);

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
  expect(acts().getByRole("button", { name: "7 Niet gekomen" })).toBeDisabled();
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

test("a room that was asked for somebody whose owner calls off meanwhile says who called off", async () => {
  const inRooms = [there("Pip", "in_room", 4, { room_id: "k1", room_name: "K1" }), there("Max", "in_room", 4, { room_id: "k2", room_name: "K2" })];
  let items = [...inRooms, there("Tom", "waiting", 2)];
  const off = { id: "a-Tom", patient_id: "p-Tom", patient_name: "Tom", client_name: "Anna Vlinder", species: "dog", breed: "", state: "cancelled", starts_at: ago(-10), ends_at: ago(-30), type_key: "consult", type_name_nl: "Consult", category: "consult", vet_id: "v1", vet_name: "Noor", reason: "", decline_reason: null, cancelled_by: "owner", changed_by: "owner", changed_how: "cancel", changed_at: ago(1), version: 2 };
  server([], { [`GET ${S}/board`]: () => ({ body: { items, rooms: ROOMS, zone: "Europe/Amsterdam", is_cut: false } }), [`GET ${S}/appointments/a-Tom`]: { body: off } });
  renderScreen(<MapProvider value={map}><Screen /><Around /><Pushes /></MapProvider>, { path: "/p/:slug/front-desk", address: "/p/zwaluwhof/front-desk" });
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Tom, Anna Vlinder/ }));
  await userEvent.click(acts().getByRole("button", { name: /^6 / }));
  await screen.findByRole("dialog", { name: /Tom/ });
  items = inRooms;
  act(() => screen.getByText("push").click());
  expect(await screen.findByRole("dialog", { name: "Tom is intussen gewijzigd" })).toHaveTextContent("Anna Vlinder heeft deze afspraak");
  // Put back, Tom is in the day again: what was told stays until it is answered.
  items = [...inRooms, there("Tom", "waiting", 2)];
  act(() => screen.getByText("push").click());
  await column("Wachten").then((waiting) => within(waiting).findByRole("button", { name: /^Tom, Anna Vlinder/, hidden: true }));
  expect(screen.getByRole("dialog", { name: "Tom is intussen gewijzigd" })).toBeVisible();
  await userEvent.click(within(screen.getByRole("dialog")).getAllByRole("button", { name: "Sluiten" })[0] as HTMLElement);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("whoever is on the board is moved and called off at the desk with the digits and the questions of Today", async () => {
  const appointment = { id: "a-Tom", patient_id: "p-Tom", patient_name: "Tom", client_name: "Anna Vlinder", species: "dog", breed: "", state: "confirmed", starts_at: ago(-10), ends_at: ago(-30), type_key: "consult", type_name_nl: "Consult", category: "consult", vet_id: "v1", vet_name: "Noor", reason: "", note: "", version: 1 };
  const asked = server([row("Tom", { starts_at: ago(-10), ends_at: ago(-30) })], { [`GET ${S}/appointments/a-Tom`]: { body: appointment }, [`POST ${S}/appointments/a-Tom/cancel`]: { body: { ...appointment, state: "cancelled", version: 2 } } });
  show();
  await userEvent.click(within(await column("Verwacht")).getByRole("button", { name: /^Tom, Anna Vlinder/ }));
  expect(acts().getByRole("button", { name: "2 Verzetten" })).toBeEnabled();
  expect(acts().getByRole("button", { name: /^9 .*dierenarts/ })).toBeEnabled();
  await userEvent.click(acts().getByRole("button", { name: "8 Afzeggen" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Afspraak van Tom afzeggen?" }));
  await userEvent.click(dialog.getByRole("button", { name: "Afzeggen" }));
  await waitFor(() => expect(told()).toHaveTextContent(/^De afspraak van Tom \(Anna Vlinder\), .* om .*, is afgezegd/));
  expect(asked.find((request) => request.url.endsWith("/cancel"))?.headers.get("If-Match")).toBe("1");
});

test("who walked in has no appointment to move or to call off", async () => {
  server([there("Pip", "waiting", 3, { appointment_id: null, appointment_state: null, appointment_version: null, starts_at: null, ends_at: null })]);
  show();
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Pip,/ }));
  expect(acts().queryByRole("button", { name: /^[289] / })).toBeNull();
  expect(acts().getByRole("button", { name: /^7 / })).toBeEnabled();
});
