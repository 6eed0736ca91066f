import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { arrive, refreshSession, signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { anna, bella, card, page, slotAt, VET } from "../test-clinic";

import { BookScreen } from "./screen";

const first = slotAt("2030-01-08T14:40:00Z");
const second = slotAt("2030-01-08T15:10:00Z");
const passport = { pet_id: bella.id, pet_name: "Bella", species: "dog", chip: null, born_on: null, records: [], vaccinations: [], weights: [] };
const holdOf = (starts_at: string) => ({ id: "h1", starts_at, ends_at: starts_at, vet_id: VET, expires_at: "2100-01-01T00:00:00Z" });

const answers = {
  "GET /api/practices/zwaluwhof": { body: page },
  "GET /api/practices": { body: { items: [card], next_cursor: null } },
  "GET /api/me/pets": { body: { items: [bella] } },
  [`GET /api/me/pets/${bella.id}/passport`]: { body: passport },
  "GET /api/practices/zwaluwhof/slots": { body: { items: [first, second], zone: "Europe/Amsterdam" } },
  "DELETE /api/practices/zwaluwhof/holds/h1": { status: 204 },
};

const routes = [{ path: "/practices/:slug/book", element: <BookScreen /> }, { path: "*", element: <p>elders</p> }];
const posted = (asked: Request[], path: string): Request[] => asked.filter(({ method, url }) => method === "POST" && url.endsWith(path));

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => undefined);
});

it("books in three taps once the pet and the reason are preset", async () => {
  signedIn(sessionOf(anna));
  const made = { id: "a1", practice_slug: "zwaluwhof", practice_name: "De Zwaluwhof", zone: "Europe/Amsterdam", type_key: "consult", type_name_nl: "Ziek of gewond", type_name_en: "Ill", category: "consult", state: "confirmed", starts_at: first.starts_at, ends_at: second.starts_at, vet_id: VET, vet_name: "Lotte Zandstra", pet_id: bella.id, pet_name: "Bella", species: "dog", reason: "", decline_reason: null, may_cancel_until: first.starts_at, may_change: true, version: 1, record_id: null };
  const asked = stubServer({
    ...answers,
    "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(first.starts_at) },
    "POST /api/practices/zwaluwhof/appointments": { status: 201, body: made },
  });
  renderRoutes(routes, "/practices/zwaluwhof/book");
  expect(await screen.findByRole("radio", { name: /Bella/ })).toBeChecked();
  expect(await screen.findByRole("radio", { name: /Ziek of gewond/ })).toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Kies een tijd" }));
  expect(screen.getByRole("heading", { level: 1 })).toHaveFocus();
  await userEvent.click(await screen.findByRole("button", { name: "Verder met di 8 jan 15:40" }));
  await userEvent.click(await screen.findByRole("button", { name: "Afspraak maken" }));
  expect(await screen.findByRole("heading", { name: /Bella wordt .* om 15:40 verwacht/ })).toHaveFocus();
  const [body] = await Promise.all(posted(asked, "/appointments").map((request) => request.json() as Promise<Record<string, unknown>>));
  expect(body).toMatchObject({ type: "consult", starts_at: first.starts_at, pet_id: bella.id, hold_id: "h1" });
});

it("offers the nearest places where a time was refused, and holds the one that is taken instead", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer({
    ...answers,
    "POST /api/practices/zwaluwhof/holds": async (request) => {
      const { starts_at } = (await request.json()) as { starts_at: string };
      if (starts_at === second.starts_at) return { status: 409, body: { code: "slot_taken", alternatives: [first] } };
      return { status: 201, body: holdOf(starts_at) };
    },
  });
  renderRoutes(routes, "/practices/zwaluwhof/book?step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^16:10/ }));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Deze tijd is net door iemand anders gekozen.");
  await userEvent.click(within(alert).getByRole("button", { name: /15:40/ }));
  expect(await screen.findByText("di 8 jan 15:40 bij Lotte Zandstra houden we vast.")).toBeVisible();
  expect(posted(asked, "/holds")).toHaveLength(2);
});

