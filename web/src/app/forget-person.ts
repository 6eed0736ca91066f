import { beforeArrival, onDeparture, personId, sessionStore, type Departure } from "@/api/session";
import { toast } from "@/lib/toasts";
import { hasUnsavedWords } from "@/lib/unsaved";

import { dropOf, dropOld, mayStay, putAway, takeOut } from "./waiting-drafts";

/** What belongs to the computer and not to a person: how the screen looks and in which language. */
const OF_THE_COMPUTER = new Set(["vetsync.theme", "vetsync.locale"]);

/**
 * At a shared computer nothing of one person stays for the next, however their session ended. The cached answers, the
 * trail and what stands half filled in on a screen go by themselves: Providers builds all of that anew.
 *
 * Whose session ended without their doing here did not leave: what they were writing waits for them sealed, so that
 * nobody else can read it. Who logs out is asked about it before, and leaves nothing.
 */
function forgetPerson({ personId: gone, isChosen }: Departure): boolean {
  sessionStorage.clear();
  const hasWords = hasUnsavedWords(gone);
  if (isChosen) dropOf(gone);
  const isWaiting = !isChosen && putAway(gone) && hasWords;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("vetsync.") && !OF_THE_COMPUTER.has(key) && !mayStay(key, personId())) localStorage.removeItem(key);
  }
  // What was under way for them is refused just now, and would still say so to the other one.
  if (personId() !== null) setTimeout(toast.clear);
  return isWaiting;
}

onDeparture(forgetPerson);
beforeArrival(({ me, draft_key }) => takeOut(me.id, draft_key));
dropOld();
// A computer that slept has not let the time pass.
document.addEventListener("visibilitychange", dropOld);

let shownTo: string | null = null;
sessionStore.subscribe(() => {
  if (personId() === shownTo) return;
  shownTo = personId();
  toast.clear();
});
