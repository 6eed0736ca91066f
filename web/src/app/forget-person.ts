import { onDeparture, personId, sessionStore } from "@/api/session";
import { toast } from "@/lib/toasts";

/** What belongs to the computer and not to a person: how the screen looks and in which language. */
const OF_THE_COMPUTER = new Set(["vetsync.theme", "vetsync.locale"]);

/**
 * At a shared computer nothing of one person stays for the next, however their session ended. The cached answers, the
 * trail and what stands half filled in on a screen go by themselves: Providers builds all of that anew.
 */
function forgetPerson(): void {
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) if (key.startsWith("vetsync.") && !OF_THE_COMPUTER.has(key)) localStorage.removeItem(key);
  // What was under way for them is refused just now, and would still say so to the other one.
  if (personId() !== null) setTimeout(toast.clear);
}

onDeparture(forgetPerson);

let shownTo: string | null = null;
sessionStore.subscribe(() => {
  if (personId() === shownTo) return;
  shownTo = personId();
  toast.clear();
});
