import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

const map: PracticeMap = { slug: "vrije-weide", practiceName: "Vrije Weide", entries: [], current: "franchise", href: () => null, go: () => undefined };
const figures = { visits: 40, missed: 2, cancelled: 1, booked: 50, new_clients: 3, no_show_rate: 0.05 };
const practice = (name: string, gap: string | null, more: object = {}) => ({
  id: name, slug: name.toLowerCase(), name, state: "active", visits_today: gap ? null : 7, requests_open: gap ? null : 1,
  month: gap ? null : { since: "", until: "", before_since: "", before_until: "", now: figures, before: figures }, gap, ...more,
});
const answer = (items: unknown[], next_cursor: string | null = null) => ({ "GET /api/staff/vrije-weide/practices": { body: { items, next_cursor } } });
const show = () => renderScreen(<MapProvider value={map}><Screen /></MapProvider>);
const row = async (name: string): Promise<HTMLElement> => (await screen.findByRole("button", { name }, { timeout: 5000 })).closest("tr") as HTMLElement;

beforeEach(() => signedIn(sessionOf(noor([]))));

it("says of each practice why it has no figures, and that the total is without those that should have had them", async () => {
  const items = [practice("Oudekade", null), practice("Lindedam", "late"), practice("Boomklever", "silent"), practice("Eikhof", "closed", { state: "suspended" }), practice("Nieuwland", "new", { visits_today: 0 })];
  const asked = stubServer(answer(items));
  show();
  expect(await row("Lindedam")).toHaveTextContent("Gaf niet op tijd antwoord; de cijfers ontbreken.");
  expect(await row("Boomklever")).toHaveTextContent("Kon niet worden bevraagd; de cijfers ontbreken.");
  expect(await row("Eikhof")).toHaveTextContent("Geen cijfers zolang de praktijk dicht is.");
  expect(await row("Nieuwland")).toHaveTextContent("Had nog nooit een afspraak.");
  expect(await row("Oudekade")).not.toHaveTextContent("cijfers");
  const note = screen.getByRole("status");
  expect(note).toHaveTextContent("Van Lindedam en Boomklever ontbreken de cijfers. Het totaal telt deze praktijken niet mee.");
  const before = asked.length;
  await userEvent.click(within(note).getByRole("button", { name: "Opnieuw proberen" }));
  await expect.poll(() => asked.length).toBe(before + 1);
});

it("puts what needs attention first and says what it is", async () => {
  const quiet = { since: "", until: "", before_since: "", before_until: "", now: { ...figures, visits: 20 }, before: figures };
  stubServer(answer([practice("Anker", null), practice("Beuk", null, { month: quiet }), practice("Cedrus", null, { requests_open: 14 })]));
  show();
  expect(await row("Beuk")).toHaveTextContent("50% minder bezoeken");
  expect(await row("Cedrus")).toHaveTextContent("14 aanvragen wachten");
  expect(screen.getByText(/2 praktijken vragen aandacht/)).toBeInTheDocument();
  expect(screen.getAllByRole("row").slice(1).map((one) => within(one).getByRole("button").textContent)).toEqual(["Beuk", "Cedrus", "Anker"]);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Volgorde" }), "Op naam");
  expect(screen.getAllByRole("row").slice(1).map((one) => within(one).getByRole("button").textContent)).toEqual(["Anker", "Beuk", "Cedrus"]);
});

it("opens a practice in its row, beside last month and the group, and leads to its page", async () => {
  const busy = { since: "", until: "", before_since: "", before_until: "", now: { ...figures, visits: 60 }, before: figures };
  stubServer(answer([practice("Anker", null), practice("Beuk", null, { month: busy })]));
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Beuk" }));
  const table = within(screen.getByRole("region", { name: "Beuk vergeleken" }));
  const visits = table.getByRole("row", { name: /Bezoeken/ });
  expect(within(visits).getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["Bezoeken+50%", "60", "40", "50"]);
  expect(screen.getByRole("link", { name: "Bekijk de praktijkpagina" })).toHaveAttribute("href", "/practices/beuk");
});

it("asks for the practices beyond the first page by itself, and finds one of many by its name", async () => {
  const many = Array.from({ length: 60 }, (_, index) => practice(`Praktijk ${String(index).padStart(2, "0")}`, null));
  const asked = stubServer({ "GET /api/staff/vrije-weide/practices": (request: Request) => ({ body: request.url.includes("cursor=") ? { items: many.slice(30), next_cursor: null } : { items: many.slice(0, 30), next_cursor: "next" } }) } as never);
  show();
  expect(await screen.findByRole("heading", { name: "60 praktijken, 420 afspraken vandaag" }, { timeout: 5000 })).toBeInTheDocument();
  expect(asked).toHaveLength(2);
  await userEvent.type(screen.getByRole("searchbox", { name: "Zoek een praktijk" }), "k 5");
  expect(screen.getAllByRole("row")).toHaveLength(11);
  // Roles over sixty rows take their time where others use the machine.
}, 20_000);

it("says what to do where no practice belongs to the group, and where they could not be loaded", async () => {
  stubServer(answer([]));
  const { unmount } = show();
  expect(await screen.findByText("Hier hoort nog geen praktijk bij.")).toBeInTheDocument();
  unmount();
  stubServer({ "GET /api/staff/vrije-weide/practices": { status: 403, body: { type: "about:blank", title: "", status: 403, detail: "", code: "forbidden" } } });
  show();
  expect(await screen.findByRole("alert", undefined, { timeout: 5000 })).toHaveTextContent("De praktijken konden niet worden geladen.");
});
