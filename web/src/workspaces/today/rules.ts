import type { AppointmentRow, BoardRow } from "@/api/types";
import { gapsOf, isHere, isLiving, isOver, progressOf, type Gap } from "@/features/appointments/rules";
import { walkProgress } from "@/features/appointments/walk-ins";

export interface DayFigures {
  seen: number;
  toGo: number;
  /** Of those to go, who is in the house and not yet in a room. */
  here: number;
  /** Minutes that the oldest visit that should have begun, and was not closed, is behind; 0 when none is. */
  late: number;
}

const IN_ROOM_MINUTES = 5;

/** The sentence of the day: what was seen, what comes, how late it runs. */
export function figuresOf(rows: readonly AppointmentRow[], walkIns: readonly BoardRow[], now: Date): DayFigures {
  const living = rows.filter(isLiving);
  const open = living.filter((row) => row.state === "confirmed" && progressOf(row) !== "seen");
  const overdue = open.filter((row) => isOver(row, now) && progressOf(row) === "to_come").map((row) => Math.round((now.getTime() - Date.parse(row.ends_at)) / 60_000));
  const late = Math.max(0, ...overdue);
  const walked = walkIns.map(walkProgress);
  return {
    seen: living.filter((row) => progressOf(row) === "seen").length + walked.filter((progress) => progress === "seen").length,
    toGo: open.length + walked.filter((progress) => progress !== "seen").length,
    here: open.filter(isHere).length + walked.filter((progress) => progress === "to_come").length,
    late: late >= IN_ROOM_MINUTES ? late : 0,
  };
}

export type Moment =
  | { kind: "past"; rows: AppointmentRow[]; walkIns: BoardRow[] }
  | { kind: "walk-in"; row: BoardRow }
  | { kind: "now" }
  | { kind: "visit"; row: AppointmentRow }
  | { kind: "gap"; gap: Gap }
  | { kind: "rest"; rows: AppointmentRow[] };

/**
 * The day as an elastic line: what is over folds, now stands where it is, gaps show themselves (for one person only),
 * and what is far away folds again.
 */
export function dayLine(rows: readonly AppointmentRow[], walkIns: readonly BoardRow[], now: Date, shown: number, hasGaps: boolean): Moment[] {
  const living = rows.filter((row) => isLiving(row) && row.state !== "pending").sort((left, right) => left.starts_at.localeCompare(right.starts_at));
  const isPast = (row: AppointmentRow): boolean => progressOf(row) === "seen" || row.state === "no_show";
  const past = living.filter(isPast);
  const open = living.filter((row) => !isPast(row));
  const isGone = (row: BoardRow): boolean => walkProgress(row) === "seen";
  const gone = walkIns.filter(isGone);
  const begun = open.filter((row) => Date.parse(row.starts_at) <= now.getTime());
  const coming = open.filter((row) => Date.parse(row.starts_at) > now.getTime());
  const here: Moment[] = [...begun.map((row): Moment => ({ kind: "visit", row })), ...walkIns.filter((row) => !isGone(row)).map((row): Moment => ({ kind: "walk-in", row }))];
  const near = coming.slice(0, Math.max(1, shown - here.length));
  const rest = coming.slice(near.length);
  const gaps = hasGaps ? gapsOf(living, now).filter((gap) => near.some((row) => row.starts_at > gap.starts_at)) : [];
  const ahead: Moment[] = [...near.map((row): Moment => ({ kind: "visit", row })), ...gaps.map((gap): Moment => ({ kind: "gap", gap }))];
  here.sort((left, right) => at(left) - at(right));
  ahead.sort((left, right) => at(left) - at(right));
  return [
    ...(past.length + gone.length > 0 ? [{ kind: "past", rows: past, walkIns: gone } as const] : []),
    ...here,
    { kind: "now" },
    ...ahead,
    ...(rest.length > 0 ? [{ kind: "rest", rows: rest } as const] : []),
  ];
}

/** The instant at which something stands in the line. */
function at(moment: Moment): number {
  if (moment.kind === "visit") return Date.parse(moment.row.starts_at);
  if (moment.kind === "walk-in") return Date.parse(moment.row.arrived_at ?? "");
  return moment.kind === "gap" ? Date.parse(moment.gap.starts_at) : 0;
}

/** How much more or less than last month at the same point, in whole percents; null when there is nothing to compare. */
export function stepOf(now: number, before: number): number | null {
  return before === 0 ? null : Math.round(((now - before) / before) * 100);
}
