/** What a person changed in a form, field by field, each beside what it was when they began: never the whole form. */
export type Kept<T> = { [K in keyof T]?: { base: T[K]; value: T[K] } };

/** A field that somebody else changed too since this person began. `theirs` is empty when it cannot be said in a word. */
export interface Clash {
  name: string;
  theirs: string;
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

type Parts = Record<string, unknown>;

const isParts = (value: unknown): value is Parts => typeof value === "object" && value !== null && !Array.isArray(value);

/** What two people made of one value. A week is taken day by day; where both changed the same, one's own stands. */
function merge(base: unknown, own: unknown, theirs: unknown): { value: unknown; isClash: boolean } {
  if (isSame(own, base)) return { value: theirs, isClash: false };
  if (isSame(theirs, base) || isSame(own, theirs)) return { value: own, isClash: false };
  if (!isParts(base) || !isParts(own) || !isParts(theirs)) return { value: own, isClash: true };
  const parts = Object.keys({ ...theirs, ...own }).map((name) => ({ name, ...merge(base[name], own[name], theirs[name]) }));
  return { value: Object.fromEntries(parts.map(({ name, value }) => [name, value])), isClash: parts.some(({ isClash }) => isClash) };
}

const namesOf = <T extends object>(kept: Kept<T>): (keyof T)[] => Object.keys(kept) as (keyof T)[];

/** The form as it stands at the server, with this person's own changes over it. */
export function valueOf<T extends object>(initial: T, kept: Kept<T>): T {
  const value = { ...initial };
  for (const name of namesOf(kept)) {
    const field = kept[name];
    if (field && name in initial) value[name] = merge(field.base, field.value, initial[name]).value as T[keyof T];
  }
  return value;
}

/** With one field written; a field that is what the server has is not kept. */
export function withField<T extends object, K extends keyof T>(initial: T, kept: Kept<T>, name: K, value: T[K]): Kept<T> {
  const { [name]: before, ...others } = kept;
  if (isSame(initial[name], value)) return others as Kept<T>;
  return { ...kept, [name]: { base: before ? before.base : initial[name], value } };
}

/** What is still to be sent after `sent` was: the fields that were written on meanwhile, over what the server has now. */
export function restOf<T extends object>(sent: T, now: T): Kept<T> {
  const rest: Kept<T> = {};
  for (const name of Object.keys(now) as (keyof T)[]) if (!isSame(sent[name], now[name])) rest[name] = { base: sent[name], value: now[name] };
  return rest;
}

/** Fields of which both this person and somebody else made something, and not the same. */
export function clashesOf<T extends object>(initial: T, kept: Kept<T>): Clash[] {
  return namesOf(kept).flatMap((name) => {
    const field = kept[name];
    if (!field || !(name in initial) || !merge(field.base, field.value, initial[name]).isClash) return [];
    const theirs: unknown = initial[name];
    return [{ name: String(name), theirs: typeof theirs === "string" ? theirs : "" }];
  });
}

/** After the person chose: their own values stand over what is there now, or give way to it. */
export function settled<T extends object>(initial: T, kept: Kept<T>, clashes: readonly Clash[], keepsOwn: boolean): Kept<T> {
  const found: Kept<T> = { ...kept };
  for (const name of namesOf(kept).filter((one) => clashes.some((clash) => clash.name === one))) {
    const field = kept[name];
    if (field && keepsOwn) found[name] = { base: initial[name], value: merge(field.base, field.value, initial[name]).value as T[keyof T] };
    else Reflect.deleteProperty(found, name);
  }
  return found;
}
