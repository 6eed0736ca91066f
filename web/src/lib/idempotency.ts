import { useCallback, useRef } from "react";

export interface IntentHeaders extends Record<string, string> {
  "Idempotency-Key": string;
}

/**
 * Sends what a person means to do: `await intent(body, (sent, headers) => addPet(sent, headers))`. `meaning` says what
 * makes it the same thing, when that is less than the whole body; what is sent again is then the body of the first try.
 */
export type Intent = <B, T>(body: B, send: (body: B, headers: IntentHeaders) => Promise<T>, meaning?: unknown) => Promise<T>;

interface Attempt {
  key: string;
  body: unknown;
}

/**
 * One key per thing the person means to do. A second click, or a retry after the answer was lost, carries the same key
 * and the same body, so the server answers with what was done the first time. Another body is another intent. The key
 * is kept until something is done: what was refused left no trace at the server, so trying it again may use it again.
 */
export function useIntent(): Intent {
  const attempts = useRef(new Map<string, Attempt>());
  return useCallback(async <B, T>(body: B, send: (body: B, headers: IntentHeaders) => Promise<T>, meaning: unknown = body): Promise<T> => {
    const known = attempts.current;
    const name = JSON.stringify(meaning) ?? "";
    const attempt = known.get(name) ?? { key: crypto.randomUUID(), body };
    known.set(name, attempt);
    try {
      const answer = await send(attempt.body as B, { "Idempotency-Key": attempt.key });
      known.clear();
      return answer;
    } catch (error) {
      if (isReused(error)) known.delete(name);
      throw error;
    }
  }, []);
}

/** The server knows this key with another body: it can never be answered, so the next try begins anew. */
function isReused(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "idempotency_key_reused";
}
