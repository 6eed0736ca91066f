import { CHECK_IN_NEAR_MS } from "@/api/limits";
import { isProblem } from "@/api/problem";
import type { AppointmentRow, AppointmentState, AppointmentTypeView, Slot } from "@/api/types";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

import type { Step } from "./api";
import type { BookDialogProps, Place } from "./book-dialog";

type Timed = Pick<AppointmentRow, "starts_at" | "ends_at">;

/** Where each step leads; a step without a state keeps the one it had. */
const LEADS: Record<Exclude<Step["kind"], "undo">, { from: readonly AppointmentState[]; to?: AppointmentState }> = {
  approve: { from: ["pending"], to: "confirmed" },
  decline: { from: ["pending"], to: "declined" },
  cancel: { from: ["pending", "confirmed"], to: "cancelled" },
  complete: { from: ["confirmed"], to: "completed" },
  "no-show": { from: ["confirmed"], to: "no_show" },
  reschedule: { from: ["pending", "confirmed"] },
  resize: { from: ["pending", "confirmed"] },
  assign: { from: ["pending", "confirmed"] },
};

/** Whether a step can be taken from a state at all; the clock is the caller's. */
export function leadsOn(kind: Exclude<Step["kind"], "undo">, state: AppointmentState): boolean {
  return LEADS[kind].from.includes(state);
}

/** What the row will look like once the server has done the step: shown at once, put back when it is refused. */
export function foreseen(row: AppointmentRow, step: Step): AppointmentRow {
  if (step.kind === "undo") return row;
  const state = LEADS[step.kind].to ?? row.state;
  if (step.kind === "resize") return { ...row, ends_at: later(row.starts_at, step.minutes) };
  if (step.kind !== "reschedule") return { ...row, state };
  const times = { starts_at: step.starts_at, ends_at: later(step.starts_at, step.minutes ?? minutesOf(row)) };
  const { swap, vet_id } = step;
  return { ...row, ...times, ...(vet_id == null ? {} : { vet_id }), ...(swap ? { resource_ids: row.resource_ids.map((id) => (id === swap.from ? swap.to : id)) } : {}) };
}

