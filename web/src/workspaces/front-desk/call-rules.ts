import type { AppointmentTypeView, BoardRow, Found, PatientLine } from "@/api/types";
import { wordsIn } from "@/lib/matched-parts";

/** Who is helped now, on the telephone or at the desk, and how far that is. */
export interface Call {
  words: string;
  clientId: string | null;
  clientName: string;
  patientId: string | null;
  type: string | null;
  /** The start that was chosen; left open, the best that is offered. */
  startsAt: string | null;
  vetId: string | null;
  note: string;
}

export const NO_CALL: Call = { words: "", clientId: null, clientName: "", patientId: null, type: null, startsAt: null, vetId: null, note: "" };

/** An animal and whose it is, wherever that is known from; a client alone has no animal. */
export interface Known {
  clientId: string;
  clientName: string;
  city: string;
  animal: { id: string; name: string } | null;
}

export interface Match {
  clientId: string;
  clientName: string;
  city: string;
  /** Those of the client's animals that were found. */
  animals: { id: string; name: string }[];
  isToday: boolean;
}

export const knownOfLine = (line: PatientLine): Known => ({ clientId: line.client_id, clientName: line.client_name, city: line.city, animal: { id: line.id, name: line.name } });

export const knownOfRow = (row: BoardRow): Known => ({ clientId: row.client_id, clientName: row.client_name, city: "", animal: { id: row.patient_id, name: row.patient_name } });

/** Of what somebody opened: an animal with whose it is, or a client with where they live. */
export function knownOfOpened({ id, kind, title, subtitle = "", client_id: clientId }: Found): Known {
  return kind === "client" ? { clientId: id, clientName: title, city: subtitle, animal: null } : { clientId: clientId ?? "", clientName: subtitle, city: "", animal: { id, name: title } };
}

/** 0: every word that was typed is a whole name. 1: each begins one. 2: it was found some other way. */
export function fitOf({ clientName, animal }: Known, typed: string): 0 | 1 | 2 {
  const names = wordsIn(`${animal?.name ?? ""} ${clientName}`).flatMap((name) => [name, ...name.split("-")]);
  const wanted = wordsIn(typed);
  if (wanted.length === 0) return 2;
  if (wanted.every((word) => names.includes(word))) return 0;
  return wanted.every((word) => names.some((name) => name.startsWith(word))) ? 1 : 2;
}

export interface Beside {
  /** Whoever is expected today or in the house. */
  today: readonly Known[];
  /** What this person opened, the newest first. */
  opened: readonly Known[];
}

/**
 * Everybody who fits, by whose they are: exact names first, then names that begin so, then the rest. Among equals come
 * those of today, then those opened lately, then the order of the search.
 */
export function matchesOf(found: readonly Known[], { today, opened }: Beside, typed: string): Match[] {
  const here = new Set(today.map(({ animal }) => animal?.id));
  const lately = opened.map(({ clientId, animal }) => animal?.id ?? clientId);
  const all = new Map<string, Match & { fit: number; opened: number }>();
  const known = [...found, ...[...today, ...opened].filter((one) => fitOf(one, typed) < 2)];
  for (const one of known) {
    const match = all.get(one.clientId) ?? { clientId: one.clientId, clientName: one.clientName, city: "", animals: [], isToday: false, fit: 2, opened: lately.length };
    if (one.animal && !match.animals.some(({ id }) => id === one.animal?.id)) match.animals.push(one.animal);
    match.city ||= one.city;
    match.isToday ||= here.has(one.animal?.id ?? "");
    match.fit = Math.min(match.fit, fitOf(one, typed));
    match.opened = Math.min(match.opened, ...[one.animal?.id, one.clientId].map((id) => lately.indexOf(id ?? "")).filter((at) => at >= 0));
    all.set(one.clientId, match);
  }
  return [...all.values()].sort((left, right) => left.fit - right.fit || Number(right.isToday) - Number(left.isToday) || left.opened - right.opened);
}

interface Animal {
  id: string;
  name: string;
  state: PatientLine["state"];
}

/** The animal that needs no asking: the only one that lives, or the only one whose own name was typed. */
export function obviousAnimal<T extends Animal>(animals: readonly T[], typed: string): T | null {
  const living = animals.filter((one) => one.state === "active");
  if (living.length === 1) return living[0] ?? null;
  const wanted = wordsIn(typed);
  const named = living.filter((one) => wordsIn(one.name).some((name) => wanted.some((word) => name.startsWith(word))));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** Kinds of visit as they are asked for: those used last on this computer, then the day's most frequent, then the practice's order. */
export function typesInOrder(types: readonly AppointmentTypeView[], used: readonly string[], ofToday: readonly (string | null)[]): AppointmentTypeView[] {
  const last = (type: AppointmentTypeView): number => (used.includes(type.key) ? used.indexOf(type.key) : used.length);
  const count = (type: AppointmentTypeView): number => ofToday.filter((key) => key === type.key).length;
  return [...types].sort((left, right) => last(left) - last(right) || count(right) - count(left));
}
