/** Where the plain map draws things. Positions are WGS 84 degrees; the plane has x to the right and y down, 0 to 1. */
export interface Point {
  lat: number;
  lon: number;
}

export interface Frame {
  west: number;
  north: number;
  /** Kilometres that the frame is wide and high. */
  widthKm: number;
  heightKm: number;
}

const KM_PER_DEGREE = 111.32;

function kmPerLon(lat: number): number {
  return KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

/** The smallest frame of the given shape that holds all points with room around; around a centre when there is one. */
export function frameOf(points: readonly Point[], aspect: number, centre: Point | null, radiusKm: number | null): Frame | null {
  const all = centre ? [...points, centre] : points;
  const [first] = all;
  if (!first) return null;
  let [south, north, west, east] = [first.lat, first.lat, first.lon, first.lon];
  for (const { lat, lon } of all) {
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
  }
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const around = centre && radiusKm !== null ? centre : middle;
  const perLon = kmPerLon(around.lat);
  let widthKm = Math.max(4, (east - west) * perLon * 1.45);
  let heightKm = Math.max(4, (north - south) * KM_PER_DEGREE * 1.35);
  if (centre && radiusKm !== null) [widthKm, heightKm] = [radiusKm * 2.3, radiusKm * 2.3];
  if (widthKm / heightKm < aspect) widthKm = heightKm * aspect;
  else heightKm = widthKm / aspect;
  return { west: around.lon - widthKm / 2 / perLon, north: around.lat + heightKm / 2 / KM_PER_DEGREE, widthKm, heightKm };
}

export function project(point: Point, frame: Frame): { x: number; y: number } {
  const middleLat = frame.north - frame.heightKm / 2 / KM_PER_DEGREE;
  return {
    x: ((point.lon - frame.west) * kmPerLon(middleLat)) / frame.widthKm,
    y: ((frame.north - point.lat) * KM_PER_DEGREE) / frame.heightKm,
  };
}

/** The shortest set of lines that joins all points: drawn as the roads between towns. */
export function roadsBetween(points: readonly { x: number; y: number }[]): [number, number][] {
  const roads: [number, number][] = [];
  const joined = new Set([0]);
  while (joined.size < points.length) {
    let best: { from: number; to: number; length: number } | null = null;
    for (const from of joined) {
      points.forEach((to, index) => {
        const start = points[from];
        if (joined.has(index) || !start) return;
        const length = Math.hypot(start.x - to.x, start.y - to.y);
        if (!best || length < best.length) best = { from, to: index, length };
      });
    }
    const found = best as { from: number; to: number } | null;
    if (!found) break;
    joined.add(found.to);
    roads.push([found.from, found.to]);
  }
  return roads;
}

/** Leaves out what would stand too close to something before it, so that names can be read; in pixels. */
export function thinned<T extends { x: number; y: number }>(points: readonly T[], apart: number): T[] {
  const kept: T[] = [];
  for (const point of points) if (!kept.some((other) => Math.hypot(other.x - point.x, other.y - point.y) < apart)) kept.push(point);
  return kept;
}

interface Named {
  name: string;
  x: number;
  y: number;
}

const LINE = 18;
const LETTER = 8;
const BELOW = 24;

/**
 * Which towns have their name on the map, and how far below the place: all with a clinic, one line lower where two would
 * cover each other, and of the others those with room around; in pixels.
 */
export function named<T extends Named>(withClinic: readonly T[], others: readonly T[], apart: number): (T & { below: number })[] {
  const kept: (T & { below: number })[] = [];
  const isFree = (town: T, below: number): boolean =>
    !kept.some((other) => Math.abs(other.x - town.x) < ((other.name.length + town.name.length) * LETTER) / 2 && Math.abs(other.y + other.below - town.y - below) < LINE);
  for (const town of withClinic) {
    let below = BELOW;
    while (!isFree(town, below)) below += LINE;
    kept.push({ ...town, below });
  }
  const room = thinned([...withClinic, ...others], apart).filter((town) => !withClinic.includes(town));
  return [...kept, ...room.filter((town) => withClinic.every((one) => Math.hypot(one.x - town.x, one.y - town.y) >= apart)).map((town) => ({ ...town, below: BELOW }))];
}

/** Moves pins that would cover each other apart, upwards; in parts of the frame. */
export function spread<T extends { x: number; y: number }>(pins: readonly T[], width: number, height: number): T[] {
  const placed: T[] = [];
  for (const pin of [...pins].sort((a, b) => b.y - a.y)) {
    let y = pin.y;
    for (let tries = 0; tries < 12; tries += 1) {
      if (!placed.some((other) => Math.abs(other.x - pin.x) < width && Math.abs(other.y - y) < height)) break;
      y -= height / 2;
    }
    placed.push({ ...pin, y });
  }
  return placed;
}
