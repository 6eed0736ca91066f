import { createContext, useContext, type ComponentType } from "react";

import type { Place } from "./slide";

/** A workspace that the signed-in person may enter, at its place on the map of the practice. */
export interface MapEntry {
  key: string;
  title: string;
  place: Place;
  icon: ComponentType<{ size?: number; className?: string }>;
  href: string;
}

export interface PracticeMap {
  /** The practice's slug; empty on the platform's map. */
  slug: string;
  practiceName: string;
  entries: readonly MapEntry[];
  /** Key of the workspace that is shown. */
  current: string | undefined;
  /** Address inside a workspace: `href("patient", patientId)`. Null when the person may not go there. */
  href: (key: string, ...rest: string[]) => string | null;
  /** Slides to a workspace. */
  go: (key: string, ...rest: string[]) => void;
}

const MapContext = createContext<PracticeMap | null>(null);
export const MapProvider = MapContext.Provider;

/** The map of the shell around this screen. Only inside a staff or platform shell. */
export function useMap(): PracticeMap {
  const map = useContext(MapContext);
  if (!map) throw new Error("useMap needs a staff or platform shell around it.");
  return map;
}

export type Direction = "left" | "right" | "up" | "down";

/** The next workspace in a direction: nearest along the way, then nearest beside it. */
export function neighbour(entries: readonly MapEntry[], from: Place, direction: Direction): MapEntry | undefined {
  const along = (place: Place): number =>
    ({ left: from.x - place.x, right: place.x - from.x, up: from.y - place.y, down: place.y - from.y })[direction];
  const beside = (place: Place): number =>
    direction === "left" || direction === "right" ? Math.abs(place.y - from.y) : Math.abs(place.x - from.x);
  return entries
    .filter((entry) => along(entry.place) > 0)
    .sort((a, b) => beside(a.place) * 4 + along(a.place) - (beside(b.place) * 4 + along(b.place)))[0];
}
