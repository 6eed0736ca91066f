import { expect, it } from "vitest";

import type { BoardRow } from "@/api/types";

import { atDesk } from "./at-desk-rules";

const now = new Date("2026-11-24T10:00:00Z");
const row = (patient_name: string, stage: BoardRow["stage"], at: string, more: Partial<BoardRow> = {}): BoardRow =>
  ({ patient_name, stage, starts_at: `2026-11-24T${at}:00Z`, stage_at: stage === "expected" ? null : `2026-11-24T${at}:00Z`, patient_state: "active", ...more }) as BoardRow;
const named = (rows: BoardRow[]) => atDesk(rows, now).map((one) => one.patient_name);

it("offers who pays first, then who just came in, then who is expected within the hour or late by less", () => {
  expect(named([
    row("Bink", "expected", "10:40"), row("Dex", "expected", "09:10"), row("Fedde", "expected", "08:50"), row("Mila", "expected", "11:10"),
    row("Nova", "arrived", "09:55"), row("Olijf", "waiting", "09:40"), row("Puck", "in_room", "09:30"), row("Roxy", "gone", "09:00"),
    row("Sien", "to_pay", "09:58"), row("Teun", "to_pay", "09:50"),
  ])).toEqual(["Teun", "Sien", "Nova", "Dex", "Bink"]);
});

it("offers no animal that died or is archived, and eight at most", () => {
  expect(named([row("Vos", "to_pay", "09:50", { patient_state: "deceased" })])).toEqual([]);
  expect(named(Array.from({ length: 12 }, (_, index) => row(`Bella ${index}`, "arrived", "09:50")))).toHaveLength(8);
});
