import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { acts, ago, column, openDesk, row, S, server, show, there, told } from "./test-desk";

beforeEach(openDesk);

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
  expect(field).toHaveFocus();
  const booked = asked.find((request) => request.method === "POST" && request.url.endsWith("/appointments"));
  expect(await booked?.json()).toMatchObject({ type: "consult", patient_id: "p1", vet_id: "v1" });
  expect(field).toHaveValue("");
});

/** Within the hour it may be tomorrow, and then the day is named too. */
const PLANS = /^Plan .*\d\d:\d\d/;

test("after a time that was lost to a colleague nothing is planned until another is chosen, however often it is pressed", async () => {
  const asked = server([], { ...caller, [`POST ${S}/appointments`]: { status: 409, body: { code: "slot_taken", alternatives: [] } } });
  show();
  const field = await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 });
  await userEvent.type(field, "kwar");
  await userEvent.click(await screen.findByRole("option", { name: /Piet Kwartel/ }));
  await userEvent.click(await screen.findByRole("button", { name: PLANS }));
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("button", { name: /^Plan in/ })).toBeDisabled();
  await waitFor(() => expect(acts().getByRole("button", { name: /^3 Inplannen/ })).toBeDisabled());
  await userEvent.type(field, "{Enter}");
  expect(asked.filter((request) => request.method === "POST" && request.url.endsWith("/appointments"))).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: /, Noor Haas/ }));
  expect(screen.getByRole("button", { name: PLANS })).toBeEnabled();
});

test("what is written for the vet is no reason that the owner reads", async () => {
  const asked = server([], { ...caller, [`POST ${S}/appointments`]: { status: 201, body: { id: "a9", version: 1, starts_at: ago(-60), patient_name: "Kees" } } });
  show();
  await userEvent.type(await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 }), "kwar");
  await userEvent.click(await screen.findByRole("option", { name: /Piet Kwartel/ }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Voor Noor, niet voor de eigenaar" }), "Betaalt nooit{Enter}");
  await waitFor(() => expect(told()).toHaveTextContent(/^Kees staat/));
  const booked: unknown = await asked.find((request) => request.method === "POST" && request.url.endsWith("/appointments"))?.json();
  expect(booked).toMatchObject({ note: "Betaalt nooit" });
  expect(booked).not.toHaveProperty("reason");
});

test.each([
  { offered: "today", startsAt: ago(0), isPressed: false, vet: "v1" },
  { offered: "another day", startsAt: ago(-2 * 1440), isPressed: false, vet: null },
  { offered: "another day and chosen", startsAt: ago(-2 * 1440), isPressed: true, vet: "v1" },
])("who is here now comes in for what was chosen, and with the vet who is offered $offered: $vet", async ({ startsAt, isPressed, vet }) => {
  const offers = { body: { items: [{ starts_at: startsAt, ends_at: startsAt, vet_id: "v1", vet_name: "Noor Haas", why: "soonest" }], zone: "Europe/Amsterdam" } };
  const asked = server([], { ...caller, [`GET ${S}/offers`]: offers, [`POST ${S}/visits`]: { status: 201, body: there("Kees", "arrived", 0, { appointment_id: null, visit_id: "v9", patient_id: "p1" }) } });
  show();
  await userEvent.type(await screen.findByRole("combobox", { name: "Zoek klant of dier" }, { timeout: 5000 }), "kwar");
  await userEvent.click(await screen.findByRole("option", { name: /Piet Kwartel/ }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Voor Noor, niet voor de eigenaar" }), "Mank");
  const start = await screen.findByRole("button", { name: /, Noor Haas/ });
  if (isPressed) await userEvent.click(start);
  await userEvent.click(screen.getByRole("button", { name: "Is er nu" }));
  await waitFor(() => expect(told()).toHaveTextContent(/Kees/));
  expect(screen.getByRole("combobox", { name: "Zoek klant of dier" })).toHaveFocus();
  expect(await asked.find((request) => request.method === "POST" && request.url.endsWith("/visits"))?.json()).toEqual({ patient_id: "p1", type: "consult", vet_id: vet, note: "Mank" });
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
  await screen.findByRole("button", { name: PLANS });
  await userEvent.click(within(await column("Wachten")).getByRole("button", { name: /^Pip,/ }));
  await userEvent.click(acts().getByRole("button", { name: "3 Verder met Kees" }));
  expect(field).toHaveFocus();
  expect(acts().getByRole("button", { name: "3 Inplannen" })).toBeEnabled();
  expect(screen.getByRole("button", { name: /^Kees/ })).toHaveAttribute("aria-pressed", "true");
});
