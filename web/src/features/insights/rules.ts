import { addDays } from "@/lib/dates";

export const PERIODS = ["month", "lastMonth", "days30", "days90", "year"] as const;
export type Period = (typeof PERIODS)[number];

export interface Days {
  from: string;
  to: string;
}

function monthStart(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** First and last local day of a period, seen from today; both count. */
export function daysOf(period: Period, today: string): Days {
  switch (period) {
    case "month":
      return { from: monthStart(today), to: today };
    case "lastMonth": {
      const to = addDays(monthStart(today), -1);
      return { from: monthStart(to), to };
    }
    case "days30":
      return { from: addDays(today, -29), to: today };
    case "days90":
      return { from: addDays(today, -89), to: today };
    case "year":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
  }
}

/** Whether a difference is good news, bad news or neither. */
export function toneOf(difference: number, isMoreBetter: boolean): "good" | "bad" | "same" {
  if (Math.abs(difference) < 1e-9) return "same";
  return difference > 0 === isMoreBetter ? "good" : "bad";
}

export interface Difference {
  name: string;
  before?: string;
  after?: string;
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of an audit entry that differ, as texts; what is no object is one field without a name. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, fresh] = isRecord(before) || isRecord(after) ? [isRecord(before) ? before : {}, isRecord(after) ? after : {}] : [{ "": before }, { "": after }];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return names
    .map((name) => ({ name, before: shown(old[name]), after: shown(fresh[name]) }))
    .filter((line) => line.before !== line.after);
}
