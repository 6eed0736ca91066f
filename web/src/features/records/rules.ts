import { GRAMS_MAX } from "@/api/limits";
import type { NoteChange, RecordLine, RecordParts, RecordView, Vitals, VitalsChange } from "@/api/types";

export const NOTE_FIELDS = ["subjective", "objective", "assessment", "plan", "summary_for_owner"] as const;
export type NoteField = (typeof NOTE_FIELDS)[number];
export type Note = Record<NoteField, string>;

export function noteOf(record: Pick<RecordView, NoteField>): Note {
  return { subjective: record.subjective, objective: record.objective, assessment: record.assessment, plan: record.plan, summary_for_owner: record.summary_for_owner };
}

/** What was typed and the server has not yet. */
export function unsaved(typed: Partial<Note>, saved: Note): NoteChange {
  const change: NoteChange = {};
  for (const field of NOTE_FIELDS) {
    const text = typed[field];
    if (text !== undefined && text !== saved[field]) change[field] = text;
  }
  return change;
}

/** What was typed stays; a text that the server now has word for word needs no keeping. */
export function stillTyped(typed: Partial<Note>, saved: Note): Partial<Note> {
  return unsaved(typed, saved) as Partial<Note>;
}

/** The version that was on the screen when the typing in each field began. */
export type Bases = Partial<Record<NoteField, number>>;

/** A save names one version, so texts that were begun on different ones go one after the other, the oldest first. */
export function nextSave(open: NoteChange, bases: Bases): { base: number; change: NoteChange } | null {
  const fields = NOTE_FIELDS.filter((field) => open[field] !== undefined);
  if (fields.length === 0) return null;
  const base = Math.min(...fields.map((field) => bases[field] ?? 0));
  const change: NoteChange = {};
  for (const field of fields) if ((bases[field] ?? 0) === base) change[field] = open[field];
  return { base, change };
}

/** The texts in the way of a refused save, each with its version. */
export function othersTexts(data: Readonly<Record<string, unknown>>): [NoteField, { current: string; version: number }][] {
  const fields = (data["fields"] ?? {}) as Partial<Record<NoteField, { current: string; version: number }>>;
  return NOTE_FIELDS.flatMap((field) => (fields[field] ? [[field, fields[field]]] : []));
}

