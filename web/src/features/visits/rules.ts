import { CHECK_IN_NEAR_MS } from "@/api/limits";
import type { Board, BoardRoom, BoardRow, Stage } from "@/api/types";

/** The way through the house, as the columns stand. */
export const STAGES = ["expected", "arrived", "waiting", "in_room", "to_pay", "gone"] as const satisfies readonly Stage[];
export type Column = (typeof STAGES)[number];

/** A waiting bar is full at the first, has its mark at the second. */
export const WAIT_FULL = 25;
export const WAIT_LONG = 15;
/** Sooner than this nobody is called late. */
const LATE_FROM = 5;
/** Visits that are planned this long say when they will be done, not how long they last already. */
const LONG_STAY = 45;
/** Whoever is expected later than this is folded away, unless hardly anybody is expected before. */
const SOON_MS = 2 * 3_600_000;
const SOON_LEAST = 5;

/** A patient of the day by what does not change when they check in. */
export function idOf(row: Pick<BoardRow, "appointment_id" | "visit_id">): string {
  return row.appointment_id ?? row.visit_id ?? "";
}

export function minutesSince(at: string | null, now: Date): number {
  return at === null ? 0 : Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / 60_000));
}

/** Minutes that somebody who is expected is late; null when they are not. */
export function lateBy(row: BoardRow, now: Date): number | null {
  if (row.stage !== "expected" || row.starts_at === null) return null;
  const late = minutesSince(row.starts_at, now);
  return late >= LATE_FROM ? late : null;
}

function plannedMinutes(row: BoardRow): number | null {
  return row.starts_at === null || row.ends_at === null ? null : Math.round((Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000);
}

/** Minutes that a stay in a room takes longer than was planned; null when it does not, or nothing was planned. */
export function overBy(row: BoardRow, now: Date): number | null {
  const planned = plannedMinutes(row);
  if (row.stage !== "in_room" || planned === null) return null;
  const over = minutesSince(row.stage_at, now) - planned;
  return over > 0 ? over : null;
}

/** When a long stay will be done, as long as that is still to come. */
export function doneAt(row: BoardRow, now: Date): Date | null {
  const planned = plannedMinutes(row);
  if (row.stage !== "in_room" || row.stage_at === null || planned === null || planned < LONG_STAY) return null;
  const done = new Date(Date.parse(row.stage_at) + planned * 60_000);
  return done > now ? done : null;
}

export function isLongWait(row: BoardRow, now: Date): boolean {
  return row.stage === "waiting" && minutesSince(row.stage_at, now) >= WAIT_LONG;
}

const bySince = (left: BoardRow, right: BoardRow): number => (left.stage_at ?? left.starts_at ?? "").localeCompare(right.stage_at ?? right.starts_at ?? "");

/** Who stands in each column: those expected by their time, those who left last on top, all others longest first. */
export function inColumns(rows: readonly BoardRow[]): Record<Column, BoardRow[]> {
  const columns = Object.fromEntries(STAGES.map((stage) => [stage, [] as BoardRow[]])) as Record<Column, BoardRow[]>;
  for (const row of rows) if (row.stage !== "withdrawn") columns[row.stage].push(row);
  for (const stage of STAGES) if (stage !== "expected") columns[stage].sort(bySince);
  columns.gone.reverse();
  return columns;
}

/** Those expected soon, and those who come later. What would fold away one or two is not worth a fold. */
export function soonAndLater(expected: readonly BoardRow[], now: Date): { soon: BoardRow[]; later: BoardRow[] } {
  const near = expected.filter((row) => Date.parse(row.starts_at ?? "") <= now.getTime() + SOON_MS).length;
  const shown = Math.max(near, SOON_LEAST);
  return expected.length - shown < 2 ? { soon: [...expected], later: [] } : { soon: expected.slice(0, shown), later: expected.slice(shown) };
}

/** Rooms with who is in them, in the practice's order. */
export function roomsOf(board: Pick<Board, "rooms" | "items">): { room: BoardRoom; row: BoardRow | undefined }[] {
  return board.rooms.map((room) => ({ room, row: board.items.find((one) => one.stage === "in_room" && one.room_id === room.id) }));
}

export function firstFreeRoom(board: Pick<Board, "rooms" | "items">): BoardRoom | null {
  return roomsOf(board).find(({ row }) => row === undefined)?.room ?? null;
}

/** The stage a step forward leads to; null when there is none. */
export function nextStage(stage: Stage): Column | null {
  const at = STAGES.findIndex((one) => one === stage);
  return at < 0 ? null : (STAGES[at + 1] ?? null);
}

/** Where one step back leads. Whoever leaves a room, or was about to pay, waits again. */
export function stageBefore(row: Pick<BoardRow, "stage" | "appointment_id">): Stage | null {
  const back: Partial<Record<Stage, Stage>> = {
    arrived: row.appointment_id === null ? "withdrawn" : "expected",
    waiting: "arrived",
    in_room: "waiting",
    to_pay: "waiting",
    gone: "to_pay",
  };
  return back[row.stage] ?? null;
}

export type Refusal = "notTheDay" | "notThere" | "notExpected" | "noVisit" | "seen";

/** Why somebody cannot go to a column; null when they can. The server judges again. */
export function refusalOf(row: BoardRow, to: Stage, now: Date): Refusal | null {
  if (row.visit_id === null && row.stage === "gone") return "noVisit";
  if (to === "expected" && row.appointment_id === null) return "notExpected";
  if (to === "expected" && row.stage !== "expected" && row.appointment_state !== "confirmed") return "seen";
  if (row.stage !== "expected") return null;
  if (to === "to_pay" || to === "gone") return "notThere";
  return row.starts_at !== null && Math.abs(Date.parse(row.starts_at) - now.getTime()) > CHECK_IN_NEAR_MS ? "notTheDay" : null;
}

/** What the row will look like once the server has moved it. */
export function foreseen(row: BoardRow, stage: Stage, room: BoardRoom | null, now: Date): BoardRow {
  const at = now.toISOString();
  const since = stage === row.stage ? row.stage_at : at;
  return { ...row, stage, stage_at: stage === "expected" ? null : since, arrived_at: row.arrived_at ?? at, room_id: room?.id ?? null, room_name: room?.name ?? null };
}

export interface State {
  key: "waiting" | "waitingNew" | "arrived" | "next" | "over" | "busy" | "none";
  count: number;
  minutes: number;
  next: BoardRow | undefined;
}

/** How things stand, for the sentence above the board. */
export function stateOf(rows: readonly BoardRow[], now: Date): State {
  const { waiting, arrived, expected, in_room: inRoom, to_pay: toPay } = inColumns(rows);
  const state = { count: waiting.length, minutes: minutesSince(waiting[0]?.stage_at ?? null, now), next: expected[0] };
  if (rows.every((row) => row.stage === "withdrawn")) return { ...state, key: "none" };
  if (waiting.length > 0) return { ...state, key: state.minutes > 0 ? "waiting" : "waitingNew" };
  if (arrived.length > 0) return { ...state, key: "arrived", count: arrived.length };
  if (expected.length > 0) return { ...state, key: "next" };
  return { ...state, key: inRoom.length + toPay.length > 0 ? "busy" : "over" };
}

/** Whom the server moved since the board was last read: said to those who do not see it. */
export function changesOf(before: readonly BoardRow[], after: readonly BoardRow[]): BoardRow[] {
  const stages = new Map(before.map((row) => [idOf(row), row.stage]));
  return after.filter((row) => row.stage !== "withdrawn" && stages.get(idOf(row)) !== row.stage && !(row.stage === "expected" && !stages.has(idOf(row))));
}