const bram = { ...page.vets[0], id: "0192f000-0000-7000-8000-00000000000f", name: "Bram de Wit" };
const ofBram = (at: string) => ({ ...slotAt(at), vet_id: bram.id, vet_ids: [bram.id] });
const [early, later] = [ofBram("2030-01-07T09:00:00Z"), ofBram("2030-01-08T16:00:00Z")];
const withBram = (items: unknown[]) => ({
  ...answers,
  "GET /api/practices/zwaluwhof": { body: { ...page, vets: [...page.vets, bram] } },
  "GET /api/practices/zwaluwhof/slots": { body: { items, zone: "Europe/Amsterdam" } },
  "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(second.starts_at) },
});

it("keeps the time when a vet is chosen who has it, and says so when they have not", async () => {
  signedIn(sessionOf(anna));
  stubServer(withBram([early, first, second, later]));
  renderRoutes(routes, "/practices/zwaluwhof/book?step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^16:10/ }));
  expect(await screen.findByText(/houden we vast/)).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: /Lotte/ }));
  expect(await screen.findByRole("button", { name: "Verder met di 8 jan 16:10" })).toBeVisible();
  expect(screen.getByText(/houden we vast/)).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: /Bram/ }));
  expect(await screen.findByText("Op de tijd die je koos is Bram de Wit niet vrij. di 8 jan 17:00 is de eerstvolgende.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Verder met di 8 jan 17:00" })).toBeVisible();
  expect(screen.queryByText(/houden we vast/)).toBeNull();
});

it("does not call an earlier time the next one where nothing later is free", async () => {
  signedIn(sessionOf(anna));
  stubServer(withBram([early, first, second]));
  renderRoutes(routes, `/practices/zwaluwhof/book?step=2&at=${later.starts_at}`);
  expect(await screen.findByText("De tijd die je koos is net weg, en daarna is in deze weken niets vrij. Het vroegst vrij is ma 7 jan 10:00.")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: /Bram/ }));
  expect(await screen.findByText("Op de tijd die je koos is Bram de Wit niet vrij, en daarna in deze weken ook niet. Het vroegst vrij is ma 7 jan 10:00.")).toBeVisible();
});

it("does not blame somebody else for a time that the person chose themself in another tab", async () => {
  signedIn(sessionOf(anna));
  stubServer({ ...answers, "POST /api/practices/zwaluwhof/holds": { status: 409, body: { code: "slot_taken", is_own: true, alternatives: [first] } } });
  renderRoutes(routes, "/practices/zwaluwhof/book?step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^16:10/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Op deze tijd heb je zelf al iets gekozen, misschien in een ander tabblad.");
});

