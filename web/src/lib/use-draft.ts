import { useCallback, useRef, useState } from "react";

/** What is kept here under it goes with its person: a draft under another would stay readable after them. */
export const DRAFT_PREFIX = "vetsync.draft.";

function read<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(DRAFT_PREFIX + key);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}

/** Keeps a draft for a form that is not on the screen yet. */
export function keepDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(DRAFT_PREFIX + key, JSON.stringify(value));
  } catch {
    // A full or forbidden store loses only the safety net, never what is on the screen.
  }
}

export interface Draft<T> {
  value: T;
  set: (value: T) => void;
  /** Whether something is kept that was not sent yet. */
  isKept: boolean;
  /** Forgets the draft, after it was sent or thrown away. */
  clear: () => void;
}

interface Held<T> {
  key: string;
  value: T;
  isKept: boolean;
}

function hold<T>(key: string, initial: T): Held<T> {
  return { key, value: read(key, initial), isKept: localStorage.getItem(DRAFT_PREFIX + key) !== null };
}

/**
 * Text of a form that survives a closed tab. The key must name the thing and the person, for example
 * `record.${recordId}.${userId}`: a shared computer must not show one person's draft to the next.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [held, setHeld] = useState(() => hold(key, initial));
  const current = held.key === key ? held : hold(key, initial);
  const first = useRef(initial);

  const set = useCallback(
    (value: T) => {
      setHeld({ key, value, isKept: true });
      keepDraft(key, value);
    },
    [key],
  );

  const clear = useCallback(() => {
    localStorage.removeItem(DRAFT_PREFIX + key);
    setHeld({ key, value: first.current, isKept: false });
  }, [key]);

  return { value: current.value, set, isKept: current.isKept, clear };
}
