/** Decisions about hours, prices and times that need nothing but their arguments. Times of day are "HH:MM". */
import type { OpeningSpan, WeekSpan } from "@/api/types";
import { plain } from "@/lib/matched-parts";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export type SpanFault = "missing" | "unreadable" | "order" | "overlap";

const CLOCK = /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;

/** A time as people type it ("8", "830", "8.30", "17:30", "24") as "HH:MM"; what is no time stays as it was. */
export function clockOf(text: string): string {
  const bare = text.trim();
  const found = /^(\d{1,2})(?:[:.,h ]?(\d{2}))?$/.exec(bare);
  if (!found) return bare;
  const clock = `${(found[1] ?? "").padStart(2, "0")}:${found[2] ?? "00"}`;
  return CLOCK.test(clock) ? clock : bare;
}

/** A span as it is sent: times that are still typed loosely are read. */
export function tidy({ opens, closes }: OpeningSpan): OpeningSpan {
  return { opens: clockOf(opens), closes: clockOf(closes) };
}

/** What is wrong with each span of one day, by its index; null where it is right. "HH:MM" sorts as time does. */
export function faultsOfDay(typed: readonly OpeningSpan[]): (SpanFault | null)[] {
  const spans = typed.map(tidy);
  return spans.map((span, index) => {
    if (span.opens === "" || span.closes === "") return "missing";
    if (!CLOCK.test(span.opens) || !CLOCK.test(span.closes)) return "unreadable";
    if (span.opens >= span.closes) return "order";
    const clashes = spans.slice(0, index).some((other) => other.opens < span.closes && span.opens < other.closes);
    return clashes ? "overlap" : null;
  });
}

export type Week = Record<number, OpeningSpan[]>;

export function weekOf(hours: readonly WeekSpan[]): Week {
  const week: Week = {};
  for (const weekday of WEEKDAYS) {
    week[weekday] = hours
      .filter((row) => row.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((left, right) => left.opens.localeCompare(right.opens));
  }
  return week;
}

export function hoursOf(week: Week): WeekSpan[] {
  return WEEKDAYS.flatMap((weekday) => (week[weekday] ?? []).map((span) => ({ weekday, ...tidy(span) })));
}

export function hasFaults(week: Week): boolean {
  return WEEKDAYS.some((weekday) => faultsOfDay(week[weekday] ?? []).some(Boolean));
}

function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

/** Minutes that a list of spans is open; unreadable ones count for nothing. */
export function minutesOpen(spans: readonly OpeningSpan[]): number {
  const minutes = spans.map(tidy).map(({ opens, closes }) => (CLOCK.test(opens) && CLOCK.test(closes) ? minutesOf(closes) - minutesOf(opens) : 0));
  return minutes.reduce((sum, one) => sum + Math.max(0, one), 0);
}

/** A first guess for one more span of a day: the afternoon after a morning, else an ordinary day. */
export function nextSpan(spans: readonly OpeningSpan[]): OpeningSpan {
  const last = spans.at(-1);
  if (!last) return { opens: "08:30", closes: "17:30" };
  const end = clockOf(last.closes);
  const start = CLOCK.test(end) ? Math.min(minutesOf(end) + 60, 23 * 60) : 13 * 60;
  const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return { opens: clock(start), closes: clock(Math.min(start + 120, 24 * 60)) };
}

/** ISO weekday of a date, 1 is Monday. */
export function weekdayOf(on: string): number {
  return ((new Date(`${on}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Euros as somebody types them ("48", "48,50", "€ 48.5") in cents; null for nothing, "bad" for what is no amount. */
export function centsOf(text: string): number | null | "bad" {
  const bare = text.replace(/[€\s]/g, "");
  if (bare === "") return null;
  const found = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!found) return "bad";
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

export function eurosOf(cents: number | null, locale: "nl" | "en"): string {
  if (cents === null) return "";
  const euros = cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
  return locale === "nl" ? euros.replace(".", ",") : euros;
}

/** A key for links from a name: "Gebit & tanden" becomes "gebit-tanden". */
export function keyOf(name: string): string {
  return plain(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/** The unit in which a stretch of minutes reads best. */
export function stretchOf(minutes: number): { unit: "minutes" | "hours" | "days"; count: number } {
  if (minutes > 0 && minutes % 1440 === 0) return { unit: "days", count: minutes / 1440 };
  if (minutes > 0 && minutes % 60 === 0) return { unit: "hours", count: minutes / 60 };
  return { unit: "minutes", count: minutes };
}
