import { useQuery } from "@tanstack/react-query";

import type { HoursException, LeaveView } from "@/api/types";
import { exceptionsQuery, leaveOfDaysQuery, openingHoursQuery } from "@/features/settings/api";
import { weekdayOf } from "@/features/settings/rules";

import { closedBands, leaveBand, minutesOf, type Band } from "./away";
import type { Hours } from "./rules";

export interface Away {
  /** Days of other hours than their weekday's. */
  exceptions: ReadonlyMap<string, HoursException>;
  leave: readonly LeaveView[];
  /** When the practice is open on a day; null while that is not known. */
  openOn: (day: string) => readonly Hours[] | null;
  /** Whether the practice is closed all day: on that date, or on every such weekday. */
  isClosed: (day: string) => boolean;
  /** There is more leave than is shown: who looks free may be away. */
  isCut: boolean;
  /** It could not be loaded: the agenda may show as open what is closed. */
  isFailed: boolean;
  retry: () => void;
}

/** When the practice, and who or what of it, is not there in a week. */
export function useAway(slug: string, first: string, last: string): Away {
  const exceptions = useQuery(exceptionsQuery(slug, first, last));
  const leave = useQuery(leaveOfDaysQuery(slug, first, last));
  const week = useQuery(openingHoursQuery(slug));
  const byDay = new Map((exceptions.data ?? []).map((one) => [one.on_date, one]));
  const openOn = (day: string): Hours[] | null => {
    const spans = byDay.get(day)?.hours ?? (exceptions.data && week.data?.items.filter((span) => span.weekday === weekdayOf(day)));
    return spans?.map(({ opens, closes }) => ({ from: minutesOf(opens), to: minutesOf(closes) })) ?? null;
  };
  const isClosed = (day: string): boolean => openOn(day)?.length === 0;
  const retry = (): void => {
    void exceptions.refetch();
    void leave.refetch();
  };
  return { exceptions: byDay, leave: leave.data?.items ?? [], isCut: leave.data?.is_cut ?? false, openOn, isClosed, isFailed: exceptions.isError || leave.isError, retry };
}

/** What closes a column: the practice's day, and the leave of whose column it is. */
export function bandsOf(away: Away, day: string, resourceId: string | undefined, zone: string): Band[] {
  const own = away.leave.filter((one) => one.resource_id === resourceId).map((one) => leaveBand(one, day, zone)).filter((band) => band !== null);
  return [...closedBands(away.exceptions.get(day)), ...own];
}
