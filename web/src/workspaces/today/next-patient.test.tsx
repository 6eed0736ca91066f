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
  starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", record_id: null, is_record_signed: false, stage: null, reason: "Drinkt veel. ".repeat(60),
} as AppointmentRow;

afterEach(() => vi.restoreAllMocks());

test("a long reason is folded on Today, and read on when it is asked for", async () => {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(63);
  signedIn(sessionOf(noor([])));
  stubServer({});
  renderScreen(<MapProvider value={map}><NextPatient slug="zwaluwhof" row={row} zone="Europe/Amsterdam" isNext isOwn onAsk={() => undefined} /></MapProvider>);
  expect(await screen.findByText(/^Drinkt veel\./)).toHaveClass("line-clamp-3");
  await userEvent.click(await screen.findByRole("button", { name: "Alles tonen" }));
  expect(screen.getByText(/^Drinkt veel\./)).not.toHaveClass("line-clamp-3");
});
