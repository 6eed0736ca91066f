import type { AppointmentRow, LeaveView, ResourceView, Slot } from "@/api/types";
import type { Step, Swap } from "@/features/appointments/api";
import { minutesOf } from "@/features/appointments/rules";
import { instantOf, minuteOfDay } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

import type { Hours } from "./rules";

/** Times are moved in steps of so many minutes; the server takes lengths between the other two. */
export const STEP = 5;
export const LEAST = 5;
export const MOST = 480;

/** Where a visit is held: over which column, from which minute of the day, for how long. */
export interface Spot {
  column: string;
  minute: number;
  minutes: number;
}

/** What would be agreed if it were let go there. */
export interface Landing {
  starts_at: string;
  ends_at: string;
  vet_id: string;
  swap?: Swap;
}

/** What the agenda knows of everybody's time, without asking the server. */
export interface Ground {
  /** All of the week, whatever is filtered. */
  rows: readonly AppointmentRow[];
  resources: readonly ResourceView[];
  /** Minutes that are kept free before and after, by kind of visit. */
  buffers: ReadonlyMap<string, { before: number; after: number }>;
  leave: readonly LeaveView[];
  /** When the practice is open on a day; null while that is not known. */
  openOn: (day: string) => readonly Hours[] | null;
  /** When somebody works on a day; null while that is not known. */
  worksOn: (resourceId: string, day: string) => readonly Hours[] | null;
  zone: string;
  now: Date;
}

/** What speaks against a landing. `is_final` cannot be gone against: somebody else has that time. */
export type Against =
  | { kind: "taken" | "too_close"; is_final: true; by: AppointmentRow }
  | { kind: "none_free"; is_final: true; of: ResourceView["kind"] }
  | { kind: "not_there"; is_final: true; name: string }
  | { kind: "closed" | "leave" | "off_duty" | "past"; is_final: false };

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** On the grid of five minutes; what was hardly moved stays where it was, also at an odd minute. */
export function snapped(from: number, to: number, hold = STEP / 2): number {
  return Math.abs(to - from) < hold ? from : Math.round(to / STEP) * STEP;
}

/** One step on the grid from wherever it is. */
export function stepped(from: number, direction: 1 | -1): number {
  return direction > 0 ? Math.floor(from / STEP) * STEP + STEP : Math.ceil(from / STEP) * STEP - STEP;
}

const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
const SHIFTS = [0, 30, 60, -30, -60].map((minutes) => minutes * 60_000);

/**
 * The instant at which the zone's clock shows that minute. Where the clock jumps over it, the same time after the jump;
 * where it comes twice, the one that is nearer to where the visit was.
 */
export function instantAt(day: string, minute: number, zone: string, near: number): number {
  const first = instantOf(day, clockOf(minute), zone).getTime();
  const shown = minuteOfDay(new Date(first), zone);
  const same = SHIFTS.map((shift) => first + shift).filter((at) => dayIn(new Date(at), zone) === day && minuteOfDay(new Date(at), zone) === shown);
  return same.reduce((best, at) => (Math.abs(at - near) < Math.abs(best - near) ? at : best), first);
}

/** A step up or down the day's clock; where that jumps, back over the jump too. */
export function steppedClock(day: string, from: number, direction: 1 | -1, zone: string): number {
  const to = clamp(stepped(from, direction), 0, 1440 - STEP);
  const shown = minuteOfDay(new Date(instantAt(day, to, zone, 0)), zone);
  return direction < 0 ? to - (shown - to) : to;
}

const spanOf = (row: Pick<AppointmentRow, "starts_at" | "ends_at">): [from: number, to: number] => [Date.parse(row.starts_at), Date.parse(row.ends_at)];
const isWithin = (spans: readonly Hours[], from: number, to: number): boolean => {
  let reached = from;
  for (const span of [...spans].sort((left, right) => left.from - right.from)) if (span.from <= reached) reached = Math.max(reached, span.to);
  return reached >= to;
};

const HOLDS: ReadonlySet<AppointmentRow["state"]> = new Set(["pending", "confirmed", "completed"]);
const takes = (row: AppointmentRow, resourceId: string): boolean => row.vet_id === resourceId || row.resource_ids.includes(resourceId);

/** Whoever has that resource at that time, their buffers and the visit's own included. */
function rivalOf(row: AppointmentRow, resourceId: string, to: Landing, { rows, buffers }: Ground): AppointmentRow | undefined {
  const wide = (one: AppointmentRow, [from, until]: [number, number]): [number, number] => {
    const { before = 0, after = 0 } = buffers.get(one.type_key) ?? {};
    return [from - before * 60_000, until + after * 60_000];
  };
  const [from, until] = wide(row, spanOf(to));
  return rows.find((other) => {
    if (other.id === row.id || !HOLDS.has(other.state) || !takes(other, resourceId)) return false;
    const [begins, ends] = wide(other, spanOf(other));
    return begins < until && from < ends;
  });
}