/** Both texts under each other, mine last, for a field that somebody else changed while I wrote in it. */
export function bothTexts(theirs: string, mine: string): string {
  if (theirs.trim() === "" || mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  return `${theirs.trimEnd()}\n\n${mine}`;
}

export type DueState = "valid" | "due_soon" | "overdue";

export interface Due {
  /** A disease, or the product where no disease stands with it. */
  name: string;
  valid_until_on: string;
  batch: string;
  given_on: string;
  state: DueState;
  /** Days until it ends; negative when it has ended. */
  days: number;
  /** How much of its time has gone, 0–1. */
  share: number;
}

const SOON_DAYS = 30;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** For each disease the vaccination that protects longest, what ends first standing first. */
export function dueList(vaccinations: RecordParts["vaccinations"], today: string): Due[] {
  const byName = new Map<string, RecordParts["vaccinations"][number]>();
  for (const one of vaccinations) {
    if (one.valid_until_on === null) continue;
    for (const name of one.diseases.length > 0 ? one.diseases : [one.product]) {
      const known = byName.get(name);
      if (!known || (known.valid_until_on ?? "") < one.valid_until_on) byName.set(name, one);
    }
  }
  const dues = [...byName].map(([name, one]): Due => {
    const until = one.valid_until_on ?? today;
    const days = daysBetween(today, until);
    const whole = Math.max(1, daysBetween(one.given_on, until));
    return {
      name,
      valid_until_on: until,
      batch: one.batch,
      given_on: one.given_on,
      days,
      state: days < 0 ? "overdue" : days <= SOON_DAYS ? "due_soon" : "valid",
      share: Math.min(1, Math.max(0, daysBetween(one.given_on, today) / whole)),
    };
  });
  return dues.sort((left, right) => left.valid_until_on.localeCompare(right.valid_until_on));
}

/** What a visit was, by what weighs most in it: picture and filter of the time line. */
export type VisitKind = "vaccine" | "lab" | "medicine" | "visit";

export function kindOf(line: RecordLine): VisitKind {
  if (line.vaccinations > 0 && line.prescriptions === 0 && line.lab_results === 0) return "vaccine";
  if (line.lab_results > 0 && line.prescriptions === 0) return "lab";
  return line.prescriptions > 0 && line.diagnoses === 0 ? "medicine" : "visit";
}

export const FILTERS = ["all", "vaccinations", "lab_results", "prescriptions", "files", "drafts"] as const;
export type Filter = (typeof FILTERS)[number];

export function passes(line: RecordLine, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "drafts" ? line.state === "draft" : line[filter] > 0;
}

/** The vital signs as they are typed: tenths with a comma or point, kilograms for the weight unless it says grams. */
export const VITAL_FIELDS = [
  { key: "temperature_tenths", factor: 10, low: 100, high: 500 },
  { key: "pulse_per_minute", factor: 1, low: 1, high: 1500 },
  { key: "respiration_per_minute", factor: 1, low: 1, high: 500 },
  { key: "weight_grams", factor: 1000, low: 1, high: GRAMS_MAX },
  { key: "body_condition", factor: 1, low: 1, high: 9 },
  { key: "capillary_refill_tenths", factor: 10, low: 0, high: 200 },
] as const;
export type VitalField = (typeof VITAL_FIELDS)[number]["key"];

/** A weight may say its own unit. */
const WEIGHT_UNIT = /\s*(k?g)$/i;
/** The number that the server keeps; null for an empty field, undefined for what cannot be meant. */
export function readVital(key: VitalField, text: string): number | null | undefined {
  const field = VITAL_FIELDS.find((one) => one.key === key);
  if (text.trim() === "") return null;
  const unit = key === "weight_grams" ? WEIGHT_UNIT.exec(text.trim())?.[1]?.toLowerCase() : undefined;
  const number = (unit === undefined ? text : text.trim().replace(WEIGHT_UNIT, "")).trim().replace(",", ".");
  const value = number === "" ? Number.NaN : Math.round(Number(number) * (unit === "g" ? 1 : (field?.factor ?? 1)));
  return Number.isFinite(value) && field && value >= field.low && value <= field.high ? value : undefined;
}

/** Measurements that this screen knows of from a save, or a refusal, that is newer than the record it was given. */
export type LearntVitals = Partial<Record<VitalField, { value: number | null | undefined; version: number }>>;

export function shownVitals(record: RecordView, learnt: LearntVitals): Vitals {
  const shown: Vitals = { ...record.parts.vitals };
  for (const { key } of VITAL_FIELDS) {
    const own = learnt[key];
    if (own && own.version > record.version) shown[key] = own.value ?? null;
  }
  return shown;
}

/** A save names one version: of the fields that can be read, those that were begun on the oldest go first. */
export function nextVitals(open: readonly VitalField[], typed: Partial<Record<VitalField, string>>, bases: Partial<Record<VitalField, number>>): { base: number; change: VitalsChange } | null {
  const values = open.map((key) => ({ key, value: readVital(key, typed[key] ?? ""), base: bases[key] ?? 0 })).filter((one) => one.value !== undefined);
  if (values.length === 0) return null;
  const base = Math.min(...values.map((one) => one.base));
  const change: VitalsChange = {};
  for (const one of values) if (one.base === base) change[one.key] = one.value ?? null;
  return { base, change };
}

/** The measurements in the way of a refused save, each with its version. */
export function othersVitals(data: Readonly<Record<string, unknown>>): [VitalField, { current: number | null; version: number }][] {
  const fields = (data["fields"] ?? {}) as Partial<Record<VitalField, { current: number | null; version: number }>>;
  return VITAL_FIELDS.flatMap(({ key }) => (fields[key] ? [[key, fields[key]]] : []));
}

export function writeVital(key: VitalField, value: number | null | undefined, locale: string, isInGrams = false): string {
  const factor = isInGrams ? 1 : (VITAL_FIELDS.find((one) => one.key === key)?.factor ?? 1);
  if (value == null) return "";
  const digits = factor === 10 ? 1 : 2;
  // A mouse of 25 grams weighs 0,025 kg and not 0,03.
  const most = factor === 1000 ? 3 : digits;
  return new Intl.NumberFormat(locale, factor === 1 ? {} : { minimumFractionDigits: digits, maximumFractionDigits: most, useGrouping: false }).format(value / factor);
}

/** Whether a result stands outside its bounds; null when that cannot be said. */
export function outOfRange(result: { value: string; low: string; high: string }): "low" | "high" | null {
  const number = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));
  const value = number(result.value);
  if (value < number(result.low)) return "low";
  return value > number(result.high) ? "high" : null;
}

/** Whether anything was written or added that a signature could stand under. */
export function isEmpty(note: Note, parts: RecordParts): boolean {
  const lists = [parts.diagnoses, parts.prescriptions, parts.vaccinations, parts.dewormings, parts.lab_results, parts.files];
  return NOTE_FIELDS.every((field) => note[field].trim() === "") && lists.every((list) => list.length === 0) && parts.vitals === null;
}