const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** How long a visit takes. */
export function minutesOf(row: Timed): number {
  return Math.round((Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000);
}

/** Whether a step was not taken back because its time is no longer to be had. */
export function isPlaceGone(problem: unknown): boolean {
  return isProblem(problem, "nobody_there") || isProblem(problem, "slot_taken");
}

/** Whether somebody made another visit of it than was read: its state, its time, who sees it or what was last done to it. */
export function isOtherVisit(read: AppointmentRow, now: AppointmentRow): boolean {
  const isMoved = Date.parse(read.starts_at) !== Date.parse(now.starts_at);
  const isSteppedOn = read.changed_at !== now.changed_at || read.changed_by !== now.changed_by || read.changed_how !== now.changed_how;
  return isMoved || isSteppedOn || read.state !== now.state || read.vet_id !== now.vet_id;
}

/** Another booking of a visit: its kind, its vet, its reason, with a place that is chosen already or still to be chosen. */
export function onceMore(row: AppointmentRow, place: Place | null): Pick<BookDialogProps, "patient" | "ownVetId" | "again"> {
  const { id, patient_id, patient_name, client_name, species, type_key, reason, note, vet_id } = row;
  return { patient: { id: patient_id, name: patient_name, client_name, species }, ownVetId: vet_id, again: { visitId: id, type: type_key, reason, note, place } };
}

/** Takes a place in the day: what was called off does not. */
export function isLiving(row: Pick<AppointmentRow, "state">): boolean {
  return row.state !== "cancelled" && row.state !== "declined";
}

export function isOver(row: Timed, now: Date): boolean {
  return Date.parse(row.ends_at) <= now.getTime();
}

export function hasBegun(row: Timed, now: Date): boolean {
  return Date.parse(row.starts_at) <= now.getTime();
}

export type Progress = "to_come" | "in_consult" | "seen" | "closed";
type Followed = Pick<AppointmentRow, "state" | "stage" | "record_id" | "is_record_signed">;

/**
 * How far a visit is: the one place that decides it, as the server's counts do (docs/figures.md). The state says what is closed, and the board where somebody is who
 * is or was in the house. Only of whom nobody checked in does a signature say that they were seen, though the hour has
 * not struck, and a begun record that they are in consult.
 */
export function progressOf(row: Followed): Progress {
  if (row.state === "completed") return "seen";
  if (row.state !== "confirmed") return row.state === "pending" ? "to_come" : "closed";
  if (row.stage === "to_pay" || row.stage === "gone") return "seen";
  if (row.stage === "in_room") return "in_consult";
  if (row.stage === "arrived" || row.stage === "waiting") return "to_come";
  if (row.is_record_signed) return "seen";
  return row.record_id === null ? "to_come" : "in_consult";
}

function isToCome(row: Followed): boolean {
  return row.state === "confirmed" && progressOf(row) === "to_come";
}

/** In the house, and not yet in a room. */
export function isHere(row: Followed): boolean {
  return isToCome(row) && (row.stage === "arrived" || row.stage === "waiting");
}

/** Nobody checked them in, and no record was begun. */
export function isAwaited(row: Followed): boolean {
  return isToCome(row) && !isHere(row);
}

/** Whether somebody can be checked in for an appointment now. */
export function isNear(row: Pick<AppointmentRow, "starts_at">, now: Date): boolean {
  return Math.abs(Date.parse(row.starts_at) - now.getTime()) <= CHECK_IN_NEAR_MS;
}

/** Who comes next: the earliest of those not yet in consult. Whoever is not here when their time is over comes no more. */
export function nextOf<T extends AppointmentRow>(rows: readonly T[], now: Date): T | undefined {
  return rows.find((row) => isToCome(row) && (isHere(row) || !isOver(row, now)));
}

/** Who sees the animal stays the same where they are free then. */
export function vetOf(row: Pick<AppointmentRow, "vet_id">, free: readonly string[], other: string): string {
  return free.includes(row.vet_id) ? row.vet_id : other;
}

export interface Laned<T> {
  item: T;
  lane: number;
  lanes: number;
}

/** Things that overlap in time stand side by side: each gets a lane and the number of lanes of its group. */
export function inLanes<T extends Timed>(items: readonly T[]): Laned<T>[] {
  const ordered = [...items].sort((left, right) => left.starts_at.localeCompare(right.starts_at));
  const placed: Laned<T>[] = [];
  let group: Laned<T>[] = [];
  let groupEnds = 0;
  let ends: number[] = [];
  for (const item of ordered) {
    const starts = Date.parse(item.starts_at);
    if (starts >= groupEnds) {
      group = [];
      ends = [];
    }
    const free = ends.findIndex((end) => end <= starts);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = Date.parse(item.ends_at);
    groupEnds = Math.max(groupEnds, ...ends);
    const entry = { item, lane, lanes: ends.length };
    group.push(entry);
    for (const member of group) member.lanes = ends.length;
    placed.push(entry);
  }
  return placed;
}

export interface Offer {
  slot: Slot;
  /** Why it is offered: the own vet, the own vet who is also the first of all, the first of all, what follows, or another day. */
  why: "own" | "own_soonest" | "soonest" | "next" | "other_day";
  vetId: string;
}

const APART_MS = 30 * 60_000;

/**
 * Three times worth saying on the phone: the own vet's first, the first of all, and the first of another day. Each half
 * an hour or more from the others: who cannot come at ten cannot come at ten past ten.
 */
export function bestOffers(slots: readonly Slot[], zone: string, ownVetId: string | null): Offer[] {
  const offers: Offer[] = [];
  const isApart = (slot: Slot): boolean => offers.every((offer) => Math.abs(Date.parse(offer.slot.starts_at) - Date.parse(slot.starts_at)) >= APART_MS);
  const add = (slot: Slot | undefined, why: Offer["why"], vetId?: string): void => {
    if (slot && isApart(slot)) offers.push({ slot, why, vetId: vetId ?? slot.vet_id });
  };
  if (ownVetId !== null) add(slots.find((slot) => slot.vet_ids.includes(ownVetId)), "own", ownVetId);
  // Who begins as early as anybody is the soonest as well, and then the next one is not.
  const own = offers[0];
  if (own && own.slot.starts_at === slots[0]?.starts_at) own.why = "own_soonest";
  else add(slots[0], "soonest");
  const days = new Set(offers.map((offer) => dayIn(offer.slot.starts_at, zone)));
  add(slots.find((slot) => !days.has(dayIn(slot.starts_at, zone))), "other_day");
  for (const slot of slots) if (offers.length < 3) add(slot, days.has(dayIn(slot.starts_at, zone)) ? "next" : "other_day");
  return offers.sort((left, right) => (left === own ? -1 : right === own ? 1 : left.slot.starts_at.localeCompare(right.slot.starts_at)));
}

export interface Gap {
  starts_at: string;
  minutes: number;
}

/** Free time between one vet's visits, from now on, when it is long enough to see somebody. */
export function gapsOf(rows: readonly Timed[], now: Date, least = 15): Gap[] {
  const ordered = [...rows].sort((left, right) => left.starts_at.localeCompare(right.starts_at));
  const gaps: Gap[] = [];
  let end = 0;
  for (const row of ordered) {
    const from = Math.max(end, now.getTime());
    const minutes = Math.floor((Date.parse(row.starts_at) - from) / 60_000);
    if (end > 0 && minutes >= least && Date.parse(row.starts_at) > now.getTime()) gaps.push({ starts_at: new Date(from).toISOString(), minutes });
    end = Math.max(end, Date.parse(row.ends_at));
  }
  return gaps;
}

/** The seven days of the week that begins on a Monday. */
export function daysOfWeek(monday: string): string[] {
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** Whether a kind of visit is made and meant for this kind of animal. */
export function fits(type: Pick<AppointmentTypeView, "active" | "species">, species: string): boolean {
  return type.active && (type.species.length === 0 || type.species.includes(species));
}
