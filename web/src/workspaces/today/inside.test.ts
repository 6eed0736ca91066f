import { expect, it } from "vitest";

import type { BoardRow } from "@/api/types";

import { presentOf } from "./inside";

const row = (visit_id: string, stage: BoardRow["stage"], stage_at: string) => ({ visit_id, appointment_id: null, stage, stage_at, starts_at: null }) as unknown as BoardRow;

it("who waits longest stands first, who is in a room last, and nobody who is not in the house", () => {
  const board = [row("room", "in_room", "2026-11-23T08:00:00Z"), row("short", "waiting", "2026-11-23T09:20:00Z"), row("long", "waiting", "2026-11-23T09:00:00Z"), row("in", "arrived", "2026-11-23T09:30:00Z"), row("pays", "to_pay", "2026-11-23T09:25:00Z"), row("gone", "gone", "2026-11-23T09:00:00Z"), row("later", "expected", "2026-11-23T10:00:00Z")];
  expect(presentOf(board).map(({ visit_id }) => visit_id)).toEqual(["long", "short", "in", "pays", "room"]);
});
