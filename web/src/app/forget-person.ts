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
 * Whose session ran out did not leave: what they were writing waits two hours for them, and for nobody else. Where it
 * was ended, by them from elsewhere or because something is wrong, nothing waits.
 */
function forgetPerson({ personId: gone, isRunOut }: Departure): void {
  sessionStorage.clear();
  const isWaiting = (key: string): boolean => isRunOut && key.startsWith(DRAFT) && key.includes(gone);
  for (const key of keys()) if (!OF_THE_COMPUTER.has(key) && !isWaiting(key)) localStorage.removeItem(key);
  if (keys().some(isWaiting)) localStorage.setItem(KEPT, String(Date.now()));
  dropWaiting();
  // What was under way for them is refused just now, and would still say so to the other one.
  if (personId() !== null) setTimeout(toast.clear);
}

let dropping: ReturnType<typeof setTimeout> | undefined;

/** Drafts that wait go when somebody else logs in, or when nobody came for them. */
function dropWaiting(): void {
  clearTimeout(dropping);
  const since = localStorage.getItem(KEPT);
  if (since === null) return;
  const me = personId();
  const age = Date.now() - Number(since);
  // A clock that was put back would keep them longer.
  const isOver = !(age >= 0 && age < KEPT_MS);
  if (me === null && !isOver) {
    dropping = setTimeout(dropWaiting, KEPT_MS - age);
    return;
  }
  for (const key of keys()) if (key.startsWith(DRAFT) && (isOver || me === null || !key.includes(me))) localStorage.removeItem(key);
  localStorage.removeItem(KEPT);
}

onDeparture(forgetPerson);
dropWaiting();
// A computer that slept has not let the time pass.
document.addEventListener("visibilitychange", dropWaiting);

let shownTo: string | null = null;
sessionStore.subscribe(() => {
  if (personId() === shownTo) return;
  shownTo = personId();
  toast.clear();
  dropWaiting();
});