function isAway(resourceId: string, to: Landing, { leave }: Ground): boolean {
  const [from, until] = spanOf(to);
  return leave.some((one) => one.resource_id === resourceId && Date.parse(one.starts_at) < until && from < Date.parse(one.ends_at));
}

/** Somebody else has the time: the vet's, the named room's, or that of everything of a kind the visit needs. */
function refusal(row: AppointmentRow, to: Landing, ground: Ground): Against | null {
  const clash = (resourceId: string): Against | null => {
    const by = rivalOf(row, resourceId, to, ground);
    if (!by) return null;
    const [[from, until], [begins, ends]] = [spanOf(to), spanOf(by)];
    return { kind: begins < until && from < ends ? "taken" : "too_close", is_final: true, by };
  };
  const own = clash(to.vet_id) ?? (to.swap ? clash(to.swap.to) : null);
  if (own) return own;
  const named = ground.resources.find(({ id }) => id === to.swap?.to);
  if (named && isAway(named.id, to, ground)) return { kind: "not_there", is_final: true, name: named.name };
  for (const id of row.resource_ids) {
    const kind = ground.resources.find((one) => one.id === id)?.kind;
    if (id === row.vet_id || id === to.swap?.from || kind === undefined) continue;
    const isFree = ground.resources.some((one) => one.kind === kind && one.active && one.id !== to.vet_id && !isAway(one.id, to, ground) && !rivalOf(row, one.id, to, ground));
    if (!isFree) return { kind: "none_free", is_final: true, of: kind };
  }
  return null;
}

type Objection = "closed" | "leave" | "off_duty" | "past";

/** What the practice can go against if it means to, the weightiest first. */
function objections(to: Landing, ground: Ground): Objection[] {
  const day = dayIn(to.starts_at, ground.zone);
  const from = minuteOfDay(to.starts_at, ground.zone);
  const until = Math.min(1440, from + minutesOf(to));
  const open = ground.openOn(day);
  const works = ground.worksOn(to.vet_id, day);
  const found: Objection[] = [];
  if (open && !isWithin(open, from, until)) found.push("closed");
  if (isAway(to.vet_id, to, ground)) found.push("leave");
  if (works && !isWithin(works, from, until)) found.push("off_duty");
  if (Date.parse(to.starts_at) < ground.now.getTime()) found.push("past");
  return found;
}

/** What speaks against letting a visit go there; of that day and vet, only what does not speak against where it stands already. */
export function against(row: AppointmentRow, to: Landing, ground: Ground): Against | null {
  const final = refusal(row, to, ground);
  if (final) return final;
  const isNear = to.vet_id === row.vet_id && dayIn(to.starts_at, ground.zone) === dayIn(row.starts_at, ground.zone);
  const known = new Set(isNear ? objections(row, ground) : []);
  const kind = objections(to, ground).find((one) => !known.has(one));
  return kind === undefined ? null : { kind, is_final: false };
}

/** The step that takes a visit there; null when that is where it is. */
export function stepTo(row: AppointmentRow, to: Landing): Extract<Step, { kind: "reschedule" | "resize" }> | null {
  const isThere = Date.parse(to.starts_at) === Date.parse(row.starts_at) && to.vet_id === row.vet_id && to.swap === undefined;
  const minutes = minutesOf(to);
  const isAsLong = minutes === minutesOf(row);
  if (isThere) return isAsLong ? null : { kind: "resize", minutes };
  return { kind: "reschedule", starts_at: to.starts_at, vet_id: to.vet_id, ...(isAsLong ? {} : { minutes }), ...(to.swap ? { swap: to.swap } : {}) };
}

/** The free times nearest to where it was let go, in order: that vet's, and the nearest of anybody else, as the server offers them. */
export function nearestOf(slots: readonly Slot[], wanted: string, vetId: string, now: Date, count = 4): Slot[] {
  const far = (slot: Slot): number => Math.abs(Date.parse(slot.starts_at) - Date.parse(wanted));
  const near = slots.filter((slot) => Date.parse(slot.starts_at) >= now.getTime()).sort((left, right) => far(left) - far(right));
  const own = near.filter((slot) => slot.vet_ids.includes(vetId)).map((slot) => ({ ...slot, vet_id: vetId }));
  const others = near.filter((slot) => !slot.vet_ids.includes(vetId));
  const chosen = new Map<string, Slot>();
  for (const slot of [...own.slice(0, count - 1), ...others.slice(0, 1), ...own, ...others]) if (chosen.size < count && !chosen.has(slot.starts_at)) chosen.set(slot.starts_at, slot);
  return [...chosen.values()].sort((left, right) => left.starts_at.localeCompare(right.starts_at));
}
