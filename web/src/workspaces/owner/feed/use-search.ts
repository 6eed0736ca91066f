import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

import type { FeedSearch } from "../api";

import { usePlace, type Place } from "./place";

export type Sort = FeedSearch["sort"];
export const RADII = [5, 10, 25, 50] as const;
const SORTS: readonly string[] = ["relevance", "distance", "next_slot", "name"];

export interface SearchState {
  q: string;
  species: string;
  service: string;
  isOpenNow: boolean;
  isFavourites: boolean;
  radius: number | null;
  sort: Sort;
  place: Place | null;
  /** Whether anything narrows the list. */
  isNarrowed: boolean;
}

function sortOf(given: string | null, q: string, place: Place | null): Sort {
  const fits = given !== null && SORTS.includes(given) && (given !== "distance" || place !== null);
  if (fits) return given as Sort;
  if (q !== "") return "relevance";
  return place === null ? "next_slot" : "distance";
}

/** What is searched for, as it stands in the address: it survives a reload and can be sent to somebody. */
export function useSearch(): { state: SearchState; search: FeedSearch; set: (change: Record<string, string | null>) => void; setPlace: (place: Place | null) => void; reset: () => void } {
  const [params, setParams] = useSearchParams();
  const [place, setPlace] = usePlace();
  const state = useMemo((): SearchState => {
    const q = params.get("q") ?? "";
    const radius = place === null ? null : Number(params.get("radius")) || null;
    const species = params.get("species") ?? "";
    const service = params.get("service") ?? "";
    const isOpenNow = params.get("open") === "1";
    const isFavourites = params.get("favourites") === "1";
    const isNarrowed = q !== "" || radius !== null || species !== "" || service !== "" || isOpenNow || isFavourites;
    return { q, species, service, isOpenNow, isFavourites, radius, sort: sortOf(params.get("sort"), q, place), place, isNarrowed };
  }, [params, place]);
  const search = useMemo(
    (): FeedSearch => ({
      ...(state.q !== "" && { q: state.q }),
      ...(state.species !== "" && { species: state.species }),
      ...(state.service !== "" && { service: state.service }),
      ...(state.isOpenNow && { open_now: true }),
      ...(state.place && { lat: state.place.lat, lon: state.place.lon }),
      ...(state.radius !== null && { radius_km: state.radius }),
      sort: state.sort,
    }),
    [state],
  );
  const set = useCallback(
    (change: Record<string, string | null>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === "") after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        // At once, not as a transition: a chip that is tapped shows it before the list follows.
        { replace: true, preventScrollReset: true, flushSync: true },
      ),
    [setParams],
  );
  const reset = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { state, search, set, setPlace, reset };
}
