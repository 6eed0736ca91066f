import { useCallback, useState } from "react";
import { useSearchParams } from "react-router";

import { daysOf, PERIODS, type Days, type Period } from "@/features/insights/rules";
import { dayIn } from "@/lib/formats";

export type Choice = Period | "own";

/** The chosen period stands in the address, so that it survives a reload and can be sent to somebody. */
export function usePeriod(zone: string): { choice: Choice; days: Days; choose: (choice: Period) => void; setDays: (days: Days) => void } {
  const [search, setSearch] = useSearchParams();
  const [now] = useState(() => new Date());
  const [from, to] = [search.get("from"), search.get("to")];
  const named = PERIODS.find((period) => period === search.get("period")) ?? "month";
  const choose = useCallback((period: Period) => setSearch({ period }, { replace: true, flushSync: true }), [setSearch]);
  const setDays = useCallback((days: Days) => setSearch({ ...days }, { replace: true, flushSync: true }), [setSearch]);
  const isOwn = from !== null && to !== null;
  return { choice: isOwn ? "own" : named, days: isOwn ? { from, to } : daysOf(named, dayIn(now, zone)), choose, setDays };
}
