import type { MapEntry } from "./map";
import type { Place } from "./slide";

/** So far from the hub a workspace can be put. */
export const REACH = 2;

const spot = ({ x, y }: Place): string => `${x},${y}`;
const isSame = (left: Place, right: Place): boolean => spot(left) === spot(right);
const HUB: Place = { x: 0, y: 0 };

/** Every place of the map but the hub's, the nearest to the hub first. */
export const SPOTS: readonly Place[] = Array.from({ length: (2 * REACH + 1) ** 2 }, (_, index) => ({ x: (index % (2 * REACH + 1)) - REACH, y: Math.floor(index / (2 * REACH + 1)) - REACH }))
  .filter((place) => !isSame(place, HUB))
  .sort((left, right) => Math.hypot(left.x, left.y) - Math.hypot(right.x, right.y));

/** The hub, or where there is none what a person's map begins with. */
export function hubOf(entries: readonly MapEntry[]): MapEntry | undefined {
  return entries.find(({ place }) => isSame(place, HUB)) ?? entries[0];
}

/** The workspaces where the person put them. What has lost its place to another takes the free one next to the hub; the hub stays. */
export function withPlaces(entries: readonly MapEntry[], kept: Readonly<Record<string, Place>> | null | undefined): readonly MapEntry[] {
  if (!kept) return entries;
  const taken = new Map<string, string>([[spot(HUB), ""]]);
  const claim = (key: string, place: Place | undefined): boolean => {
    if (!place || taken.has(spot(place))) return false;
    taken.set(spot(place), key);
    return true;
  };
  const places = new Map<string, Place>();
  const put = (key: string, place: Place | undefined): void => {
    if (claim(key, place) && place) places.set(key, place);
  };
  const others = entries.filter(({ place }) => !isSame(place, HUB));
  for (const { key } of others) put(key, kept[key]);
  for (const { key, place } of others) if (!places.has(key)) put(key, place);
  for (const { key } of others) if (!places.has(key)) put(key, SPOTS.find((free) => !taken.has(spot(free))));
  return entries.map((entry) => ({ ...entry, place: places.get(entry.key) ?? entry.place }));
}

/** All places after one workspace was put elsewhere; who stood there changes places with it. Null where it cannot go. */
export function moveTo(entries: readonly MapEntry[], key: string, to: Place): Record<string, Place> | null {
  const mover = entries.find((entry) => entry.key === key);
  if (!mover || isSame(mover.place, HUB) || isSame(to, HUB) || isSame(mover.place, to) || Math.max(Math.abs(to.x), Math.abs(to.y)) > REACH) return null;
  const places = entries.filter(({ place }) => !isSame(place, HUB)).map(({ key: one, place }): [string, Place] => [one, one === key ? to : isSame(place, to) ? mover.place : place]);
  return Object.fromEntries(places);
}
