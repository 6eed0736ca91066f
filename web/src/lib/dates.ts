import { TZDate } from "@date-fns/tz";
import { addDays as add, format } from "date-fns";

/** Days travel as YYYY-MM-DD and mean a day in the practice's zone; instants travel as ISO times in UTC. */
export function addDays(day: string, count: number): string {
  return format(add(new Date(`${day}T12:00:00`), count), "yyyy-MM-dd");
}

/** Monday of the week in which a day falls. */
export function startOfWeek(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The instant at which a wall clock in the zone shows this day and time ("09:30"). */
export function instantOf(day: string, clock: string, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return new Date(new TZDate(year, month - 1, date, hour, minute, 0, zone).getTime());
}

/** Minutes since midnight on the zone's wall clock, for placing a thing in a day column. */
export function minuteOfDay(at: string | Date, zone: string): number {
  const local = new TZDate(new Date(at).getTime(), zone);
  return local.getHours() * 60 + local.getMinutes();
}
