import { safeNext } from "./session";

const KEY = "vetsync.next";
const LIFE_MS = 2 * 60 * 60 * 1000;

/** Where somebody was going who first makes an account: their mail is between this tab and the next. */
export function keepNext(next: string | null): void {
  if (next === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify({ next, at: Date.now() }));
}

export function keptNext(): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as { next?: unknown; at?: unknown } | null;
    const isFresh = typeof kept?.at === "number" && Date.now() - kept.at < LIFE_MS;
    return isFresh && typeof kept.next === "string" ? safeNext(kept.next) : null;
  } catch {
    return null;
  }
}

/** An address before the log-in that knows where to go after it. */
export function withNext(path: string, next: string | null): string {
  return next === null ? path : `${path}?next=${encodeURIComponent(next)}`;
}
