import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import type { FoundKind } from "@/api/types";
import { findQuery } from "@/features/ask-bar/api";
import { useLocale } from "@/lib/i18n";

/** Between two letters of somebody who types slowly; what is asked before the next letter is given up. */
const PAUSE_MS = 120;

/**
 * What the line finds. While typing goes on, what was found before stays, and `isBehind` says that it is not for these
 * words.
 */
export function useFind(slug: string, text: string, kind: FoundKind | null) {
  const locale = useLocale();
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), text.trim() === "" ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery({ ...findQuery(slug, { q: asked.trim(), kind, locale }), placeholderData: keepPreviousData });
  const isAsked = asked.trim() === text.trim();
  return {
    answer: query.data,
    error: isAsked ? query.error : null,
    isBehind: !isAsked || query.isPlaceholderData || query.isPending,
    /** Asks now, without waiting for another letter. */
    hurry: () => setAsked(text),
    again: () => void query.refetch(),
  };
}
