import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { FindAnswer, Found } from "@/api/types";
import { StaffShell } from "@/app/shell/staff-shell";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

vi.setConfig({ testTimeout: 20_000 });

const S = "/api/staff/zwaluwhof";
const ALL = ["practice.read", "schedule.read", "schedule.book", "patients.read", "patients.write", "staff.read", "messages.read"];

const bella: Found = { id: "p1", kind: "patient", title: "Bella", subtitle: "Anneke de Vries", matched: "name", state: "active", species: "dog", client_id: "c1", patient_id: "p1" };
const belle: Found = { ...bella, id: "p2", title: "Belle", subtitle: "Jan Wilgen", matched: "sound", state: "deceased" };
const vries: Found = { id: "c1", kind: "client", title: "Anneke de Vries", subtitle: "Merelveen", matched: "number", state: "active", client_id: "c1" };
const visit: Found = { id: "a1", kind: "appointment", title: "Bella", subtitle: "Anneke de Vries", matched: "name", state: "pending", species: "dog", starts_at: "2026-11-24T09:10:00Z", type_name: "Vaccinatie" };
const settings: Found = { id: "settings", kind: "place", title: "instellingen", matched: "name" };
const answer = (...items: Found[]): FindAnswer => ({ groups: [...new Set(items.map(({ kind }) => kind))].map((kind) => ({ kind, items: items.filter((one) => one.kind === kind), has_more: false })) });

type Answers = Parameters<typeof stubServer>[0];

function Screen({ title }: { title: string }) {
  useCrumb({ key: title, title });
  return <><h1>{title}</h1><input type="search" aria-label="Veld" /></>;
}

function show(found: Record<string, FindAnswer>, permissions = ALL, more: Answers = {}) {
  signedIn(sessionOf(noor(permissions)));
  const asked = stubServer({
    [`POST ${S}/find`]: async (request) => ({ body: found[((await request.json()) as { q: string }).q] ?? { groups: [] } }),
    [`PUT ${S}/opened`]: { status: 204 },
    [`GET ${S}/profile`]: { body: { zone: "Europe/Amsterdam" } },
    [`GET ${S}/resources`]: { body: { items: [] } },
    ...more,
  });
  const screens = ["today", "patient/:id", "patient/new", "schedule"].map((path) => ({ path, element: <Screen title={path} /> }));
  const { router } = renderRoutes([{ path: "/p/:slug", element: <StaffShell />, children: screens }], "/p/zwaluwhof/today");
  const bodies = async () => Promise.all(asked.filter(({ url }) => url.endsWith("/find")).map((request) => request.clone().json() as Promise<Record<string, unknown>>));
  return { asked, router, bodies };
}

const bar = (): HTMLElement => screen.getByRole("combobox", { name: "Zoek of vraag" });
const list = (): Promise<HTMLElement> => screen.findByRole("listbox", { name: "Gevonden" }, { timeout: 5_000 });

it("opens with Ctrl K from anywhere, also out of a field, and Esc goes back to it", async () => {
  show({ "": answer(bella) });
  const field = await screen.findByLabelText("Veld");
  field.focus();
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(bar()).toHaveFocus();
  expect(within(await list()).getByRole("option", { name: /Bella/ })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("listbox", { name: "Gevonden" })).toBeNull();
  expect(field).toHaveFocus();
});

it("opens with a slash or a letter where nothing has the focus, and a letter is the first one of the line", async () => {
  show({});
  await screen.findByRole("heading", { name: "today" });
  await userEvent.keyboard("/");
  expect(bar()).toHaveFocus();
  expect(bar()).toHaveValue("");
  await userEvent.keyboard("{Escape}");
  act(() => (document.activeElement as HTMLElement).blur());
  await userEvent.keyboard("b");
  expect(bar()).toHaveFocus();
});

it("leaves slashes and letters to the field that somebody types in", async () => {
  show({});
  await userEvent.type(await screen.findByLabelText("Veld"), "a/b");
  expect(screen.getByLabelText("Veld")).toHaveValue("a/b");
  expect(bar()).toHaveAttribute("aria-expanded", "false");
});

