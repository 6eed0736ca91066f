import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { PlannedEntry } from "./entries";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "patient", href: () => null, go: () => undefined };
const row = {
  id: "a1", patient_id: "p1", patient_name: "Bella", client_name: "Sanne", species: "dog", type_name_nl: "Ziek", type_name_en: "Ill", state: "confirmed", vet_name: "Noor",
  starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", record_id: null, is_record_signed: false, stage: null, reason: "Drinkt veel. ".repeat(60),
} as AppointmentRow;

afterEach(() => vi.restoreAllMocks());

test("a long reason of a visit to come is folded, and read on when it is asked for", async () => {
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(40);
  signedIn(sessionOf(noor([])));
  stubServer({});
  renderScreen(<MapProvider value={map}><ul><PlannedEntry slug="zwaluwhof" row={row} zone="Europe/Amsterdam" isNext={false} /></ul></MapProvider>);
  expect(await screen.findByText(/^Drinkt veel\./)).toHaveClass("line-clamp-2");
  await userEvent.click(await screen.findByRole("button", { name: "Alles tonen" }));
  expect(screen.getByText(/^Drinkt veel\./)).not.toHaveClass("line-clamp-2");
});
