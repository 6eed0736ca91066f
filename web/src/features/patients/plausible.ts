import { GRAMS_MAX } from "@/api/limits";
import type { Species } from "@/api/types";

interface Likely {
  /** Years that hardly any lives longer than. */
  years: number;
  /** Grams of the lightest newborn and of the heaviest that a practice sees. */
  grams: readonly [lightest: number, heaviest: number];
}

/**
 * What is likely of an animal of a kind. Wide on purpose: what lies outside is nearly always a slip of the keyboard, and
 * where it is not, the person says so. Nothing is refused for it.
 */
export const LIKELY: Record<Species, Likely> = {
  dog: { years: 25, grams: [70, 110_000] },
  cat: { years: 30, grams: [60, 16_000] },
  rabbit: { years: 15, grams: [25, 12_000] },
  guinea_pig: { years: 10, grams: [50, 2_500] },
  hamster: { years: 5, grams: [2, 350] },
  rat: { years: 6, grams: [4, 1_200] },
  mouse: { years: 5, grams: [1, 120] },
  ferret: { years: 14, grams: [5, 3_500] },
  bird: { years: 90, grams: [2, 20_000] },
  reptile: { years: 150, grams: [1, 150_000] },
  fish: { years: 80, grams: [1, 40_000] },
  horse: { years: 50, grams: [8_000, 1_400_000] },
  goat: { years: 28, grams: [800, 180_000] },
  other: { years: 150, grams: [1, GRAMS_MAX] },
};

const SMALL: ReadonlySet<string> = new Set<Species>(["hamster", "rat", "mouse", "guinea_pig", "bird", "fish"]);

/** Whether an animal's weight is said in grams: it weighed under a kilogram last, or its kind does. */
export function isInGrams(species: string, lastGrams: number | null): boolean {
  return lastGrams === null ? SMALL.has(species) : lastGrams < 1000;
}

export interface AnimalFacts {
  species: string;
  /** A date, or empty. */
  bornOn: string | null;
  /** Zero is a weight that was typed; null is none. */
  grams: number | null;
}

/** Something to ask about, with what it is said of: years, or grams. */
export type Doubt = { kind: "old"; years: number } | { kind: "light" | "heavy"; grams: number } | { kind: "nothing" };

/** Whole years from one date to another. */
export function yearsBetween(bornOn: string, today: string): number {
  const [year = 0, ...rest] = bornOn.split("-").map(Number);
  const [thisYear = 0, ...now] = today.split("-").map(Number);
  const hadBirthday = now.join("-") === rest.join("-") || (now[0] ?? 0) > (rest[0] ?? 0) || (now[0] === rest[0] && (now[1] ?? 0) >= (rest[1] ?? 0));
  return thisYear - year - (hadBirthday ? 0 : 1);
}

/** What is so unlikely that it is asked about before it is saved. */
export function doubtsAbout({ species, bornOn, grams }: AnimalFacts, today: string): Doubt[] {
  const likely = LIKELY[species as Species] ?? LIKELY.other;
  const doubts: Doubt[] = [];
  if (bornOn && /^\d{4}-\d{2}-\d{2}$/.test(bornOn)) {
    const years = yearsBetween(bornOn, today);
    if (years > likely.years) doubts.push({ kind: "old", years });
  }
  if (grams === 0) doubts.push({ kind: "nothing" });
  else if (grams !== null && grams < likely.grams[0]) doubts.push({ kind: "light", grams });
  else if (grams !== null && grams > likely.grams[1]) doubts.push({ kind: "heavy", grams });
  return doubts;
}

/** From this age an animal weighs about what it weighed: until then it grows. */
const GROWN_YEARS = 1;
/** How many times the last weight is still no question. */
const MOST_TIMES = { grown: 1.5, growing: 4 } as const;
const LEAST_TIMES = 2 / 3;

/** A weight to ask about: beside the last one, or for its kind. */
export type WeightDoubt = { kind: "more" | "less"; grams: number; before: number } | { kind: "heavy" | "light"; grams: number };

/** A weight at a visit: half as much again as the last one, or a third less, is nearly always a slip of the keyboard. */
export function weightDoubt({ species, bornOn, grams }: AnimalFacts, before: number | null, today: string): WeightDoubt | null {
  if (grams === null) return null;
  if (before !== null && before > 0) {
    const isGrowing = bornOn !== null && yearsBetween(bornOn, today) < GROWN_YEARS;
    if (grams > before * MOST_TIMES[isGrowing ? "growing" : "grown"]) return { kind: "more", grams, before };
    if (grams < before * LEAST_TIMES) return { kind: "less", grams, before };
  }
  const [doubt] = doubtsAbout({ species, bornOn: null, grams }, today);
  return doubt?.kind === "heavy" || doubt?.kind === "light" ? { kind: doubt.kind, grams } : null;
}
