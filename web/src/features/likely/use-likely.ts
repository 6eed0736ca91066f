import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore, type ComponentType } from "react";

import { useWhenLeft } from "@/api/leaving";
import { personId } from "@/api/session";
import type { Act, LikelyAct, LikelyAsk } from "@/api/types";
import { onAct, useCurrentActions, type RailAction } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";

import { likelyQuery, sendNotes } from "./api";
import { Notebook, type Here } from "./notebook";

/** Something that can be done now, and is likely. */
export interface Suggestion {
  act: Act;
  /** As the rail says it, or the name of the workspace that it leads to. */
  label: string;
  isWay: boolean;
  run: () => void;
  icon?: ComponentType<{ size?: number; className?: string }>;
  reason: LikelyAct["reason"];
}

type Possible = Omit<Suggestion, "reason">;

const SETTLED_MS = 200;

/** Notes what is done in a practice, and answers what is likely next there, three at most and none that cannot be done. */
export function useLikely(map: PracticeMap): { suggestions: readonly Suggestion[]; isOn: boolean } {
  const { actions, thing = "nothing" } = useCurrentActions();
  const { current: workspace = "today" } = map;
  const here = useMemo(() => ({ workspace, thing }) as Here, [workspace, thing]);
  const notebook = useNotebook(map, here);
  const trace = useSyncExternalStore(notebook.subscribe, notebook.trace);
  const possible = useMemo(() => possibleNow(actions, map), [actions, map]);
  const acts = [...possible.keys()].sort().join(" ");
  const ask = useMemo<LikelyAsk>(() => ({ ...here, ...trace, possible: acts.split(" ").filter(Boolean) as Act[] }), [here, trace, acts]);
  const settled = useSettled(ask);
  const { data } = useQuery({ ...likelyQuery(map.slug, settled ?? ask), enabled: settled !== null && acts !== "", placeholderData: keepPreviousData });
  const isOn = data?.is_on ?? true;
  useEffect(() => {
    notebook.turn(isOn);
  }, [notebook, isOn]);
  // Until the next answer is there the last one stays, as far as it can still be done: what stands does not flicker.
  const items = data?.items;
  const suggestions = useMemo(
    () => (items ?? []).flatMap(({ act, reason }): Suggestion[] => {
      const found = possible.get(act);
      return found ? [{ ...found, reason }] : [];
    }),
    [items, possible],
  );
  return { suggestions, isOn };
}

function possibleNow(actions: readonly RailAction[], map: PracticeMap): ReadonlyMap<Act, Possible> {
  const found = new Map<Act, Possible>();
  for (const { act, label, run, icon, unavailable } of actions) {
    if (act !== undefined && unavailable === undefined) found.set(act as Act, { act: act as Act, label, isWay: false, run, ...(icon ? { icon } : {}) });
  }
  for (const { key, title, icon } of map.entries) {
    const act = `go.${key}` as Act;
    if (key !== map.current) found.set(act, { act, label: title, isWay: true, icon, run: () => map.go(key) });
  }
  return found;
}

/** One per practice and person, listening to the rail, to the map, and to the page being left. */
function useNotebook({ slug, current }: PracticeMap, here: Here): Notebook {
  const notebook = useMemo(() => {
    const owner = personId();
    return new Notebook(async (items, key, isLeaving) => {
      // Whoever sits here now did not do it.
      if (owner !== null && personId() === owner) await sendNotes(slug, items, key, isLeaving);
    });
  }, [slug]);
  const latest = useRef({ here, current });
  useEffect(() => onAct((act) => notebook.note(act as Act, latest.current.here)), [notebook]);
  useLayoutEffect(() => {
    const before = latest.current;
    latest.current = { here, current };
    if (before.current !== undefined && current !== undefined && before.current !== current) notebook.noteWay(`go.${current}` as Act, before.here);
  }, [notebook, here, current]);
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === "hidden") void notebook.flush(true);
    };
    document.addEventListener("visibilitychange", leave);
    return () => document.removeEventListener("visibilitychange", leave);
  }, [notebook]);
  useWhenLeft(useCallback(() => notebook.flush(), [notebook]));
  return notebook;
}

/** Whoever goes through cards with the arrows asks nothing until they rest on one. */
function useSettled<T>(value: T): T | null {
  const [settled, setSettled] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
