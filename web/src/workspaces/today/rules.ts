import type { AppointmentRow } from "@/api/types";
import { gapsOf, isHere, isLiving, isOver, progressOf, type Gap } from "@/features/appointments/rules";

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
export function figuresOf(rows: readonly AppointmentRow[], now: Date): DayFigures {
  const living = rows.filter(isLiving);
  const open = living.filter((row) => row.state === "confirmed" && progressOf(row) !== "seen");
  const overdue = open.filter((row) => isOver(row, now) && progressOf(row) === "to_come").map((row) => Math.round((now.getTime() - Date.parse(row.ends_at)) / 60_000));
  const late = Math.max(0, ...overdue);
  return { seen: living.filter((row) => progressOf(row) === "seen").length, toGo: open.length, here: open.filter(isHere).length, late: late >= IN_ROOM_MINUTES ? late : 0 };
}

export type Moment =
  | { kind: "past"; rows: AppointmentRow[] }
  | { kind: "now" }
  | { kind: "visit"; row: AppointmentRow }
  | { kind: "gap"; gap: Gap }
  | { kind: "rest"; rows: AppointmentRow[] };

/**
 * The day as an elastic line: what is over folds, now stands where it is, gaps show themselves (for one person only),
 * and what is far away folds again.
 */
export function dayLine(rows: readonly AppointmentRow[], now: Date, shown: number, hasGaps: boolean): Moment[] {
  const living = rows.filter((row) => isLiving(row) && row.state !== "pending").sort((left, right) => left.starts_at.localeCompare(right.starts_at));
  const isPast = (row: AppointmentRow): boolean => progressOf(row) === "seen" || row.state === "no_show";
  const past = living.filter(isPast);
  const open = living.filter((row) => !isPast(row));
  const begun = open.filter((row) => Date.parse(row.starts_at) <= now.getTime());
  const coming = open.filter((row) => Date.parse(row.starts_at) > now.getTime());
  const near = coming.slice(0, Math.max(1, shown - begun.length));
  const rest = coming.slice(near.length);
  const gaps = hasGaps ? gapsOf(living, now).filter((gap) => near.some((row) => row.starts_at > gap.starts_at)) : [];
  const ahead: Moment[] = [...near.map((row): Moment => ({ kind: "visit", row })), ...gaps.map((gap): Moment => ({ kind: "gap", gap }))];
  const at = (moment: Moment): string => (moment.kind === "visit" ? new Date(moment.row.starts_at).toISOString() : moment.kind === "gap" ? moment.gap.starts_at : "");
  ahead.sort((left, right) => at(left).localeCompare(at(right)));
  return [
    ...(past.length > 0 ? [{ kind: "past", rows: past } as const] : []),
    ...begun.map((row): Moment => ({ kind: "visit", row })),
    { kind: "now" },
    ...ahead,
    ...(rest.length > 0 ? [{ kind: "rest", rows: rest } as const] : []),
  ];
}

/** How much more or less than last month at the same point, in whole percents; null when there is nothing to compare. */
export function stepOf(now: number, before: number): number | null {
  return before === 0 ? null : Math.round(((now - before) / before) * 100);
}
