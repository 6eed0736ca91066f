import type { HoursException, LeaveView } from "@/api/types";
import { minuteOfDay } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

import type { Hours } from "./rules";

/** A stretch of one column in which nobody is to be booked: minutes since midnight. */
export interface Band extends Hours {
  kind: "closed" | "leave";
  /** Why, for whom may read it. */
  reason: string;
}

export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** What a day of other hours leaves closed; all of it when it has none. A day of which nothing is said has no bands. */
export function closedBands(day: HoursException | undefined): Band[] {
  if (!day) return [];
  const open = [...day.hours].map(({ opens, closes }) => ({ from: minutesOf(opens), to: minutesOf(closes) })).sort((left, right) => left.from - right.from);
  const bands: Band[] = [];
  let last = 0;
  for (const { from, to } of [...open, { from: 1440, to: 1440 }]) {
    if (from > last) bands.push({ kind: "closed", from: last, to: from, reason: day.note });
    last = Math.max(last, to);
  }
  return bands;
}

/** The part of a leave that falls on a local day; null when none does. */
export function leaveBand(leave: LeaveView, day: string, zone: string): Band | null {
  const [first, last] = [dayIn(leave.starts_at, zone), dayIn(leave.ends_at, zone)];
  if (first > day || last < day) return null;
  const from = first < day ? 0 : minuteOfDay(leave.starts_at, zone);
  const to = last > day ? 1440 : minuteOfDay(leave.ends_at, zone);
  return to > from ? { kind: "leave", from, to, reason: leave.reason } : null;
}

/** As much of a band as the grid shows. */
export function within(band: Band, hours: Hours): Band | null {
  const [from, to] = [Math.max(band.from, hours.from), Math.min(band.to, hours.to)];
  return to > from ? { ...band, from, to } : null;
}
