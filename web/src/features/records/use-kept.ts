import { useCallback, useRef, useState } from "react";

import { DRAFT_PREFIX } from "@/lib/use-draft";

/** What was typed and the server has not yet, and for each field the version that was on the screen when the typing began. */
export interface Kept<F extends string> {
  typed: Partial<Record<F, string>>;
  bases?: Partial<Record<F, number>>;
}

function stored<F extends string>(key: string): Kept<F> {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT_PREFIX + key) ?? "null") as Partial<Kept<F>> | null;
    return { typed: kept?.typed ?? {}, bases: kept?.bases ?? {} };
  } catch {
    return { typed: {}, bases: {} };
  }
}

const fieldsOf = <F extends string>(kept: Kept<F>): F[] => Object.keys(kept.typed) as F[];

/**
 * Fields that are being typed in, kept in this browser. Two windows of one person share the place, so each writes the
 * fields that it typed in itself and leaves the others as the other window put them there. What an earlier visit left is
 * there from the beginning, or with `isLeftAlone` once it is adopted.
 */
export function useKept<F extends string>(key: string, isLeftAlone = false) {
  const [kept, setKept] = useState<Kept<F>>(() => (isLeftAlone ? { typed: {}, bases: {} } : stored<F>(key)));
  const current = useRef(kept);
  /** What this window has put there, as it put it: another text is the other window's. */
  const own = useRef(kept.typed);
  const keep = useCallback(
    (next: Kept<F>): void => {
      current.current = next;
      setKept(next);
      const all = stored<F>(key);
      const typed: Kept<F>["typed"] = { ...next.typed };
      const bases: Kept<F>["bases"] = { ...next.bases };
      for (const field of fieldsOf(all)) {
        if (field in next.typed || own.current[field] === all.typed[field]) continue;
        typed[field] = all.typed[field];
        bases[field] = all.bases?.[field];
      }
      try {
        if (Object.keys(typed).length > 0) localStorage.setItem(DRAFT_PREFIX + key, JSON.stringify({ typed, bases }));
        else localStorage.removeItem(DRAFT_PREFIX + key);
        own.current = next.typed;
      } catch {
        // A full or forbidden store loses only the safety net, never what is on the screen.
      }
    },
    [key],
  );
  const adopt = useCallback((): void => {
    const left = stored<F>(key);
    const { typed, bases } = current.current;
    current.current = { typed: { ...left.typed, ...typed }, bases: { ...left.bases, ...bases } };
    own.current = { ...left.typed, ...own.current };
    setKept(current.current);
  }, [key]);
  return { kept, current, keep, adopt };
}
