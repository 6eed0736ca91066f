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

beforeEach(() => signedIn(sessionOf(noor([]))));

it("says of each practice why it has no figures, and that the total is without those that should have had them", async () => {
  const items = [practice("Oudekade", null), practice("Lindedam", "late"), practice("Boomklever", "silent"), practice("Eikhof", "closed", { state: "suspended" }), practice("Nieuwland", "new", { visits_today: 0 })];
  const asked = stubServer({ "GET /api/staff/vrije-weide/practices": { body: { items, next_cursor: null } } });
  renderScreen(<MapProvider value={map}><Screen /></MapProvider>);
  const row = async (name: string): Promise<HTMLElement> => (await screen.findByRole("link", { name }, { timeout: 5000 })).closest("tr") as HTMLElement;
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