it.each([
  ["een halfuur", 30, "kan tot di 8 jan 15:10, daarna"],
  ["een dag", 1440, "kan tot ma 7 jan 15:40, daarna"],
])("says before it is confirmed until when the person can come back on it, in the practice's time (%s)", async (_, notice_minutes, text) => {
  signedIn(sessionOf(anna));
  const types = page.appointment_types.map((type) => ({ ...type, notice_minutes }));
  stubServer({ ...answers, "GET /api/practices/zwaluwhof": { body: { ...page, appointment_types: types } }, "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(first.starts_at) } });
  renderRoutes(routes, `/practices/zwaluwhof/book?step=3&type=consult&pet=${bella.id}&at=${first.starts_at}`);
  expect(await screen.findByText(/^Online verzetten of afzeggen/)).toHaveTextContent(text);
  expect(screen.getByRole("button", { name: "Afspraak maken" })).toBeVisible();
});

it("says that only the telephone is left where the visit is nearer than the practice's notice", async () => {
  signedIn(sessionOf(anna));
  const types = page.appointment_types.map((type) => ({ ...type, notice_minutes: 20_000_000 }));
  stubServer({ ...answers, "GET /api/practices/zwaluwhof": { body: { ...page, appointment_types: types } }, "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(first.starts_at) } });
  renderRoutes(routes, `/practices/zwaluwhof/book?step=3&type=consult&pet=${bella.id}&at=${first.starts_at}`);
  expect(await screen.findByText(/alleen nog per telefoon kunt verzetten of afzeggen, bij De Zwaluwhof/)).toBeVisible();
});

it("books with the hold that was still on its way when the button was pressed", async () => {
  signedIn(sessionOf(anna));
  let hold = (): void => undefined;
  const asked = stubServer({
    ...answers,
    "POST /api/practices/zwaluwhof/holds": () => new Promise((resolve) => { hold = () => resolve({ status: 201, body: holdOf(first.starts_at) }); }),
    "POST /api/practices/zwaluwhof/appointments": { status: 409, body: { code: "slot_taken", alternatives: [] } },
  });
  renderRoutes(routes, `/practices/zwaluwhof/book?step=3&type=consult&pet=${bella.id}&at=${encodeURIComponent(first.starts_at)}`);
  await userEvent.click(await screen.findByRole("button", { name: "Afspraak maken" }));
  await waitFor(() => expect(posted(asked, "/holds")).toHaveLength(1));
  expect(posted(asked, "/appointments")).toEqual([]);
  hold();
  await waitFor(() => expect(posted(asked, "/appointments")).toHaveLength(1));
  await expect(posted(asked, "/appointments")[0]?.json()).resolves.toMatchObject({ hold_id: "h1" });
});

it("gives a held place back when the person leaves", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer({ ...answers, "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(first.starts_at) } });
  renderRoutes(routes, "/practices/zwaluwhof/book?step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^15:40/ }));
  await screen.findByText("di 8 jan 15:40 bij Lotte Zandstra houden we vast.");
  await userEvent.click(screen.getByRole("button", { name: "Stoppen met boeken" }));
  expect(await screen.findByText("elders")).toBeVisible();
  expect(asked.some(({ method, url }) => method === "DELETE" && url.endsWith("/holds/h1"))).toBe(true);
});

it("gives a held place back in nobody else's name", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer({ ...answers, "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(first.starts_at) } });
  const { unmount } = renderRoutes(routes, "/practices/zwaluwhof/book?step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^15:40/ }));
  await screen.findByText("di 8 jan 15:40 bij Lotte Zandstra houden we vast.");
  signedIn(sessionOf({ ...anna, id: "0192f000-0000-7000-8000-000000000002" }));
  unmount();
  expect(asked.filter(({ method }) => method === "DELETE")).toEqual([]);
});

it("sends a stranger to log in and brings them back to the time they chose", async () => {
  stubServer(answers);
  const { router } = renderRoutes(routes, "/practices/zwaluwhof/book?species=dog&step=2");
  await userEvent.click(await screen.findByRole("button", { name: /^16:10/ }));
  await userEvent.click(screen.getByRole("button", { name: "Verder met di 8 jan 16:10" }));
  expect(router.state.location.pathname).toBe("/login");
  const next = new URLSearchParams(router.state.location.search).get("next") ?? "";
  const back = new URL(next, "http://x").searchParams;
  expect([back.get("at"), back.get("step"), back.get("type")]).toEqual([second.starts_at, "3", "consult"]);
});

it("shows the booking whose answer was lost, also when the hold has run out meanwhile", async () => {
  signedIn(sessionOf(anna));
  const made = { id: "a1", practice_slug: "zwaluwhof", practice_name: "De Zwaluwhof", zone: "Europe/Amsterdam", type_key: "consult", type_name_nl: "Ziek of gewond", type_name_en: "Ill", category: "consult", state: "confirmed", starts_at: first.starts_at, ends_at: second.starts_at, vet_id: VET, vet_name: "Lotte Zandstra", pet_id: bella.id, pet_name: "Bella", species: "dog", reason: "", decline_reason: null, may_cancel_until: first.starts_at, may_change: true, version: 1, record_id: null };
  let isLost = true;
  const booked = new Map<string | null, string>();
  const asked = stubServer({
    ...answers,
    "POST /api/practices/zwaluwhof/holds": { status: 201, body: { ...holdOf(first.starts_at), expires_at: new Date(Date.now() + 2500).toISOString() } },
    "POST /api/practices/zwaluwhof/appointments": async (request) => {
      const key = request.headers.get("Idempotency-Key");
      const body = await request.text();
      if (booked.size > 0 && !booked.has(key)) return { status: 409, body: { code: "slot_taken", alternatives: [] } };
      if (booked.has(key) && booked.get(key) !== body) return { status: 422, body: { code: "idempotency_key_reused" } };
      booked.set(key, body);
      if (isLost) throw new TypeError("the line dropped");
      return { status: 201, body: made };
    },
  });
  renderRoutes(routes, `/practices/zwaluwhof/book?step=3&type=consult&pet=${bella.id}&at=${first.starts_at}`);
  await screen.findByText("di 8 jan 15:40 bij Lotte Zandstra houden we vast.");
  await userEvent.click(screen.getByRole("button", { name: "Afspraak maken" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Geen verbinding.");
  await waitFor(() => expect(screen.queryByText("di 8 jan 15:40 bij Lotte Zandstra houden we vast.")).toBeNull());
  isLost = false;
  await userEvent.click(screen.getByRole("button", { name: "Afspraak maken" }));
  expect(await screen.findByRole("heading", { name: /Bella wordt .* om 15:40 verwacht/ })).toBeVisible();
  expect(posted(asked, "/appointments")).toHaveLength(2);
});

it("sends whoever's session ended in the middle to log in, and back to all that was chosen", async () => {
  await arrive(sessionOf(anna));
  stubServer({ ...answers, "POST /api/practices/zwaluwhof/holds": { status: 201, body: holdOf(second.starts_at) }, "POST /api/auth/refresh": { status: 401, body: { code: "session_expired" } } });
  const chosen = `/practices/zwaluwhof/book?step=3&type=consult&pet=${bella.id}&at=${encodeURIComponent(second.starts_at)}`;
  const { router } = renderRoutes(routes, chosen);
  await userEvent.type(await screen.findByLabelText("Moet de dierenarts iets weten?"), "Bella drinkt veel");
  await act(() => refreshSession());
  await waitFor(() => expect(router.state.location.pathname).toBe("/login"));
  const next = new URLSearchParams(router.state.location.search).get("next") ?? "";
  await act(() => arrive(sessionOf(anna)));
  await act(() => router.navigate(next));
  expect(await screen.findByLabelText("Moet de dierenarts iets weten?")).toHaveValue("Bella drinkt veel");
  expect(screen.getByText(/^di 8 jan 16:10 bij Lotte/)).toBeVisible();
});

it("shows nothing of what somebody else had chosen at this computer", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer(answers);
  const { router } = renderRoutes(routes, `/practices/zwaluwhof/book?step=3&type=recheck&pet=0192f000-0000-7000-8000-00000000ffff&at=${encodeURIComponent(second.starts_at)}`);
  expect(await screen.findByRole("radio", { name: /Bella/ })).toBeChecked();
  await waitFor(() => expect(router.state.location.search).toBe(""));
  expect(posted(asked, "/holds")).toEqual([]);
});

it("promises a paravet only where nobody else does that kind of visit", async () => {
  signedIn(sessionOf(anna));
  const kind = (key: string, name: string, by_paravet: boolean) => ({ ...page.appointment_types[0], key, name_nl: name, category: "nurse", by_paravet });
  stubServer({ ...answers, "GET /api/practices/zwaluwhof": { body: { ...page, appointment_types: [kind("nails", "Nagels", true), kind("weighing", "Wegen", false)] } } });
  renderRoutes(routes, "/practices/zwaluwhof/book");
  expect(await screen.findByRole("radio", { name: /Nagels.*20 min met een paraveterinair/ })).toBeInTheDocument();
  expect(screen.getByRole("radio", { name: /Wegen/ })).not.toHaveAccessibleName(/paraveterinair/);
});
