import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow, PatientLine } from "@/api/types";
import { toast } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { BookDialog } from "./book-dialog";
import { ReasonDialog } from "./reason-dialog";
import { settle } from "./use-series";

const S = "/api/staff/zwaluwhof";
const bella = { id: "p1", name: "Bella", species: "dog", client_id: "c1", client_name: "Anna Vlinder", city: "Utrecht", state: "active" } as PatientLine;
const slotAt = (starts_at: string, vet_id = "v1") => ({ starts_at, ends_at: starts_at, vet_id, vet_ids: [vet_id] });
const [FIRST, SECOND, THIRD, OTHER] = ["2030-01-08T14:40:00Z", "2030-01-15T14:40:00Z", "2030-01-22T14:40:00Z", "2030-01-15T15:00:00Z"] as const;
const dates = [
  { starts_at: FIRST, ends_at: FIRST, state: "free" as const, alternatives: [] },
  { starts_at: SECOND, ends_at: SECOND, state: "taken" as const, alternatives: [slotAt(OTHER), slotAt(SECOND, "v2")] },
  { starts_at: THIRD, ends_at: THIRD, state: "free" as const, alternatives: [] },
];
const row = (id: string, starts_at: string, more: object = {}) => ({ id, patient_name: "Bella", client_name: "Anna Vlinder", starts_at, ends_at: starts_at, state: "confirmed", series_id: "s1", version: 1, species: "dog", vet_name: "Noor Haas", ...more });
const type = { id: "t1", key: "consult", name_nl: "Ziek", name_en: "Ill", category: "consult", minutes: 20, active: true, species: [], resource_ids: ["v1"] };
const answers = {
  [`GET ${S}/appointment-types`]: { body: { items: [type] } },
  [`GET ${S}/resources`]: { body: { items: [{ id: "v1", name: "Noor Haas", active: true, user_id: null, kind: "vet" }] } },
  [`GET ${S}/slots`]: { body: { items: [slotAt(FIRST)], zone: "Europe/Amsterdam" } },
  [`POST ${S}/series/preview`]: { body: { items: dates, zone: "Europe/Amsterdam" } },
};

beforeEach(() => signedIn(sessionOf(noor(["schedule.read", "schedule.book"]))));

test("a free date is booked as it is, any other is left out until somebody chooses a time of the same vet", () => {
  expect(settle(dates, "v1", {}).map(({ startsAt }) => startsAt)).toEqual([FIRST, null, THIRD]);
  const said = settle(dates, "v1", { [FIRST]: null, [SECOND]: OTHER });
  expect(said.map(({ startsAt }) => startsAt)).toEqual([null, OTHER, THIRD]);
  expect(said[1]?.others.map((slot) => slot.starts_at)).toEqual([OTHER]);
});

test("a booking that comes back shows every date first, and books those that were settled", async () => {
  const asked = stubServer({ ...answers, [`POST ${S}/series`]: { status: 201, body: { series_id: "s1", items: [row("a1", FIRST), row("a2", OTHER), row("a3", THIRD)] } }, [`POST ${S}/appointments/a1/cancel-following`]: { body: { series_id: "s1", items: [row("a1", FIRST, { state: "cancelled", version: 2 })] } } });
  const onClose = vi.fn();
  renderScreen(<BookDialog slug="zwaluwhof" zone="Europe/Amsterdam" patient={bella} onClose={onClose} />);
  await userEvent.click(await screen.findByRole("button", { name: /^Ziek/ }, { timeout: 5000 }));
  await userEvent.click(await screen.findByRole("button", { name: /15:40/ }));
  await userEvent.click(screen.getByRole("switch", { name: "Herhalen" }));
  const list = within(await screen.findByRole("list", { name: "Alle data" }));
  expect(list.getByText("Bezet")).toBeVisible();
  expect(screen.getByRole("button", { name: /^Plan 2 afspraken in/ })).toBeEnabled();
  await userEvent.selectOptions(list.getByRole("combobox"), OTHER);
  await userEvent.click(screen.getByRole("button", { name: /^Plan 3 afspraken in/ }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(await asked.find((request) => request.url.endsWith("/series"))?.json()).toMatchObject({ starts: [FIRST, OTHER, THIRD], vet_id: "v1", patient_id: "p1" });
  await vi.waitFor(() => expect(toast.undoLast()).toBe(true));
  await vi.waitFor(() => expect(asked.some((request) => request.url.endsWith("/a1/cancel-following"))).toBe(true));
});

test("one of a series is called off alone, or with those after it, and that is taken back as one", async () => {
  const called = row("a2", SECOND, { state: "cancelled", version: 2 });
  const asked = stubServer({ [`GET ${S}/appointments/a2`]: { body: row("a2", SECOND) }, [`POST ${S}/appointments/a2/cancel-following`]: { body: { series_id: "s1", items: [called] } }, [`POST ${S}/appointments/a2/undo-following`]: { body: { series_id: "s1", items: [row("a2", SECOND, { version: 3 })] } } });
  const onClose = vi.fn();
  renderScreen(<ReasonDialog slug="zwaluwhof" zone="Europe/Amsterdam" row={row("a2", SECOND) as unknown as AppointmentRow} kind="cancel" onClose={onClose} />);
  await userEvent.click(await screen.findByRole("radio", { name: "Deze en volgende" }));
  await userEvent.click(screen.getByRole("button", { name: "Afzeggen" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(toast.undoLast()).toBe(true);
  await vi.waitFor(() => expect(asked.find((request) => request.url.endsWith("/undo-following"))?.headers.get("If-Match")).toBe("2"));
});

test("what is no series is called off without being asked how far", async () => {
  stubServer({ [`GET ${S}/appointments/a2`]: { body: row("a2", SECOND, { series_id: null }) } });
  renderScreen(<ReasonDialog slug="zwaluwhof" zone="Europe/Amsterdam" row={row("a2", SECOND, { series_id: null }) as unknown as AppointmentRow} kind="cancel" onClose={vi.fn()} />);
  expect(await screen.findByRole("button", { name: "Afzeggen" })).toBeVisible();
  expect(screen.queryByRole("radio")).toBeNull();
});
