import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useMemo, useState } from "react";

import type { BoardRow, Found } from "@/api/types";
import { noteOpened, openedQuery } from "@/features/ask-bar/api";
import { patientSearchQuery } from "@/features/patients/api";

import { knownOfLine, knownOfOpened, knownOfRow, matchesOf, type Match } from "./call-rules";

const FIRST = 5;
const STEP = 10;
/** Enough that whoever is called so is among them, and no more than is quick. */
const ASKED = 20;
const BOUND = 100;

const isHere = ({ stage }: BoardRow): boolean => stage !== "gone" && stage !== "withdrawn";

/** Who may be meant by what is typed: a few, and more when asked, up to a bound that is told. */
export function useMatches(slug: string, words: string, board: readonly BoardRow[]) {
  const queries = useQueryClient();
  const typed = words.trim();
  const wanted = useDeferredValue(typed);
  const [shown, setShown] = useState({ count: FIRST, of: typed });
  const count = shown.of === wanted ? shown.count : FIRST;
  const first = useQuery(patientSearchQuery(slug, wanted, ASKED));
  const wantsAll = count > FIRST && first.data?.next_cursor != null;
  const all = useQuery({ ...patientSearchQuery(slug, wanted, BOUND), enabled: wantsAll });
  const { data: opened } = useQuery(openedQuery(slug));
  const data = (wantsAll ? all.data : undefined) ?? first.data;
  const known = useMemo(() => {
    const beside = { today: board.filter(isHere).map(knownOfRow), opened: (opened ?? []).map(knownOfOpened) };
    return data ? matchesOf(data.items.map(knownOfLine), beside, wanted) : [];
  }, [data, board, opened, wanted]);
  const isMore = known.length > count || (data?.next_cursor != null && data !== all.data);
  return {
    matches: known.slice(0, count),
    isMore,
    /** There are more than can be shown: only other words bring them. */
    isBounded: !isMore && data?.next_cursor != null,
    showMore: () => setShown({ count: count + STEP, of: wanted }),
    wanted,
    isLoaded: data !== undefined,
    isFetching: first.isFetching,
    isBehind: first.isFetching || wanted !== typed,
    error: first.error ?? all.error,
    /** Whoever is helped now is found first the next time. */
    note: ({ clientId, clientName, city }: Match): void => {
      noteOpened(slug, { kind: "client", id: clientId });
      const now: Found = { id: clientId, kind: "client", title: clientName, subtitle: city, matched: "recent" };
      queries.setQueryData<Found[]>(openedQuery(slug).queryKey, (before = []) => [now, ...before.filter(({ id }) => id !== clientId)]);
    },
  };
}
