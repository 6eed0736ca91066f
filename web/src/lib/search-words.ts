import { useCallback } from "react";
import { useLocation, useNavigate } from "react-router";

/** What is looked for, from the state that the browser keeps beside an address. */
export function wordsOf(state: unknown): string {
  return typeof state === "object" && state !== null && "words" in state && typeof state.words === "string" ? state.words : "";
}

export function withWords(words: string): { words: string } | null {
  return words === "" ? null : { words };
}

/**
 * What is typed into a screen's search. People look for names of people, so the words never stand in an address, which
 * ends up in histories, bookmarks and the logs of proxies; a reload, going back and the trail bring them back all the same.
 */
export function useSearchWords(): [string, (words: string) => void] {
  const { state, search } = useLocation();
  const navigate = useNavigate();
  const change = useCallback(
    // At once, not as a transition: letters typed fast would be lost.
    (words: string) => void navigate({ search }, { replace: true, flushSync: true, state: withWords(words) }),
    [navigate, search],
  );
  return [wordsOf(state), change];
}
