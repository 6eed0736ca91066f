import type { AppointmentRow, AppointmentState, ResourceView } from "@/api/types";
import { isLiving } from "@/features/appointments/rules";
import { minuteOfDay } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

import type { Band } from "./away";

export interface Hours {
  /** Minutes since midnight, on whole hours. */
  from: number;
  to: number;
}

const USUAL: Hours = { from: 8 * 60, to: 18 * 60 };

/** The hours that the grid shows: the usual day, and longer where something stands outside it. */
export function hoursOf(rows: readonly Pick<AppointmentRow, "starts_at" | "ends_at">[], zone: string, open: readonly Hours[] = []): Hours {
  let { from, to } = USUAL;
  for (const span of open) {
    from = Math.min(from, Math.floor(span.from / 60) * 60);
    to = Math.max(to, Math.ceil(span.to / 60) * 60);
  }
  for (const row of rows) {
    from = Math.min(from, Math.floor(minuteOfDay(row.starts_at, zone) / 60) * 60);
    const ends = minuteOfDay(row.ends_at, zone);
    to = Math.max(to, Math.ceil((ends === 0 ? 1440 : ends) / 60) * 60);
  }
  return { from, to };
}

export interface Column {
  key: string;
  title: string;
  rows: AppointmentRow[];
  /** What stands under the title instead of how many there are: that the practice is closed. */
  note?: string;
  bands?: Band[];
}

/** Who sees patients; a room or a device only goes with them. */
export function isPerson({ kind }: Pick<ResourceView, "kind">): boolean {
  return kind === "vet" || kind === "paravet";
}

/** A column for everybody who works here or has somebody that day: the vets first, each in the practice's order. */
export function peopleColumns(rows: readonly AppointmentRow[], resources: readonly ResourceView[], only: string | undefined): Column[] {
  const people = [...resources.filter(({ kind }) => kind === "vet"), ...resources.filter(({ kind }) => kind === "paravet")];
  const columns = people
    .filter((one) => one.active && (only === undefined || one.id === only))
    .map((one) => ({ key: one.id, title: one.name, rows: rows.filter((row) => row.vet_id === one.id) }));
  // Whoever left the practice or is no vet by kind still has the visits that stand under their name.
  const known = new Set(columns.map((column) => column.key));
  for (const row of rows) {
    if (known.has(row.vet_id)) continue;
    known.add(row.vet_id);
    columns.push({ key: row.vet_id, title: row.vet_name, rows: rows.filter((other) => other.vet_id === row.vet_id) });
  }
  return columns;
}

/** A column for each room or device; what needs none of them stands in no column. */
export function thingColumns(rows: readonly AppointmentRow[], resources: readonly ResourceView[], kind: "room" | "device"): Column[] {
  return resources
    .filter((one) => one.kind === kind)
    .map((one) => ({ key: one.id, title: one.name, isActive: one.active, rows: rows.filter((row) => row.resource_ids.includes(one.id)) }))
    .filter((column) => column.isActive || column.rows.length > 0)
    .map(({ key, title, rows: own }) => ({ key, title, rows: own }));
}

export function dayColumns(rows: readonly AppointmentRow[], days: readonly string[], zone: string, title: (day: string) => string, kept: readonly string[] = []): Column[] {
  return days
    .map((day) => ({ key: day, title: title(day), rows: rows.filter((row) => dayIn(row.starts_at, zone) === day) }))
    // A weekend without visits would only take room, unless the practice opens then for once.
    .filter((column, index) => index < 5 || column.rows.length > 0 || kept.includes(column.key));
}

/** Without a chosen state, what was called off is left out: it takes no place. */
export function shownRows(rows: readonly AppointmentRow[], state: AppointmentState | undefined): AppointmentRow[] {
  return state === undefined ? rows.filter(isLiving) : rows.filter((row) => row.state === state);
}

/** How full each day of the week is, against its fullest. */
export function loads(rows: readonly AppointmentRow[], days: readonly string[], zone: string): { count: number; share: number }[] {
  const counts = days.map((day) => rows.filter((row) => isLiving(row) && dayIn(row.starts_at, zone) === day).length);
  const most = Math.max(1, ...counts);
  return counts.map((count) => ({ count, share: count / most }));
}
