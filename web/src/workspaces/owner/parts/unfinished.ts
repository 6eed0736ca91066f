const KEY = "vetsync.unfinished-booking";
const LIFE_MS = 2 * 60 * 60 * 1000;

export interface Unfinished {
  href: string;
  practice: string;
  at: number;
}

/** Kept while the person goes to log in or register, which may take them through their mail. */
export function keepUnfinished(href: string, practice: string): void {
  localStorage.setItem(KEY, JSON.stringify({ href, practice, at: Date.now() } satisfies Unfinished));
}

export function readUnfinished(): Unfinished | null {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "null") as Unfinished | null;
    const isOurs = typeof value?.href === "string" && value.href.startsWith("/practices/");
    return value && isOurs && Date.now() - value.at < LIFE_MS ? value : null;
  } catch {
    return null;
  }
}

export function forgetUnfinished(): void {
  localStorage.removeItem(KEY);
}
