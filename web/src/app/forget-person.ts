import { onDeparture, personId, sessionStore, type Departure } from "@/api/session";
import { toast } from "@/lib/toasts";

/** What belongs to the computer and not to a person: how the screen looks and in which language. */
const OF_THE_COMPUTER = new Set(["vetsync.theme", "vetsync.locale"]);
const DRAFT = "vetsync.draft.";
const KEPT = "vetsync.kept-drafts";
const KEPT_MS = 2 * 60 * 60 * 1000;

const keys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith("vetsync."));

/**
 * At a shared computer nothing of one person stays for the next, however their session ended. The cached answers, the
 * trail and what stands half filled in on a screen go by themselves: Providers builds all of that anew.
 *
 * Whose session the server ended did not leave: what they were writing waits two hours for them, and for nobody else.
 */
function forgetPerson({ personId: gone, isEnded }: Departure): void {
  sessionStorage.clear();
  const isWaiting = (key: string): boolean => isEnded && key.startsWith(DRAFT) && key.includes(gone);
  for (const key of keys()) if (!OF_THE_COMPUTER.has(key) && !isWaiting(key)) localStorage.removeItem(key);
  if (keys().some(isWaiting)) localStorage.setItem(KEPT, String(Date.now()));
  // What was under way for them is refused just now, and would still say so to the other one.
  if (personId() !== null) setTimeout(toast.clear);
}

/** Drafts that wait go when somebody else logs in, or when nobody came for them. */
function dropWaiting(): void {
  const since = localStorage.getItem(KEPT);
  if (since === null) return;
  const me = personId();
  const isOver = !(Date.now() - Number(since) < KEPT_MS);
  if (me === null && !isOver) return;
  for (const key of keys()) if (key.startsWith(DRAFT) && (isOver || me === null || !key.includes(me))) localStorage.removeItem(key);
  localStorage.removeItem(KEPT);
}

onDeparture(forgetPerson);
dropWaiting();

let shownTo: string | null = null;
sessionStore.subscribe(() => {
  if (personId() === shownTo) return;
  shownTo = personId();
  toast.clear();
  dropWaiting();
});
