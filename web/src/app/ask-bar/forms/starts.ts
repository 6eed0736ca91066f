import type { AskedCommand, Slot } from "@/api/types";
import { bestOffers } from "@/features/appointments/rules";
import { dayIn } from "@/lib/formats";
import { minuteOfDay } from "@/lib/dates";

export interface Wanted {
  /** YYYY-MM-DD, or empty where the line says no day. */
  day: string;
  /** HH:MM, or empty. */
  clock: string;
  part: NonNullable<AskedCommand["part"]> | null;
}

const NOON = 12 * 60;
const EVENING = 17 * 60;
const OFFERED = 6;
const ELSEWHERE = 3;

const minutesOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};

function isIn(slot: Slot, part: Wanted["part"], zone: string): boolean {
  const minute = minuteOfDay(slot.starts_at, zone);
  if (part === "morning") return minute < NOON;
  if (part === "afternoon") return minute >= NOON && minute < EVENING;
  return part === null || minute >= EVENING;
}

const inTime = (slots: readonly Slot[]): Slot[] => [...slots].sort((left, right) => left.starts_at.localeCompare(right.starts_at));

/** What has passed cannot be agreed any more. */
export function stillToCome(slots: readonly Slot[], now: Date): Slot[] {
  return slots.filter(({ starts_at }) => Date.parse(starts_at) >= now.getTime());
}

/** The start that was asked for, when it is free. A day alone or an hour alone is no start: nothing is guessed. */
export function startAsked(slots: readonly Slot[], { day, clock }: Wanted, zone: string): Slot | null {
  if (day === "" || clock === "") return null;
  return slots.find(({ starts_at }) => dayIn(starts_at, zone) === day && minuteOfDay(starts_at, zone) === minutesOf(clock)) ?? null;
}

/** What to choose from: near what was asked on its day, the same hour on other days, or the best there is. */
export function startsToOffer(slots: readonly Slot[], wanted: Wanted, zone: string, ownVetId: string | null): Slot[] {
  const { day, clock, part } = wanted;
  const fitting = inTime(clock === "" ? slots.filter((slot) => isIn(slot, part, zone)) : slots);
  if (day !== "") {
    const ofDay = fitting.filter(({ starts_at }) => dayIn(starts_at, zone) === day);
    if (ofDay.length === 0) return fitting.filter(({ starts_at }) => dayIn(starts_at, zone) > day).slice(0, ELSEWHERE);
    if (clock === "") return spread(ofDay);
    const apart = ({ starts_at }: Slot): number => Math.abs(minuteOfDay(starts_at, zone) - minutesOf(clock));
    return inTime([...ofDay].sort((left, right) => apart(left) - apart(right)).slice(0, OFFERED));
  }
  if (clock !== "") return fitting.filter(({ starts_at }) => minuteOfDay(starts_at, zone) === minutesOf(clock)).slice(0, OFFERED);
  return bestOffers(fitting, zone, ownVetId).map(({ slot }) => slot);
}

/** A few over the whole of what is free, the first of it among them. */
function spread(slots: readonly Slot[]): Slot[] {
  const step = Math.max(1, slots.length / OFFERED);
  return Array.from({ length: Math.min(OFFERED, slots.length) }, (_, index) => slots[Math.floor(index * step)]).filter((slot) => slot !== undefined);
}
