/**
 * Begins as soon as no other window of this browser is in the same place, and holds that place until the answer is
 * called. Where the browser knows no locks it begins at once.
 */
export function whenAlone(place: string, begin: () => void): () => void {
  if (!("locks" in navigator)) {
    begin();
    return () => undefined;
  }
  const waiting = new AbortController();
  let leave = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const hold = (): Promise<void> => {
    if (!waiting.signal.aborted) begin();
    return held;
  };
  navigator.locks.request(`vetsync.${place}`, { signal: waiting.signal }, hold).catch(() => {
    // Whoever left before their turn came has nothing to begin.
  });
  return () => {
    waiting.abort();
    leave();
  };
}
