import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { NextPatient } from "./next-patient";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "today", href: () => null, go: () => undefined };
const row = {
  id: "a1", patient_id: "p1", patient_name: "Bella", client_name: "Sanne", species: "dog", type_name_nl: "Ziek", type_name_en: "Ill", state: "confirmed", vet_name: "Noor",
  starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", undo_until: null, record_id: null, is_record_signed: false, stage: null, reason: "Drinkt veel. ".repeat(60),
} as AppointmentRow;

const now = new Date("2026-11-24T08:50:00Z");
const show = (more: Partial<AppointmentRow>, onCheckIn = (): void => undefined) => {
  signedIn(sessionOf(noor(["schedule.read", "schedule.book"])));
  const asked = stubServer({ "POST /api/staff/zwaluwhof/appointments/a1/undo": { body: row } });
  renderScreen(<MapProvider value={map}><NextPatient slug="zwaluwhof" row={{ ...row, reason: "Hoest", ...more }} zone="Europe/Amsterdam" now={now} isNext={false} isOwn onAsk={() => undefined} onCheckIn={onCheckIn} /></MapProvider>);
  return asked;
};

afterEach(() => vi.restoreAllMocks());

test("a long reason is folded on Today, and read on when it is asked for", async () => {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(63);
  signedIn(sessionOf(noor([])));
  stubServer({});
  renderScreen(<MapProvider value={map}><NextPatient slug="zwaluwhof" row={row} zone="Europe/Amsterdam" now={now} isNext isOwn onAsk={() => undefined} onCheckIn={() => undefined} /></MapProvider>);
  expect(await screen.findByText(/^Drinkt veel\./)).toHaveClass("line-clamp-3");
  await userEvent.click(await screen.findByRole("button", { name: "Alles tonen" }));
  expect(screen.getByText(/^Drinkt veel\./)).not.toHaveClass("line-clamp-3");
});

test("who is in consult is not called the next one", async () => {
  show({ stage: "in_room" });
  expect(await screen.findByText("In consult, 10:00")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Inchecken/ })).toBeNull();
});

test("who was not checked in is checked in from here", async () => {
  const checkIn = vi.fn();
  show({}, checkIn);
  await userEvent.click(await screen.findByRole("button", { name: /Inchecken/ }));
  expect(checkIn).toHaveBeenCalledOnce();
});

test("what was completed can be taken back for as long as the server takes it back", async () => {
  const asked = show({ state: "completed", undo_until: "2026-11-24T09:40:00Z", version: 4 });
  await userEvent.click(await screen.findByRole("button", { name: "Terugdraaien" }));
  expect(asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("4");
});

test("what was completed longer ago cannot be taken back", async () => {
  show({ state: "completed", undo_until: "2026-11-24T08:40:00Z" });
  expect(await screen.findByText("Hoest")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Terugdraaien" })).toBeNull();
});
