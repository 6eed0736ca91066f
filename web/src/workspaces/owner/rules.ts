import { USUAL_NOTICE_MINUTES } from "@/api/limits";
import type { BookableType, Slot } from "@/api/types";
import { addDays, minuteOfDay } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

export type DayPart = "morning" | "afternoon" | "evening";

export interface SlotGroup {
  /** The practice's own day, YYYY-MM-DD. */
  day: string;
  part: DayPart;
  slots: Slot[];
}

const NOON = 12 * 60;
const EVENING = 17 * 60 + 30;

export function partOf(minute: number): DayPart {
  if (minute < NOON) return "morning";
  return minute < EVENING ? "afternoon" : "evening";
}

/** The days that have a free place, in order. */
export function daysOf(slots: readonly Slot[], zone: string): string[] {
  return [...new Set(slots.map((slot) => dayIn(slot.starts_at, zone)))].sort();
}

/** The free places of the given days, by part of the day, in order of time. */
export function groupSlots(slots: readonly Slot[], zone: string, days: readonly string[]): SlotGroup[] {
  const groups = new Map<string, SlotGroup>();
  const inOrder = [...slots].sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  for (const slot of inOrder) {
    const day = dayIn(slot.starts_at, zone);
    if (!days.includes(day)) continue;
    const part = partOf(minuteOfDay(slot.starts_at, zone));
    const group = groups.get(day + part) ?? { day, part, slots: [] };
    group.slots.push(slot);
    groups.set(day + part, group);
  }
  return [...groups.values()];
}

const FEW = 8;

/** The chosen day, and the next one with places when the chosen day has only a few left. */
export function shownDays(slots: readonly Slot[], zone: string, chosen: string): string[] {
  const count = slots.filter((slot) => dayIn(slot.starts_at, zone) === chosen).length;
  const next = daysOf(slots, zone).find((day) => day > chosen);
  return count < FEW && next !== undefined && next <= addDays(chosen, 3) ? [chosen, next] : [chosen];
}

/** Where a day stands from today's: names like "this afternoon" exist for these two only. */
export function nearDay(day: string, today: string): "today" | "tomorrow" | null {
  if (day === today) return "today";
  return day === addDays(today, 1) ? "tomorrow" : null;
}

/** Time left as m:ss; never below zero. */
export function countdown(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function isOver(until: string, now: number): boolean {
  return Date.parse(until) <= now;
}

export function sameMoment(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && Date.parse(a) === Date.parse(b);
}

const USUAL_FIRST = ["consult", "vaccine", "recheck", "nurse"];

function commonness({ category }: BookableType): number {
  const at = USUAL_FIRST.indexOf(category);
  return at === -1 ? USUAL_FIRST.length : at;
}

/** What can be booked for an animal, what people come for most first. */
export function typesFor(types: readonly BookableType[], species: string | null): BookableType[] {
  return types
    .filter((type) => species === null || type.species.length === 0 || type.species.includes(species))
    .sort((a, b) => commonness(a) - commonness(b));
}

/** The reason that is chosen beforehand: what the pet is due for, else what people come for most. */
export function usualType(types: readonly BookableType[], isVaccineDue: boolean): BookableType | undefined {
  const order = isVaccineDue ? ["vaccine", ...USUAL_FIRST] : USUAL_FIRST;
  for (const category of order) {
    const found = types.find((type) => type.category === category);
    if (found) return found;
  }
  return types[0];
}

/** The first places for the clinic's page: not more than one per half hour, so that they differ. */
export function firstPlaces(slots: readonly Slot[], count: number): Slot[] {
  const chosen: Slot[] = [];
  for (const slot of [...slots].sort((a, b) => a.starts_at.localeCompare(b.starts_at))) {
    const last = chosen.at(-1);
    if (last && Date.parse(slot.starts_at) - Date.parse(last.starts_at) < 30 * 60_000) continue;
    chosen.push(slot);
    if (chosen.length === count) break;
  }
  return chosen;
}

export interface HoursLine {
  weekday: number;
  opens: string;
  closes: string;
}

export interface HoursRun {
  from: number;
  to: number;
  spans: string[];
}

/** The week as it is said: neighbouring days with the same hours together; a day without hours has no spans. */
export function weekRuns(lines: readonly HoursLine[]): HoursRun[] {
  const runs: HoursRun[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const spans = lines.filter((line) => line.weekday === weekday).map((line) => `${line.opens} – ${line.closes}`);
    const last = runs.at(-1);
    if (last && last.spans.join() === spans.join()) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, spans });
  }
  return runs;
}

/** How much of a vaccination's life has passed, 0 to 1. */
export function shareGone(givenOn: string, untilOn: string, today: string): number {
  const [from, to, now] = [givenOn, untilOn, today].map((day) => Date.parse(`${day}T12:00:00Z`)) as [number, number, number];
  if (to <= from) return 1;
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** "528 0999 …" in groups as it stands in a passport. */
export function chipShown(chip: string): string {
  return chip.replace(/\s/g, "").replace(/(\d{3})(?=\d)/g, "$1 ");
}

/** ISO 11784: fifteen digits; the first three are a country (from 004) or a manufacturer (900–998). */
export function isChip(text: string): boolean {
  const digits = text.replace(/[\s.-]/g, "");
  if (!/^\d{15}$/.test(digits)) return false;
  const code = Number(digits.slice(0, 3));
  return code >= 4 && code < 999;
}

/** The birthday that an estimated age means: that many years or months before today. */
export function bornBefore(count: number, unit: "years" | "months", today: string): string {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const months = year * 12 + (month - 1) - count * (unit === "years" ? 12 : 1);
  const [bornYear, bornMonth] = [Math.floor(months / 12), (months % 12) + 1];
  const lastDay = new Date(Date.UTC(bornYear, bornMonth, 0)).getUTCDate();
  return [bornYear, bornMonth, Math.min(day, lastDay)].map((part, at) => String(part).padStart(at === 0 ? 4 : 2, "0")).join("-");
}

/** The last moment at which an owner may cancel or move alone. */
export function changeUntil(startsAt: string, noticeMinutes = USUAL_NOTICE_MINUTES): Date {
  return new Date(Date.parse(startsAt) - noticeMinutes * 60_000);
}
