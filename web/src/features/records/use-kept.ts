import { useCallback, useRef, useState } from "react";

/** What was typed and the server has not yet, and for each field the version that was on the screen when the typing began. */
export interface Kept<F extends string> {
  typed: Partial<Record<F, string>>;
  bases?: Partial<Record<F, number>>;
}

/** Drafts of this kind go with the person, like all of the browser's. */
const PREFIX = "vetsync.draft.";

function stored<F extends string>(key: string): Kept<F> {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as Partial<Kept<F>> | null;
    return { typed: kept?.typed ?? {}, bases: kept?.bases ?? {} };
  } catch {
    return { typed: {}, bases: {} };
  }
}

const fieldsOf = <F extends string>(kept: Kept<F>): F[] => Object.keys(kept.typed) as F[];

/**
 * Fields that are being typed in, kept in this browser. Two windows of one person share the place, so each writes the
 * fields that it typed in itself and leaves the others as the other window put them there.
 */
export function useKept<F extends string>(key: string) {
  const [kept, setKept] = useState(() => stored<F>(key));
  const current = useRef(kept);
  const own = useRef(new Set(fieldsOf(kept)));
  const keep = useCallback(
    (next: Kept<F>): void => {
      current.current = next;
      setKept(next);
      for (const field of fieldsOf(next)) own.current.add(field);
      const all = stored<F>(key);
      const typed: Kept<F>["typed"] = { ...next.typed };
      const bases: Kept<F>["bases"] = { ...next.bases };
      for (const field of fieldsOf(all)) {
        if (own.current.has(field)) continue;
        typed[field] = all.typed[field];
        bases[field] = all.bases?.[field];
      }
      try {
        if (Object.keys(typed).length > 0) localStorage.setItem(PREFIX + key, JSON.stringify({ typed, bases }));
        else localStorage.removeItem(PREFIX + key);
      } catch {
        // A full or forbidden store loses only the safety net, never what is on the screen.
      }
    },
    [key],
  );
  return { kept, current, keep };
}
