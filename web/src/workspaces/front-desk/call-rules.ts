import type { AppointmentTypeView, PatientLine } from "@/api/types";
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

export interface Match {
  clientId: string;
  clientName: string;
  city: string;
  /** Those of the client's animals that were found. */
  patients: PatientLine[];
}

/** The same search finds clients and animals: what it found, by whose it is, in its order. */
export function clientsOf(lines: readonly PatientLine[]): Match[] {
  const found = new Map<string, Match>();
  for (const line of lines) {
    const match = found.get(line.client_id) ?? { clientId: line.client_id, clientName: line.client_name, city: line.city, patients: [] };
    match.patients.push(line);
    found.set(line.client_id, match);
  }
  return [...found.values()];
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
