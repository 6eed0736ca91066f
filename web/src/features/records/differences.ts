import type { RecordView } from "@/api/types";

import { NOTE_FIELDS, VITAL_FIELDS, type NoteField, type VitalField } from "./rules";

const LISTS = ["diagnoses", "prescriptions", "vaccinations", "dewormings", "lab_results", "files"] as const;
export type PartList = (typeof LISTS)[number];

/** One thing that is not what it was; `now` is what stands there instead. */
export type Difference =
  | { what: "note"; field: NoteField; now: string }
  | { what: "vital"; field: VitalField; now: number | null }
  | { what: PartList; how: "added" | "changed" | "removed"; name: string };

type AnyPart = { id: string } & Record<string, unknown>;

const nameOf = (part: AnyPart): string => String(part["product"] ?? part["test"] ?? part["text"] ?? part["name"] ?? "");

function isSame(one: AnyPart, other: AnyPart): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => JSON.stringify(one[name] ?? null) === JSON.stringify(other[name] ?? null));
}

function differentParts(what: PartList, before: readonly AnyPart[], after: readonly AnyPart[]): Difference[] {
  const known = new Map(before.map((part) => [part.id, part]));
  const left = new Set(after.map((part) => part.id));
  const found: Difference[] = [];
  for (const part of after) {
    const old = known.get(part.id);
    if (!old) found.push({ what, how: "added", name: nameOf(part) });
    else if (!isSame(old, part)) found.push({ what, how: "changed", name: nameOf(part) });
  }
  for (const part of before) if (!left.has(part.id)) found.push({ what, how: "removed", name: nameOf(part) });
  return found;
}

/** What somebody who read `before` has not seen of `after`. */
export function differences(before: RecordView, after: RecordView): Difference[] {
  const found: Difference[] = [];
  for (const field of NOTE_FIELDS) if (before[field] !== after[field]) found.push({ what: "note", field, now: after[field] });
  for (const { key } of VITAL_FIELDS) {
    const now = after.parts.vitals?.[key] ?? null;
    if ((before.parts.vitals?.[key] ?? null) !== now) found.push({ what: "vital", field: key, now });
  }
  return [...found, ...LISTS.flatMap((list) => differentParts(list, before.parts[list], after.parts[list]))];
}
