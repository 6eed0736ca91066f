import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { useDisplaced } from "./displaced";
import { ExceptionDialog } from "./exception-dialog";
import { HoursScreen } from "./hours-screen";
import { LeaveDialog } from "./leave-dialog";
import { LeaveSection } from "./leave-section";

const PATIENT = { timeout: 5000 };
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: (key) => `/p/zwaluwhof/${key}`, go: () => undefined };
const S = "/api/staff/zwaluwhof";
const bella = { id: "a1", state: "pending", starts_at: "2026-11-30T09:00:00Z", ends_at: "2026-11-30T09:20:00Z", patient_id: "p1", patient_name: "Bella", species: "dog", client_name: "Sanne de Vries", vet_name: "Noor Haas" };
const two = { items: [bella, { ...bella, id: "a2", state: "confirmed", patient_name: "Max", client_name: "Piet Bos" }], appointments: 1, requests: 1 };
const zone = "Europe/Amsterdam";
const lotte = { id: "v9", kind: "vet" as const, name: "Lotte", user_id: null, colour: "", sort: 0, active: true, has_hours: true, version: 1 };

beforeEach(() => signedIn(sessionOf(noor(["schedule.manage"]))));

it("says before a day is closed what stands on it and with whom, and saves all the same when that is wanted", async () => {
  const asked = stubServer({ [`POST ${S}/opening-hours/displaced`]: { body: two } });
  const save = vi.fn(() => Promise.resolve(null));
  renderScreen(
    <MapProvider value={map}><ExceptionDialog exception={null} today="2026-11-23" usual={{}} taken={[]} zone={zone} onSave={save} onClose={() => undefined} /></MapProvider>,
  );
  const date = await screen.findByLabelText("Datum", undefined, PATIENT);
  await userEvent.type(date, "2026-11-30");
  // Pressed before anything could be read: it waits for the answer and saves nothing.
  await userEvent.click(screen.getByRole("button", { name: "Opslaan" }));
  const list = await screen.findByRole("list", { name: "Wat er dan nog staat" });
  expect(screen.getByText("één afspraak en één aanvraag op deze dag.")).toBeVisible();
  expect(within(list).getByRole("link", { name: /Bella Sanne de Vries.*Noor Haas · aanvraag/ })).toHaveAttribute("href", "/p/zwaluwhof/schedule?day=2026-11-30&selected=a1");
  expect(save).not.toHaveBeenCalled();
  expect(await asked[0]?.json()).toEqual({ date: { on_date: "2026-11-30", hours: [] } });
  await userEvent.click(screen.getByRole("button", { name: "Toch opslaan" }));
  expect(save).toHaveBeenCalledWith("2026-11-30", 0, [], "");
});

it("says before a week is saved what falls outside it", async () => {
  const asked = stubServer({
    [`GET ${S}/opening-hours`]: { body: { items: [{ weekday: 1, opens: "08:00", closes: "12:00" }], version: 5 } },
    [`POST ${S}/opening-hours/displaced`]: { body: { items: [two.items[1]], appointments: 1, requests: 0 } },
    [`GET ${S}/profile`]: { body: { zone } },
    [`GET ${S}/hours-exceptions`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><HoursScreen /></MapProvider>);
  await userEvent.click(await screen.findByRole("button", { name: /Haal 08:00 tot 12:00 op maandag weg/ }, PATIENT));
  expect(await screen.findByText("één afspraak valt dan buiten de openingstijden.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Toch opslaan" })).toBeEnabled();
  expect(await asked.find((request) => request.method === "POST")?.json()).toEqual({ week: { items: [] } });
});

it("says before leave is saved whom it leaves alone, and saves when that could not be looked up", async () => {
  let isDown = false;
  const asked = stubServer({
    [`POST ${S}/opening-hours/displaced`]: () => (isDown ? { status: 503, body: { code: "unavailable" } } : { body: two }),
    [`POST ${S}/leave`]: { status: 201, body: { leave: {}, affected: [] } },
  });
  const added = vi.fn();
  renderScreen(<MapProvider value={map}><LeaveDialog resource={lotte} zone={zone} onAdded={added} onClose={() => undefined} /></MapProvider>);
  expect(await screen.findByText("één afspraak en één aanvraag vallen in deze afwezigheid.", undefined, PATIENT)).toBeVisible();
  isDown = true;
  await userEvent.click(screen.getByRole("checkbox", { name: "Hele dagen" }));
  expect(await screen.findByText(/kon niet worden nagekeken/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Afwezigheid opslaan" }));
  await vi.waitFor(() => expect(added).toHaveBeenCalled());
  expect(asked.filter((request) => request.url.endsWith("/leave"))).toHaveLength(1);
});

it("counts all whom a leave leaves alone, also those beyond the list", async () => {
  stubServer({
    [`POST ${S}/opening-hours/displaced`]: { status: 503, body: { code: "unavailable" } },
    [`POST ${S}/leave`]: { status: 201, body: { leave: {}, affected: two.items, appointments: 60, requests: 11 } },
  });
  renderScreen(<MapProvider value={map}><LeaveSection resource={lotte} zone={zone} leave={[]} /></MapProvider>);
  await userEvent.click(await screen.findByRole("button", { name: /^Afwezigheid/ }, PATIENT));
  await userEvent.click(await screen.findByRole("button", { name: "Afwezigheid opslaan" }));
  expect(await screen.findByText("71 afspraken hebben iemand anders nodig")).toBeVisible();
});

it("lets a second click go no further while the first is still being looked up", async () => {
  let answer = (): void => undefined;
  stubServer({ [`POST ${S}/opening-hours/displaced`]: () => new Promise((resolve) => { answer = () => resolve({ body: { items: [], appointments: 0, requests: 0 } }); }) });
  const went = vi.fn();
  const plan = { week: { items: [] } };
  function Asker() {
    const { mayGoOn } = useDisplaced(plan);
    return <button onClick={() => void mayGoOn().then(went)}>vraag</button>;
  }
  renderScreen(<MapProvider value={map}><Asker /></MapProvider>);
  const button = await screen.findByRole("button", { name: "vraag" }, PATIENT);
  await userEvent.dblClick(button);
  await vi.waitFor(() => expect(went).toHaveBeenCalledTimes(1));
  expect(went).toHaveBeenLastCalledWith(false);
  answer();
  await vi.waitFor(() => expect(went.mock.calls).toEqual([[false], [true]]));
});
