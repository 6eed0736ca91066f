import { useCallback, useSyncExternalStore } from "react";

export interface Place {
  /** Empty when it is where the person stands. */
  name: string;
  lat: number;
  lon: number;
}

/** Towns to search around for whoever does not share a position: the largest and the provinces' capitals, WGS 84. */
export const TOWNS: readonly Place[] = [
  ["Alkmaar", 52.632, 4.751], ["Almelo", 52.357, 6.662], ["Almere", 52.351, 5.265], ["Alphen aan den Rijn", 52.129, 4.655], ["Amersfoort", 52.156, 5.387],
  ["Amstelveen", 52.303, 4.859], ["Amsterdam", 52.373, 4.893], ["Apeldoorn", 52.211, 5.97], ["Arnhem", 51.985, 5.899], ["Assen", 52.993, 6.564],
  ["Bergen op Zoom", 51.495, 4.288], ["Breda", 51.589, 4.776], ["Delft", 52.012, 4.357], ["Den Haag", 52.078, 4.288], ["Den Helder", 52.956, 4.76],
  ["Deventer", 52.255, 6.164], ["Doetinchem", 51.966, 6.289], ["Dordrecht", 51.813, 4.69], ["Ede", 52.04, 5.666], ["Eindhoven", 51.441, 5.478],
  ["Emmen", 52.785, 6.897], ["Enschede", 52.221, 6.894], ["Gouda", 52.012, 4.71], ["Groningen", 53.219, 6.567], ["Haarlem", 52.381, 4.637],
  ["Heerlen", 50.888, 5.979], ["Helmond", 51.481, 5.661], ["Hengelo", 52.266, 6.793], ["Hilversum", 52.223, 5.176], ["Hoorn", 52.643, 5.06],
  ["Leeuwarden", 53.201, 5.8], ["Leiden", 52.16, 4.497], ["Lelystad", 52.518, 5.471], ["Maastricht", 50.851, 5.691], ["Middelburg", 51.499, 3.61],
  ["Nijmegen", 51.843, 5.855], ["Oss", 51.765, 5.518], ["Purmerend", 52.505, 4.96], ["Roermond", 51.194, 5.987], ["Roosendaal", 51.531, 4.465],
  ["Rotterdam", 51.924, 4.478], ["'s-Hertogenbosch", 51.698, 5.304], ["Sneek", 53.033, 5.661], ["Tilburg", 51.56, 5.091], ["Utrecht", 52.091, 5.121],
  ["Venlo", 51.37, 6.172], ["Zaanstad", 52.439, 4.829], ["Zoetermeer", 52.061, 4.493], ["Zutphen", 52.141, 6.196], ["Zwolle", 52.517, 6.083],
].map(([name, lat, lon]) => ({ name: String(name), lat: Number(lat), lon: Number(lon) }));

const KEY = "vetsync.place";
const listeners = new Set<() => void>();
let known: { text: string | null; place: Place | null } = { text: null, place: null };

function read(): Place | null {
  const text = localStorage.getItem(KEY);
  if (text === known.text) return known.place;
  let place: Place | null = null;
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    if (typeof value === "object" && value !== null && "lat" in value && "lon" in value) place = value as Place;
  } catch {
    place = null;
  }
  known = { text, place };
  return place;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the person searches around. Kept in this browser only, never in an address that is passed on. */
export function usePlace(): [Place | null, (place: Place | null) => void] {
  const place = useSyncExternalStore(subscribe, read);
  const set = useCallback((next: Place | null) => {
    if (next === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(next));
    listeners.forEach((listener) => listener());
  }, []);
  return [place, set];
}

/** Three decimals are about a hundred metres: enough for a distance, too little for a front door. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function ownPlace(): Promise<Place> {
  return new Promise((resolve, reject) => {
    if (!("geolocation" in navigator)) return reject(new Error("This browser knows no position."));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ name: "", lat: rounded(coords.latitude), lon: rounded(coords.longitude) }),
      (error) => reject(new Error(error.message)),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
}
