import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { PatientLine } from "@/api/types";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { BookDialog } from "./book-dialog";

const S = "/api/staff/zwaluwhof";
const bella = { id: "p1", name: "Bella", species: "dog", client_id: "c1", client_name: "Anna Vlinder", city: "Utrecht", state: "active" } as PatientLine;
const slot = { starts_at: "2030-01-08T14:40:00Z", ends_at: "2030-01-08T15:00:00Z", vet_id: "v1", vet_ids: ["v1"] };
const row = { id: "a1", patient_name: "Bella", starts_at: slot.starts_at, ends_at: slot.ends_at, state: "confirmed", version: 1 };
const type = { id: "t1", key: "consult", name_nl: "Ziek", name_en: "Ill", category: "consult", minutes: 20, active: true, species: [] };
const answers = {
  [`GET ${S}/appointment-types`]: { body: { items: [type] } },
  [`GET ${S}/resources`]: { body: { items: [{ id: "v1", name: "Noor Haas", active: true, user_id: null, kind: "vet" }] } },
  [`GET ${S}/slots`]: { body: { items: [slot], next_cursor: null, zone: "Europe/Amsterdam" } },
};

function Said() {
  return <p>{useToasts().map((one) => one.text).join()}</p>;
}

function show(onClose = vi.fn()) {
  renderScreen(<><BookDialog slug="zwaluwhof" zone="Europe/Amsterdam" patient={bella} onClose={onClose} /><Said /></>);
  return onClose;
}

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book"]))));

async function choose(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: /^Ziek/ }, { timeout: 5000 }));
  await userEvent.click(await screen.findByRole("button", { name: /15:40/ }));
  return screen.getByRole("button", { name: /^Plan .*15:40/ });
}

it("books once when the answer was lost and the button is pressed again", async () => {
  const booked = new Set<string | null>();
  let isLost = true;
  stubServer({
    ...answers,
    [`POST ${S}/appointments`]: (request) => {
      const key = request.headers.get("Idempotency-Key");
      if (booked.size > 0 && !booked.has(key)) return { status: 409, body: { code: "slot_taken", alternatives: [] } };
      booked.add(key);
      if (isLost) throw new TypeError("the line dropped");
      return { status: 201, body: row };
    },
  });
  const onClose = show();
  const button = await choose();
  await userEvent.click(button);
  expect(await screen.findByRole("alert")).toHaveTextContent("Geen verbinding.");
  isLost = false;
  await userEvent.click(screen.getByRole("button", { name: /^Plan .*15:40/ }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(booked.size).toBe(1);
});

it("offers to try again where the kinds of visit could not be fetched", async () => {
  stubServer({ ...answers, [`GET ${S}/appointment-types`]: { status: 403, body: { code: "forbidden" } } });
  show();
  expect(await screen.findByText("De afspraaksoorten konden niet worden geladen.")).toBeVisible();
  stubServer(answers);
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByRole("button", { name: /^Ziek/ })).toBeVisible();
});

it("offers to try again where the free times could not be fetched", async () => {
  stubServer({ ...answers, [`GET ${S}/slots`]: { status: 500, body: { code: "server_error" } } });
  show();
  await userEvent.click(await screen.findByRole("button", { name: /^Ziek/ }));
  expect(await screen.findByText("De vrije tijden konden niet worden geladen.")).toBeVisible();
  stubServer(answers);
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByRole("button", { name: /15:40/ })).toBeVisible();
});

it("says so when a booking could not be taken back", async () => {
  stubServer({ ...answers, [`POST ${S}/appointments`]: { status: 201, body: row }, [`POST ${S}/appointments/a1/cancel`]: { status: 409, body: { code: "stale" } } });
  show();
  await userEvent.click(await choose());
  await vi.waitFor(() => expect(toast.undoLast()).toBe(true));
  expect(await screen.findByText(/Bella: Dit is net gewijzigd/)).toBeInTheDocument();
});

it("books once when Enter is pressed twice, and names whose animal it is for", async () => {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  const asked = stubServer({ ...answers, [`POST ${S}/appointments`]: async () => { await answered; return { status: 201, body: row }; } });
  const onClose = show();
  expect(await screen.findByRole("dialog", { name: "Afspraak voor Bella (Anna Vlinder)" })).toBeVisible();
  await choose();
  await userEvent.type(screen.getByRole("textbox", { name: "Voor de dierenarts, niet voor de eigenaar" }), "Hoest{Enter}{Enter}");
  answer();
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  const posted = asked.filter(({ method }) => method === "POST");
  expect(posted).toHaveLength(1);
  expect(await posted[0]?.json()).toMatchObject({ reason: "", note: "Hoest" });
});

