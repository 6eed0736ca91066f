import type { AskedCommand, Found, FindAnswer, FoundKind } from "@/api/types";

/** What each thing that can be asked for needs, null where everybody may; what is missing here cannot be done from the bar. */
const NEEDED: Partial<Record<AskedCommand["intent"], string | null>> = {
  book: "schedule.book",
  next_free: "schedule.book",
  move: "schedule.book",
  cancel: "schedule.book",
  check_in: "schedule.book",
  weight: "patients.write",
  new_client: "patients.write",
  new_patient: "patients.write",
  message: "messages.write",
  call: "patients.read",
  consult: "records.write",
  log_out: null,
  theme: null,
  language: null,
};

/** The command of a line, when there is a form for it and the person may do it; else the line is a search. */
export function offeredCommand(command: AskedCommand | null | undefined, permissions: readonly string[]): AskedCommand | null {
  const needed = command ? NEEDED[command.intent] : undefined;
  return command && needed !== undefined && (needed === null || permissions.includes(needed)) ? command : null;
}

export interface Missing {
  what: "day" | "time";
  /** As it was typed. */
  typed: string;
}

/** What a line says of a day or a time that no calendar and no clock has. */
export function missingOf(command: AskedCommand | null | undefined): Missing[] {
  const said = [{ what: "day" as const, typed: command?.no_day }, { what: "time" as const, typed: command?.no_time }];
  return said.filter((one): one is Missing => typeof one.typed === "string");
}

/** Whether a command's form asks when, and so has a place for what is wrong with it. */
export function saysWhen(command: AskedCommand | null): boolean {
  return command !== null && ["book", "next_free", "move"].includes(command.intent);
}

/** Everything of a kind that was found. */
export function foundOf(answer: Pick<FindAnswer, "groups">, kind: FoundKind): Found[] {
  return answer.groups.find((group) => group.kind === kind)?.items ?? [];
}

/** Found for what it is called, and not for what sounds like it. */
const isSure = ({ matched }: Found): boolean => matched !== "sound" && matched !== "letters";

/** Those that are called so; only where nobody is, what sounds like it. */
export function surest<T extends Found>(found: readonly T[]): T[] {
  const sure = found.filter(isSure);
  return sure.length > 0 ? sure : [...found];
}

/**
 * The one animal that a line can only mean: it lives, and no other that lives was found as well. One that is only
 * called something like it is never taken when one that is called so was found.
 */
export function onlyPatient(answer: Pick<FindAnswer, "groups">): Found | null {
  const group = answer.groups.find(({ kind }) => kind === "patient");
  if (!group || group.has_more) return null;
  const meant = surest(group.items.filter(({ state }) => state === "active" || state == null));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

export interface Name {
  first_name: string;
  prefix: string;
  last_name: string;
}

const PREFIXES = new Set(["van", "von", "de", "der", "den", "het", "'t", "’t", "ten", "ter", "te", "op", "in", "la", "le", "du", "dos", "da", "el", "al"]);

const capital = (word: string): string => word.replace(/^./u, (letter) => letter.toUpperCase());

/** "anneke van der berg" in the parts that the form has. One word alone is a last name. */
export function nameIn(text: string): Name {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const prefixAt = words.findIndex((word, index) => PREFIXES.has(word.toLowerCase()) && index < words.length - 1);
  const firstAt = prefixAt >= 0 ? prefixAt : Math.min(1, words.length - 1);
  const rest = words.slice(firstAt);
  const isPrefix = (word: string, index: number): boolean => PREFIXES.has(word.toLowerCase()) && index < rest.length - 1;
  const end = rest.findIndex((word, index) => !isPrefix(word, index));
  return {
    first_name: words.slice(0, firstAt).map(capital).join(" "),
    prefix: rest.slice(0, Math.max(0, end)).join(" ").toLowerCase(),
    last_name: rest.slice(Math.max(0, end)).map(capital).join(" "),
  };
}
