import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";

import { openAt, row, S, server, show } from "./test-schedule";

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book", "schedule.approve"]))));

test("a day shows its vets with their visits, and a chosen visit says what it is", async () => {
  server([row("a1", "Bella")]);
  show();
  const column = await screen.findByRole("region", { name: "Noor Haas" });
  await userEvent.click(within(column).getByRole("button", { name: /10:00 Bella Hoest Anna Vlinder, Ziek, Bevestigd/ }));
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
    [`GET ${S}/appointments/a2/free-vets`]: { body: { items: [{ id: "v1", name: "Noor Haas", is_current: true, offered: true, duty: "on", does_type: true }, { id: "v2", name: "Tim Water", is_current: false, offered: true, duty: "on", does_type: true }], is_open: true } },
    [`POST ${S}/appointments/a2/approve`]: { body: row("a2", "Max", { vet_id: "v2", version: 2 }) },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max goedkeuren, Anna Vlinder" }));
  await userEvent.click(await screen.findByRole("radio", { name: /Tim Water/ }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Goedkeuren bij Tim Water" }));
  const sent = asked.find((request) => request.url.endsWith("/approve"));
  expect(await sent?.json()).toEqual({ vet_id: "v2", unsuitable: false });
  expect(sent?.headers.get("If-Match")).toBe("1");
});

test("of many requests only one has the buttons, and keys answer the one that has the focus", async () => {
  server(["Max", "Bella", "Tess"].map((name, index) => row(`a${index}`, name, { state: "pending", starts_at: `2026-11-24T1${index}:00:00Z`, ends_at: `2026-11-24T1${index}:20:00Z` })));
  show();
  const list = within(await screen.findByRole("list", { name: "Aanvragen" }));
  expect(list.getAllByRole("button", { name: /goedkeuren|afwijzen/ }).map((button) => button.getAttribute("aria-label"))).toEqual(["Max goedkeuren, Anna Vlinder", "Max afwijzen, Anna Vlinder"]);
  list.getByRole("button", { name: /^Max Anna/ }).focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}a");
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("Tess Anna Vlinder");
  // What is chosen is answered beside its facts, not twice.
  expect(list.queryByRole("button", { name: /goedkeuren/ })).toBeNull();
  expect(within(screen.getByRole("region", { name: "Afspraak van Tess" })).getByRole("button", { name: /Goedkeuren/ })).toBeInTheDocument();
});

test("a request at an hour at which the practice is closed says so on its card and before it is approved", async () => {
  const asked = server([row("a2", "Max", { state: "pending", outside: "closed" })], {
    [`GET ${S}/appointments/a2/free-vets`]: { body: { items: [{ id: "v1", name: "Noor Haas", is_current: true, offered: false, duty: "on", does_type: true }], is_open: false } },
    [`POST ${S}/appointments/a2/approve`]: { body: row("a2", "Max", { version: 2 }) },
  });
  show();
  const list = await screen.findByRole("list", { name: "Aanvragen" });
  expect(await within(list).findByText("Praktijk dan gesloten")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Max goedkeuren, Anna Vlinder" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/De praktijk is dan gesloten/)).toBeVisible();
  expect(dialog).toHaveTextContent("Max Anna Vlinder");
  expect(within(dialog).queryByRole("button", { name: /^Goedkeuren/ })).toBeNull();
  expect(asked.some((request) => request.url.endsWith("/approve"))).toBe(false);
  await userEvent.click(within(dialog).getByRole("button", { name: "Toch goedkeuren bij Noor Haas" }));
  expect(asked.some((request) => request.url.endsWith("/approve"))).toBe(true);
});

test("whoever is off duty is shown when asked for, apart from those who work, and called so", async () => {
  const vet = (id: string, name: string, duty: string, more: object = {}) => ({ id, name, duty, is_current: false, offered: duty === "on", does_type: true, ...more });
  server([row("a2", "Max", { state: "pending" })], {
    [`GET ${S}/appointments/a2/free-vets`]: { body: { items: [vet("v1", "Noor Haas", "on", { is_current: true }), vet("v3", "Kim Assist", "on", { does_type: false }), vet("v2", "Tim Water", "leave")], is_open: true } },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max goedkeuren, Anna Vlinder" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(within(await dialog.findByRole("group", { name: "Werkt dan en is vrij" })).getAllByRole("radio")).toHaveLength(1);
  expect(dialog.queryByRole("radio", { name: /Tim Water/ })).toBeNull();
  await userEvent.click(dialog.getByRole("button", { name: "Toon ook wie dan niet werkt (1)" }));
  const off = within(dialog.getByRole("group", { name: "Vrij, maar niet aan het werk" }));
  await userEvent.click(off.getByRole("radio", { name: /Tim Water.*Afwezig/ }));
  expect(dialog.getByText("Tim Water is dan afwezig.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Toch goedkeuren bij Tim Water" })).toBeEnabled();
});

test("whoever does not do this type stands apart, is asked about, and is sent as meant", async () => {
  const vet = (id: string, name: string, more: object = {}) => ({ id, name, duty: "on", is_current: false, offered: true, does_type: true, ...more });
  const asked = server([row("a2", "Max", { state: "pending" })], {
    [`GET ${S}/appointments/a2/free-vets`]: { body: { items: [vet("v1", "Noor Haas", { is_current: true }), vet("v3", "Bas Tak", { does_type: false, offered: false })], is_open: true } },
    [`POST ${S}/appointments/a2/approve`]: { body: row("a2", "Max", { vet_id: "v3", version: 2 }) },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max goedkeuren, Anna Vlinder" }));
  const dialog = within(await screen.findByRole("dialog"));
  const apart = within(await dialog.findByRole("group", { name: "Doet deze soort afspraak niet" }));
  await userEvent.click(apart.getByRole("radio", { name: /Bas Tak/ }));
  expect(dialog.getByText("Bas Tak doet deze soort afspraak niet. Toch met Bas Tak?")).toBeVisible();
  expect(dialog.queryByRole("button", { name: /^Goedkeuren/ })).toBeNull();
  await userEvent.click(dialog.getByRole("button", { name: "Toch goedkeuren bij Bas Tak" }));
  expect(await asked.find((request) => request.url.endsWith("/approve"))?.json()).toEqual({ vet_id: "v3", unsuitable: true });
});

test("a visit that has not begun cannot be called missed, and it says why", async () => {
  server([row("a1", "Bella", { starts_at: "2099-11-24T09:00:00Z", ends_at: "2099-11-24T09:20:00Z" })]);
  openAt("?day=2099-11-24&selected=a1");
  const missed = await screen.findByRole("button", { name: "Niet gekomen" });
  expect(missed).toBeDisabled();
  expect(missed).toHaveAccessibleDescription(/vanaf de afgesproken tijd/);
});

test("declining asks why before it is sent", async () => {
  const asked = server([row("a2", "Max", { state: "pending" })]);
  show();
  await userEvent.click(await screen.findByRole("button", { name: "Max afwijzen, Anna Vlinder" }));
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
  const asked = server([], { [`POST ${S}/appointments/find`]: { body: { items: [], next_cursor: null } } });
  const { router } = show();
  const field = await screen.findByRole("searchbox");
  await userEvent.type(field, "Bella");
  const clear = await screen.findByRole("button", { name: "Zoeken wissen" });
  expect(await asked.find((request) => request.url.endsWith("/find"))?.json()).toMatchObject({ q: "Bella", first_on: expect.any(String) as string });
  expect(router.state.location.search).toBe("?day=2026-11-24");
  expect(asked.some((request) => request.url.includes("Bella"))).toBe(false);
  await userEvent.click(clear);
  expect(field).toHaveValue("");
  expect(await screen.findByText("Deze dag is nog leeg.")).toBeVisible();
  const searches = asked.filter((request) => request.url.endsWith("/find")).length;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(field).toHaveValue("");
  expect(asked.filter((request) => request.url.endsWith("/find"))).toHaveLength(searches);
});

const closedAndAway = {
  [`GET ${S}/hours-exceptions`]: { body: { items: [{ on_date: "2026-11-24", hours: [], note: "Verhuizing", version: 1 }, { on_date: "2026-11-28", hours: [{ opens: "10:00", closes: "14:00" }], note: "Open dag", version: 1 }] } },
  [`GET ${S}/leave`]: { body: { items: [
    { id: "l1", resource_id: "v1", resource_name: "Noor Haas", resource_kind: "vet", starts_at: "2026-11-24T11:00:00Z", ends_at: "2026-11-26T09:00:00Z", reason: "Cursus" },
    { id: "l2", resource_id: "k1", resource_name: "Kamer 1", resource_kind: "room", starts_at: "2026-11-24T07:00:00Z", ends_at: "2026-11-24T08:00:00Z", reason: "" },
  ] } },
};

test("a day on which the practice is closed says so and why, and who and what is away", async () => {
  server([], closedAndAway);
  show();
  const lines = await screen.findByRole("list", { name: "Gesloten en afwezig" });
  expect(lines).toHaveTextContent("Gesloten Verhuizing");
  expect(lines).toHaveTextContent("Kamer 1 is niet beschikbaar, 08:00 – 09:00");
  expect(await screen.findByText("De praktijk is deze dag gesloten.")).toBeVisible();
  const column = screen.getByRole("region", { name: "Noor Haas" });
  expect(within(column).getByTitle("Afwezig: Cursus, 12:00 – 24:00")).toBeVisible();
  expect(within(column).queryByText(/Gesloten|Verhuizing/)).toBeNull();
});

test("the week shows a closed day, the leave of whom is looked at, and a Saturday that opens for once", async () => {
  server([row("a1", "Bella")], closedAndAway);
  show("&span=week&vet=v1");
  const lines = await screen.findByRole("list", { name: "Gesloten en afwezig" });
  expect(lines).toHaveTextContent("Andere openingstijden, 10:00 – 14:00 Open dag");
  expect(screen.getAllByTitle(/^Afwezig: Cursus/)).toHaveLength(3);
  expect(lines).not.toHaveTextContent("Noor Haas");
  expect(await screen.findByRole("button", { name: /10:00 Bella/ })).toBeVisible();
  expect(await screen.findByRole("region", { name: /28 nov/ })).toBeVisible();
});

test("the week says a leave of several days in one line", async () => {
  server([row("a1", "Bella")], closedAndAway);
  show("&span=week");
  const lines = await screen.findByRole("list", { name: "Gesloten en afwezig" });
  expect(within(lines).getAllByText(/^Noor Haas is afwezig/).map((line) => line.textContent)).toEqual(["Noor Haas is afwezig, di 24 nov 12:00 – do 26 nov 10:00"]);
  expect(lines).toHaveTextContent("Kamer 1 is niet beschikbaar, di 24 nov 08:00 – 09:00");
});

test("the week asks for the leave of its own days, and says when there is more than is shown", async () => {
  const asked = server([row("a1", "Bella")], { [`GET ${S}/leave`]: { body: { items: [], is_cut: true } } });
  show("&span=week");
  expect(await screen.findByText(/^Er is meer afwezigheid dan hier past/)).toBeVisible();
  const days = asked.filter((request) => request.url.includes("/leave")).map((request) => request.url);
  expect(days.join()).toContain("until=2026-11-29");
});

test("hours that could not be loaded are not passed off as open", async () => {
  server([row("a1", "Bella")], { [`GET ${S}/leave`]: { status: 500, body: {} } });
  show();
  expect(await screen.findByText(/^Gesloten dagen en afwezigheid konden niet worden geladen/)).toBeVisible();
});

test("what the owner called off is not put back without a question", async () => {
  const undo_until = new Date(Date.now() + 600_000).toISOString();
  const asked = server([row("a1", "Bella", { state: "cancelled", cancelled_by: "owner", changed_by: "owner", changed_how: "cancel", changed_at: new Date().toISOString(), undo_until })]);
  openAt("?day=2026-11-24&selected=a1");
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  expect(await screen.findByRole("dialog", { name: "Bella terugzetten?" })).toHaveTextContent("Anna Vlinder heeft deze afspraak");
  expect(asked.some((request) => request.method === "POST")).toBe(false);
});

test("a weekday on which the practice never opens is called closed, and can be booked on all the same", async () => {
  server([]);
  openAt("?day=2026-11-29");
  expect(await screen.findByText("De praktijk is deze dag gesloten.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Toch een afspraak maken" }));
  expect(await screen.findByRole("dialog")).toBeVisible();
});

test("who has gone has a tick and is called seen, whether or not somebody closed the appointment", async () => {
  server([row("a1", "Bella", { stage: "gone" }), row("a2", "Max", { stage: "in_room" }), row("a3", "Tess", { state: "completed" }), row("a4", "Moos", { stage: "waiting" })]);
  show();
  const column = within(await screen.findByRole("region", { name: "Noor Haas" }));
  expect(column.getAllByRole("button").map((block) => block.getAttribute("aria-label")?.split(", ").at(-1))).toEqual(["Gezien", "In consult", "Geweest", "Bevestigd"]);
  expect(column.getByRole("button", { name: /Bella/ }).querySelector(".lucide-check")).not.toBeNull();
  expect(column.getByRole("button", { name: /Moos/ }).querySelector(".lucide-check")).toBeNull();
});

test("how many requests wait is what the server counts while not all of them are loaded", async () => {
  server([row("a2", "Max", { state: "pending" })], {
    [`GET ${S}/appointments`]: (request: Request) => ({ body: { items: [row("a2", "Max", { state: "pending" })], next_cursor: request.url.includes("state=pending") ? "more" : null } }),
    [`GET ${S}/dashboard`]: { body: { requests_open: 73 } },
  });
  show();
  expect(await screen.findByRole("heading", { name: "Aanvragen 73" })).toBeVisible();
});

test("who came without an appointment is named above the day, and leads to where they are", async () => {
  vi.useFakeTimers({ now: new Date("2026-11-24T10:00:00Z"), toFake: ["Date"] });
  server([row("a1", "Bella")], { [`GET ${S}/board`]: { body: { items: [{ visit_id: "h1", appointment_id: null, patient_id: "p9", patient_name: "Max", client_name: "Sanne", stage: "in_room", arrived_at: "2026-11-24T09:12:00Z", vet_id: null, vet_name: null }, { visit_id: "h2", appointment_id: null, patient_id: "p8", patient_name: "Weg", client_name: "Sanne", stage: "withdrawn", arrived_at: "2026-11-24T09:00:00Z", vet_id: null, vet_name: null }] } } });
  show();
  const line = await screen.findByRole("list", { name: "Zonder afspraak" });
  expect(line).toHaveTextContent("Zonder afspraak: 1");
  expect(within(line).getByRole("link")).toHaveAttribute("href", "/p/zwaluwhof/front-desk?selected=h1");
  vi.useRealTimers();
});
