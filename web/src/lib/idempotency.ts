import { useCallback, useRef } from "react";

export interface Intent {
  /** Sent with the request; the same for every try of the same intent. */
  headers: () => { "Idempotency-Key": string };
  /** Ends the intent: the next request is a new one. Call it when the answer has come. */
  done: () => void;
}

/**
 * One key per thing the person means to do. A second click, or a retry after the line dropped, carries the same
 * key, so the server answers with what was done the first time.
 */
export function useIntent(): Intent {
  const key = useRef<string | null>(null);
  const headers = useCallback(() => ({ "Idempotency-Key": (key.current ??= crypto.randomUUID()) }), []);
  const done = useCallback(() => {
    key.current = null;
  }, []);
  return { headers, done };
}
