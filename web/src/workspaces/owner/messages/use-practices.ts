import { useInfiniteQuery } from "@tanstack/react-query";
import { myThreadsQuery } from "@/features/messages/api";

import { appointmentsQuery } from "../api";

export interface KnownPractice {
  slug: string;
  name: string;
}

/** The practices that know this owner: those of the appointments and of the threads. Only to them can be written. */
export function usePractices(): KnownPractice[] {
  const upcoming = useInfiniteQuery(appointmentsQuery("upcoming"));
  const past = useInfiniteQuery(appointmentsQuery("past"));
  const threads = useInfiniteQuery(myThreadsQuery);
  const known = new Map<string, string>();
  for (const list of [upcoming.data, past.data, threads.data]) {
    for (const page of list?.pages ?? []) for (const { practice_slug, practice_name } of page.items) known.set(practice_slug, practice_name);
  }
  return [...known].map(([slug, name]) => ({ slug, name })).sort((a, b) => a.name.localeCompare(b.name));
}
