import { useCallback } from "react";
import { useLocation, useSearchParams } from "react-router";

import type { AppointmentState } from "@/api/types";
import { withWords, wordsOf } from "@/lib/search-words";

export type Span = "day" | "week";
/** What stands beside each other in a day. */
export type By = "person" | "room" | "device";

const STATES: readonly AppointmentState[] = ["pending", "confirmed", "completed", "cancelled", "declined", "no_show"];

const THINGS = ["room", "device"] as const;

export interface View {
  day: string;
  span: Span;
  by: By;
  vet: string | undefined;
  state: AppointmentState | undefined;
  q: string;
  selected: string | null;
}

/**
 * What is looked at stands in the address, so that the trail, a reload and a sent link bring it back. What is looked for
 * is a name and stands beside it.
 */
export function useView(today: string): [View, (change: Partial<Record<keyof View, string | null | undefined>>) => void] {
  const [search, setSearch] = useSearchParams();
  const words = wordsOf(useLocation().state);
  const change = useCallback(
    ({ q = words, ...next }: Partial<Record<keyof View, string | null | undefined>>) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(next)) {
            if (value) after.set(key, value);
            else after.delete(key);
          }
          return after;
        },
        // At once, not as a transition: fast typing in the search and two quick presses would act on what was before.
        { replace: true, flushSync: true, state: withWords(q ?? "") },
      );
    },
    [setSearch, words],
  );
  const day = search.get("day");
  const state = STATES.find((one) => one === search.get("state"));
  return [
    {
      day: day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : today,
      span: search.get("span") === "week" ? "week" : "day",
      by: THINGS.find((one) => one === search.get("by")) ?? "person",
      vet: search.get("vet") ?? undefined,
      state,
      q: words,
      selected: search.get("selected"),
    },
    change,
  ];
}