it("offers nothing that began before now", async () => {
  const earlier = { ...slot, starts_at: new Date(Date.now() - 3_600_000).toISOString(), ends_at: new Date(Date.now() - 2_400_000).toISOString() };
  stubServer({ ...answers, [`GET ${S}/slots`]: { body: { items: [earlier, slot], next_cursor: null, zone: "Europe/Amsterdam" } } });
  show();
  await userEvent.click(await screen.findByRole("button", { name: /^Ziek/ }));
  const offers = await screen.findByRole("group", { name: "Beste drie" });
  expect(within(offers).getAllByRole("button").map((one) => one.textContent)).toEqual([expect.stringContaining("15:40")]);
  await userEvent.click(screen.getByRole("button", { name: "Andere tijd kiezen" }));
  expect(screen.getByRole("button", { name: /vandaag|vrij/i, pressed: true })).toHaveTextContent("–");
});

it("says that the animal comes on the chosen day already, and books all the same", async () => {
  const also = { ...row, id: "a0", starts_at: "2030-01-08T09:00:00Z", type_name_nl: "Enting", type_name_en: "Vaccination" };
  const others = [{ ...also, id: "a9", starts_at: "2030-01-09T09:00:00Z" }, { ...also, id: "a8", state: "cancelled", type_name_nl: "Gebit" }, also];
  const asked = stubServer({ ...answers, [`GET ${S}/patients/p1/appointments`]: { body: { items: others, next_cursor: null } }, [`POST ${S}/appointments`]: { status: 201, body: row } });
  show();
  const button = await choose();
  expect(await screen.findByText("Bella komt die dag ook om 10:00 voor Enting.")).toBeVisible();
  await userEvent.click(button);
  await vi.waitFor(() => expect(asked.some(({ method }) => method === "POST")).toBe(true));
});

it("promises no other time where none is free around a time that is taken", async () => {
  stubServer({ ...answers, [`POST ${S}/appointments`]: { status: 409, body: { code: "slot_taken", alternatives: [] } } });
  show();
  await userEvent.click(await choose());
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Deze tijd is net door iemand anders bezet. Rond die dag is niets vrij. Kies een andere dag.");
  expect(alert).not.toHaveTextContent("Wel vrij");
});

it("keeps what is written for a new booking out of another visit that is booked again, and the other way round", async () => {
  stubServer(answers);
  const noteField = () => screen.findByRole("textbox", { name: "Voor de dierenarts, niet voor de eigenaar" });
  const again = (visitId: string) => ({ visitId, type: "consult", reason: "", note: "", place: null });
  const ask = (visitId?: string) => <BookDialog key={visitId ?? "new"} slug="zwaluwhof" zone="Europe/Amsterdam" patient={bella} again={visitId ? again(visitId) : undefined} onClose={vi.fn()} />;
  const { unmount } = renderScreen(ask("a1"));
  await userEvent.type(await noteField(), "Bijt");
  unmount();
  const other = renderScreen(ask("a2"));
  expect(await noteField()).toHaveValue("");
  other.unmount();
  renderScreen(ask("a1"));
  expect(await noteField()).toHaveValue("Bijt");
});

it("forgets what was written for an animal when another one is chosen", async () => {
  const tom = { ...bella, id: "p2", name: "Tom" };
  stubServer({ ...answers, [`POST ${S}/patients/find`]: { body: { items: [bella, tom], next_cursor: null } }, [`GET ${S}/patients`]: { body: { items: [bella, tom], next_cursor: null } } });
  renderScreen(<BookDialog slug="zwaluwhof" zone="Europe/Amsterdam" onClose={vi.fn()} />);
  const pick = async (name: string): Promise<void> => {
    const field = await screen.findByRole("combobox");
    await userEvent.clear(field);
    await userEvent.type(field, name);
    await userEvent.click(await screen.findByRole("option", { name: new RegExp(name) }));
    const kind = await screen.findByRole("button", { name: /^Ziek/ });
    if (kind.getAttribute("aria-pressed") !== "true") await userEvent.click(kind);
  };
  const noteField = () => screen.findByRole("textbox", { name: "Voor de dierenarts, niet voor de eigenaar" });
  await pick("Bella");
  await userEvent.type(await noteField(), "Bijt");
  await pick("Tom");
  expect(await noteField()).toHaveValue("");
  await pick("Bella");
  expect(await noteField()).toHaveValue("");
});
