import { useEffect, useRef, useState } from "react";

import { ApiProblem } from "@/api/problem";
import { changesOf } from "@/lib/changed";
import { keepDraft, useDraft } from "@/lib/use-draft";

import { clashesOf, restOf, settled, valueOf, withField, type Clash, type Kept } from "./kept-fields";

export type Faults<T> = Partial<Record<keyof T, string>>;

export interface Editing<T> {
  value: T;
  set: <K extends keyof T>(name: K, value: T[K]) => void;
  /** Texts at the fields: what does not fit yet, or what the server refused. */
  errors: Faults<T>;
  /** Said above the form when it belongs to no field. */
  problem: string | null;
  /** What somebody else changed too; nothing is saved until the person says whose stands. */
  clashes: Clash[];
  settle: (keepsOwn: boolean) => void;
  isChanged: boolean;
  isBusy: boolean;
  /** Sends what stands in the form now. `mayGoOn` is asked first: what it was asked about is what is sent. */
  save: (mayGoOn?: () => Promise<boolean>) => void;
  discard: () => void;
}

interface EditingOptions<T> {
  /** Names the thing and the person: the draft is kept under it. */
  draftKey: string;
  initial: T;
  check: (value: T) => Faults<T>;
  /** Sends it; what it throws is shown at the field the server names, or above the form. A new thing says what it is called from now on. */
  send: (value: T, goesOnAs: (draftKey: string) => void) => Promise<void>;
  problemText: (error: unknown) => string;
}

/**
 * The values of one form, from the first key to the saved answer: a draft that survives a closed tab, faults at their
 * fields once a save was tried, and text that stays when the server refuses. Give the component that uses it a key
 * with the thing's version, so that it begins anew when somebody else has changed the thing. The draft holds what this
 * person changed and nothing else, so what the other changed stays; where both changed the same, they are asked. What
 * is typed while a save is under way is not in it, and is a draft of its own from then on.
 */
export function useEditing<T extends object>({ draftKey, initial, check, send, problemText }: EditingOptions<T>): Editing<T> {
  const draft = useDraft<Kept<T>>(`fields.${draftKey}`, {});
  /** What is typed at this moment, also for an answer that comes later than the screen on which it was asked. */
  const kept = useRef(draft.value);
  useEffect(() => {
    kept.current = draft.value;
  }, [draft.value]);
  const [sent, setSent] = useState<T | null>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  /** As `sent`, for a save that was asked for before the answer was drawn. */
  const isSent = useRef(false);
  const [refused, setRefused] = useState<{ field: string | undefined; text: string } | null>(null);
  /** What the server has, as far as this form knows. */
  const ground = sent ?? initial;
  const value = valueOf(ground, draft.value);
  const clashes = clashesOf(ground, draft.value);
  const isChanged = Object.keys(changesOf(ground, value)).length > 0;
  const faults = isTried ? check(value) : {};
  const atField = refused?.field !== undefined && refused.field in value;

  const keep = (next: Kept<T>): void => {
    kept.current = next;
    draft.set(next);
  };

  const taken = (whole: T, goesOnAs: string): void => {
    const rest = restOf(whole, valueOf(ground, kept.current));
    const isAll = Object.keys(rest).length === 0;
    setSent(whole);
    isSent.current = isAll;
    setTried(false);
    if (isAll || goesOnAs !== draftKey) {
      kept.current = {};
      draft.clear();
      if (!isAll) keepDraft(`fields.${goesOnAs}`, rest);
    } else keep(rest);
  };

  const sendNow = async (whole: T, mayGoOn: () => Promise<boolean>): Promise<void> => {
    let goesOnAs = draftKey;
    try {
      if (!(await mayGoOn())) return;
      await send(whole, (key) => {
        goesOnAs = key;
      });
      taken(whole, goesOnAs);
    } catch (error) {
      setRefused({ field: error instanceof ApiProblem ? error.field : undefined, text: problemText(error) });
      focusFirstFault();
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };

  const save = (mayGoOn: () => Promise<boolean> = () => Promise.resolve(true)): void => {
    // Enter pressed twice sends it once, whether the answer came in between or not.
    if (isUnderWay.current || isSent.current || clashes.length > 0) return;
    const whole = valueOf(ground, kept.current);
    setTried(true);
    setRefused(null);
    if (Object.keys(check(whole)).length > 0) return focusFirstFault();
    isUnderWay.current = true;
    setBusy(true);
    void sendNow(whole, mayGoOn);
  };
  return {
    value,
    set: (name, next) => {
      isSent.current = false;
      setRefused(null);
      keep(withField(ground, kept.current, name, next));
    },
    errors: { ...faults, ...(atField && refused ? { [refused.field as keyof T]: refused.text } : {}) } as Faults<T>,
    problem: refused && !atField ? refused.text : null,
    clashes,
    settle: (keepsOwn) => keep(settled(ground, kept.current, clashes, keepsOwn)),
    isChanged,
    isBusy,
    save,
    discard: () => {
      setTried(false);
      setRefused(null);
      kept.current = {};
      draft.clear();
    },
  };
}

/** After the faults are drawn: the keyboard stands at what must be mended. */
function focusFirstFault(): void {
  setTimeout(() => document.querySelector<HTMLElement>("main [aria-invalid=true], dialog[open] [aria-invalid=true]")?.focus(), 30);
}
