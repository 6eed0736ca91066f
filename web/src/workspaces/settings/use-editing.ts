import { useRef, useState } from "react";

import { ApiProblem } from "@/api/problem";
import { changesOf } from "@/features/settings/rules";
import { useDraft } from "@/lib/use-draft";

import { clashesOf, settled, valueOf, withField, type Clash, type Kept } from "./kept-fields";

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
  save: () => void;
  discard: () => void;
}

interface EditingOptions<T> {
  /** Names the thing and the person: the draft is kept under it. */
  draftKey: string;
  initial: T;
  check: (value: T) => Faults<T>;
  /** Sends it; what it throws is shown at the field the server names, or above the form. */
  send: (value: T) => Promise<void>;
  problemText: (error: unknown) => string;
}

/**
 * The values of one form, from the first key to the saved answer: a draft that survives a closed tab, faults at their
 * fields once a save was tried, and text that stays when the server refuses. Give the component that uses it a key
 * with the thing's version, so that it begins anew when somebody else has changed the thing. The draft holds what this
 * person changed and nothing else, so what the other changed stays; where both changed the same, they are asked.
 */
export function useEditing<T extends object>({ draftKey, initial, check, send, problemText }: EditingOptions<T>): Editing<T> {
  const draft = useDraft<Kept<T>>(`fields.${draftKey}`, {});
  const [sent, setSent] = useState<T | null>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  /** As `sent`, for a save that was asked for before the answer was drawn. */
  const isSent = useRef(false);
  const [refused, setRefused] = useState<{ field: string | undefined; text: string } | null>(null);
  const value = sent ?? valueOf(initial, draft.value);
  const clashes = sent === null ? clashesOf(initial, draft.value) : [];
  const isChanged = sent === null && Object.keys(changesOf(initial, value)).length > 0;
  const faults = isTried ? check(value) : {};
  const atField = refused?.field !== undefined && refused.field in value;

  const save = (): void => {
    // Enter pressed twice sends it once, whether the answer came in between or not.
    if (isUnderWay.current || isSent.current || clashes.length > 0) return;
    setTried(true);
    setRefused(null);
    if (Object.keys(check(value)).length > 0) return focusFirstFault();
    isUnderWay.current = true;
    setBusy(true);
    void send(value)
      .then(() => {
        setSent(value);
        isSent.current = true;
        setTried(false);
        draft.clear();
      })
      .catch((error: unknown) => {
        setRefused({ field: error instanceof ApiProblem ? error.field : undefined, text: problemText(error) });
        focusFirstFault();
      })
      .finally(() => {
        isUnderWay.current = false;
        setBusy(false);
      });
  };
  return {
    value,
    set: (name, next) => {
      setSent(null);
      isSent.current = false;
      isSent.current = false;
      setRefused(null);
      draft.set(withField(initial, draft.value, name, next));
    },
    errors: { ...faults, ...(atField && refused ? { [refused.field as keyof T]: refused.text } : {}) } as Faults<T>,
    problem: refused && !atField ? refused.text : null,
    clashes,
    settle: (keepsOwn) => draft.set(settled(initial, draft.value, clashes, keepsOwn)),
    isChanged,
    isBusy,
    save,
    discard: () => {
      setTried(false);
      setRefused(null);
      draft.clear();
      setSent(null);
    },
  };
}

/** After the faults are drawn: the keyboard stands at what must be mended. */
function focusFirstFault(): void {
  setTimeout(() => document.querySelector<HTMLElement>("main [aria-invalid=true], dialog[open] [aria-invalid=true]")?.focus(), 30);
}