it("asks once for a word typed fast, in the body and never in an address", async () => {
  const { asked, bodies } = show({ bella: answer(bella) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  for (const value of ["b", "be", "bel", "bell", "bella"]) fireEvent.change(bar(), { target: { value } });
  await within(await list()).findByRole("option", { name: /Bella/ });
  expect((await bodies()).map(({ q }) => q)).toEqual(["", "bella"]);
  expect(asked.every(({ url }) => !url.includes("bella"))).toBe(true);
});

it("says whose it is, why it was found, and who died", async () => {
  show({ bel: answer(bella, belle, vries, visit) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel");
  const found = await list();
  expect(await within(found).findByRole("option", { name: /Belle.*overleden.*Jan Wilgen.*klinkt zo/ })).toBeInTheDocument();
  expect(within(found).getByRole("option", { name: /Anneke de Vries.*op nummer/ })).toBeInTheDocument();
  expect(within(found).getByRole("option", { name: /Bella.*aangevraagd.*10:10.*Vaccinatie/ })).toBeInTheDocument();
  expect(within(found).getByRole("group", { name: "Patiënten" })).toBeInTheDocument();
  expect(screen.getByText("4 gevonden")).toHaveAttribute("role", "status");
});

it("tells visits of one animal apart by day and time, and by year where that is another", async () => {
  const year = new Date().getFullYear() + 1;
  show({ bel: answer(visit, { ...visit, id: "a2", starts_at: `${year}-11-24T09:10:00Z` }) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel");
  expect(await within(await list()).findByRole("option", { name: new RegExp(`24 november ${year} 10:10`) })).toBeInTheDocument();
  expect(screen.getAllByRole("option", { name: /Bella.*10:10/ })).toHaveLength(2);
});

it("goes through the list with arrows, Home and End, and opens with Enter, which is remembered", async () => {
  const { asked, router } = show({ bel: answer(bella, belle, visit) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel");
  await within(await list()).findByRole("option", { name: /Belle/ });
  await userEvent.keyboard("{ArrowDown}");
  expect(bar()).toHaveAttribute("aria-activedescendant", "ask-patient-p2");
  await userEvent.keyboard("{End}{ArrowDown}");
  expect(bar()).toHaveAttribute("aria-activedescendant", "ask-patient-p1");
  await userEvent.keyboard("{ArrowDown}{Home}{Enter}");
  expect(await screen.findByRole("heading", { name: "patient/:id" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/p/zwaluwhof/patient/p1");
  expect(bar()).toHaveValue("");
  const noted = asked.find(({ method }) => method === "PUT");
  expect(await noted?.json()).toEqual({ kind: "patient", id: "p1" });
});

it("Tab looks at one kind alone, Esc at all of them again", async () => {
  const { bodies } = show({ bel: answer(bella, vries) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel");
  await within(await list()).findByRole("option", { name: /Bella/ });
  await userEvent.keyboard("{ArrowDown}{Tab}");
  expect(bar()).toHaveFocus();
  await waitFor(async () => expect((await bodies()).at(-1)).toMatchObject({ q: "bel", kinds: ["client"], limit: 25 }));
  expect(screen.getByRole("button", { name: /Klanten/ })).toHaveAttribute("aria-pressed", "true");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("button", { name: "Alles" })).toHaveAttribute("aria-pressed", "true");
  expect(bar()).toHaveAttribute("aria-expanded", "true");
});

it("Enter takes nothing that was found for other words", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const { router } = show({ bel: answer(bella) }, ALL, {
    [`POST ${S}/find`]: async (request) => {
      const { q } = (await request.json()) as { q: string };
      if (q === "belle") await held;
      return { body: q === "belle" ? answer(belle) : answer(bella) };
    },
  });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel");
  await within(await list()).findByRole("option", { name: /Bella/ });
  await userEvent.type(bar(), "le{Enter}");
  expect(router.state.location.pathname).toBe("/p/zwaluwhof/today");
  release();
  await within(await list()).findByRole("option", { name: /Belle/ });
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/patient/p2"));
});

it("opens a client at their animal, with the household beside it", async () => {
  const { router } = show({ vries: answer(vries) }, ALL, { [`GET ${S}/clients/c1`]: { body: { id: "c1", patients: [{ id: "p9", state: "deceased" }, { id: "p1", state: "active" }] } } });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "vries");
  await userEvent.click(await within(await list()).findByRole("option", { name: /Vries/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/patient/p1"));
});

it("does not offer what the person may not open", async () => {
  show({ inst: answer(settings, { ...settings, id: "messages" }) });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "inst");
  expect(await within(await list()).findByRole("option", { name: "Berichten" })).toBeInTheDocument();
  expect(screen.queryByRole("option", { name: "Instellingen" })).toBeNull();
});

it("says that nothing was found and offers to register that name, which stands in no address", async () => {
  const { router } = show({});
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "jansen");
  expect(await screen.findByText("Niets gevonden", { selector: ".type-h3" })).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/p/zwaluwhof/patient/new"));
  expect(router.state.location.search).toBe("");
  expect(router.state.location.state).toMatchObject({ words: "jansen" });
});

it("says that there is no connection, keeps the line and tries again when asked", async () => {
  let isOff = true;
  show({}, ALL, { [`POST ${S}/find`]: () => { if (isOff) throw new TypeError("offline"); return { body: answer(bella) }; } });
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bella");
  const alert = await screen.findByRole("alert", {}, { timeout: 5_000 });
  expect(alert).toHaveTextContent("Geen verbinding, probeer het opnieuw.");
  expect(bar()).toHaveValue("bella");
  isOff = false;
  await userEvent.click(within(alert).getByRole("button", { name: "Opnieuw proberen" }));
  expect(await within(await list()).findByRole("option", { name: /Bella/ })).toBeInTheDocument();
});

it("shows what can be asked to whoever opened nothing yet", async () => {
  show({});
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.click(await screen.findByRole("button", { name: /de vries/ }));
  expect(bar()).toHaveValue("de vries");
});

it("keeps what was typed once: closed a second time the line is empty", async () => {
  show({});
  await screen.findByRole("heading", { name: "today" });
  await userEvent.click(bar());
  await userEvent.type(bar(), "bel{Escape}");
  expect(bar()).toHaveValue("bel");
  await userEvent.keyboard("{Control>}k{/Control}{Escape}");
  expect(bar()).toHaveValue("");
});
