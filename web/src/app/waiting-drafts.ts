import { canSeal, open, publicHalf, seal, type PublicKey, type Sealed } from "@/lib/sealed";
import { DRAFT_PREFIX } from "@/lib/use-draft";

/** What a person was writing when they had to go, sealed until they are back: `vetsync.sealed.<person>.<when>.<which>`. */
const SEALED = "vetsync.sealed.";
const KEY = "vetsync.draft-key.";

/** So long it waits, and so much of it: a browser has room for some five million letters, which others need too. */
export const KEPT_MS = 7 * 24 * 3_600_000;
const COUNT_MAX = 20;
const LETTERS_MAX = 1_000_000;

const all = (): string[] => Object.keys(localStorage);
const draftsOf = (personId: string): string[] => all().filter((key) => key.startsWith(DRAFT_PREFIX) && key.includes(personId));
const sealedSince = (key: string): number => Number(key.split(".")[3]);

/** Whether something may stay when a person goes: it is sealed, or it is of the one who is here now. */
export function mayStay(key: string, now: string | null): boolean {
  return key.startsWith(SEALED) || (now !== null && key.includes(now) && (key.startsWith(KEY) || key.startsWith(DRAFT_PREFIX)));
}

/** Forgets what nobody came for, what is too much, and what has a time that is still to come. */
export function dropOld(): void {
  let count = 0;
  let letters = 0;
  const newestFirst = all().filter((key) => key.startsWith(SEALED)).sort((one, other) => sealedSince(other) - sealedSince(one));
  for (const key of newestFirst) {
    const age = Date.now() - sealedSince(key);
    count += 1;
    letters += localStorage.getItem(key)?.length ?? 0;
    if (!(age >= 0 && age < KEPT_MS) || count > COUNT_MAX || letters > LETTERS_MAX) localStorage.removeItem(key);
  }
}

export function dropOf(personId: string): void {
  for (const key of all()) if (key.startsWith(SEALED + personId)) localStorage.removeItem(key);
}

let sealing: Promise<void> = Promise.resolve();

/** Takes a person's drafts out of the open and seals them, if their key is known here; answers whether it is. */
export function putAway(personId: string): boolean {
  const key = localStorage.getItem(KEY + personId);
  const drafts = Object.fromEntries(draftsOf(personId).map((name) => [name, localStorage.getItem(name) ?? ""]));
  Object.keys(drafts).forEach((name) => localStorage.removeItem(name));
  if (key === null || !canSeal() || Object.keys(drafts).length === 0) return false;
  const name = `${SEALED}${personId}.${Date.now()}.${crypto.randomUUID()}`;
  const keep = async (): Promise<void> => {
    const sealed = await seal(JSON.stringify(drafts), JSON.parse(key) as PublicKey, name);
    localStorage.setItem(name, JSON.stringify(sealed));
    dropOld();
  };
  // A full store, or a key that is none, loses the text; in the open it may not stay.
  sealing = Promise.all([sealing, keep()]).then(() => undefined, () => undefined);
  return true;
}

/** Gives a person back what was put away for them, and remembers the half of their key that the next time needs. */
export async function takeOut(personId: string, key: string): Promise<void> {
  if (!canSeal()) return;
  await sealing;
  dropOld();
  const oldestFirst = all().filter((name) => name.startsWith(SEALED + personId)).sort((one, other) => sealedSince(one) - sealedSince(other));
  const drafts: Record<string, string> = {};
  const opened: string[] = [];
  for (const name of oldestFirst) {
    try {
      Object.assign(drafts, JSON.parse(await open(JSON.parse(localStorage.getItem(name) ?? "null") as Sealed, key, name)));
      opened.push(name);
    } catch {
      // One piece that is spoilt holds no other up.
    }
  }
  for (const [name, text] of Object.entries(drafts)) if (localStorage.getItem(name) === null) localStorage.setItem(name, text);
  // What did not open was not read, and what another window sealed meanwhile neither.
  for (const name of opened) localStorage.removeItem(name);
  if (localStorage.getItem(KEY + personId) === null) localStorage.setItem(KEY + personId, JSON.stringify(await publicHalf(key)));
}
