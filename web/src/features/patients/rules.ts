import { GRAMS_MAX } from "@/api/limits";
import { exactTo, type Formats } from "@/lib/formats";

export interface Animal {
  species: string;
  breed: string;
  sex: string;
  neutered: boolean | null;
  born_on: string | null;
  born_is_estimate: boolean;
}

/** Of these a vet has words of its own: a dog is a "teef", a gelded horse a "ruin". */
const NAMED_BY_SPECIES = new Set(["dog", "cat", "rabbit", "guinea_pig", "horse"]);

/** Key of the words for sex and neutering in one breath ("spayed female"). What is not known to be neutered is not called so. */
export function sexKey({ species, sex, neutered }: Pick<Animal, "species" | "sex" | "neutered">): string {
  const kind = sex === "unknown" ? "unknown" : NAMED_BY_SPECIES.has(species) ? species : "other";
  const word = sex === "unknown" ? "plain" : sex;
  return `sex.${kind}.${word}${neutered ? "_neutered" : ""}`;
}

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** "Stabyhoun, neutered female, 7 years": what an animal is, in one line. */
export function signalment(animal: Animal, t: Translate, f: Pick<Formats, "age">, now: Date): string {
  const kind = animal.breed || t(`common:species.${animal.species}`);
  const age = animal.born_on === null ? null : f.age(animal.born_on, now);
  return [kind, t(`patients:${sexKey(animal)}`), age && animal.born_is_estimate ? t("patients:about", { age }) : age].filter(Boolean).join(", ");
}

/** Fifteen digits as people read a transponder: 528 000 000 114 802. */
export function chipGroups(chip: string): string {
  return chip.replace(/\D/g, "").replace(/(\d{3})(?=\d)/g, "$1 ");
}

export interface Weighing {
  measured_at: string;
  grams: number;
}

/** Oldest first, as a curve is drawn. */
export function inTime(weights: readonly Weighing[]): Weighing[] {
  return [...weights].sort((left, right) => left.measured_at.localeCompare(right.measured_at));
}

/**
 * Grams gained since the weighing before the last, as exactly as the weight itself is said: 40 g are nothing to a dog of
 * 26,1 kg. Null when there is nothing to compare.
 */
export function weightStep(weights: readonly Weighing[]): number | null {
  const ordered = inTime(weights);
  const last = ordered.at(-1);
  const before = ordered.at(-2);
  if (!last || !before) return null;
  const exact = exactTo(last.grams);
  return Math.round((last.grams - before.grams) / exact) * exact;
}

/** The grams that a text says, however many; NaN when it says none. */
function saidGrams(text: string): number {
  const [, number, unit] = /^([\d.,]+)\s*(k?g)?$/i.exec(text.trim()) ?? [];
  return number === undefined ? NaN : Math.round(Number(number.replace(",", ".")) * (unit?.toLowerCase() === "g" ? 1 : 1000));
}

/** A typed weight in kilograms ("23,4"), or with its unit ("87 g"), as grams; null when it is none. */
export function gramsOf(text: string): number | null {
  const grams = saidGrams(text);
  return grams > 0 && grams <= GRAMS_MAX ? grams : null;
}

/** Whether a text is a weight, but of no animal that a practice sees. */
export function isTooHeavy(text: string): boolean {
  return saidGrams(text) > GRAMS_MAX;
}

/** Zero as somebody types it: no weight, and not what was meant. */
export function isZero(text: string): boolean {
  return /^0+([.,]0*)?$/.test(text.trim());
}

/** Whether a text is neither a weight, of whatever animal, nor left empty. A zero is one that is asked about. */
export function isNoWeight(text: string): boolean {
  return text.trim() !== "" && !isZero(text) && !isTooHeavy(text) && gramsOf(text) === null;
}

/** How what was typed as a bare number into a field of grams is kept: wherever it is read again, it says what it means. */
const IN_GRAMS = "\u00a0g";
const BARE = /^\s*\d+([.,]\d*)?\s*$/;

/** What is kept of a weight that is typed: in a field of grams 87 is grams, and 0,087 or 1,05 still kilograms. */
export function typedWeight(text: string, isInGrams: boolean): string {
  return isInGrams && isCount(text) ? `${text.trim()}${IN_GRAMS}` : text;
}

/** What was kept, as it stands in the field: without the unit that stands beside it, and with the other one. */
export function shownWeight(kept: string, isInGrams: boolean): string {
  if (!isInGrams) return kept;
  return kept.endsWith(IN_GRAMS) ? kept.slice(0, -IN_GRAMS.length) : isCount(kept) ? `${kept} kg` : kept;
}

/** A bare number that cannot be meant as the kilograms of an animal that weighs grams. */
function isCount(text: string): boolean {
  return BARE.test(text) && !(/[.,]/.test(text) && Number(text.trim().replace(",", ".")) < 10);
}

/** A transponder has 15 digits; spaces and dots between them are how people write it. */
export function isChip(text: string): boolean {
  return /^\d{15}$/.test(text.replace(/[\s.-]/g, ""));
}

export interface Point {
  x: number;
  y: number;
}

/** Places weighings on a plane of the given size, with a tenth of air above and below. */
export function curvePoints(weights: readonly Weighing[], width: number, height: number): Point[] {
  const ordered = inTime(weights);
  const times = ordered.map((one) => Date.parse(one.measured_at));
  const grams = ordered.map((one) => one.grams);
  const [from = 0, to = 0] = [times[0], times.at(-1)];
  const low = Math.min(...grams);
  const span = Math.max(...grams) - low || Math.max(1, low * 0.1);
  return ordered.map((one, index) => ({
    x: to === from ? width / 2 : (((times[index] ?? from) - from) / (to - from)) * width,
    y: height * 0.9 - ((one.grams - low) / span) * height * 0.8,
  }));
}
