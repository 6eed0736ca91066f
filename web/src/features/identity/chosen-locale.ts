import type { Locale } from "@/lib/formats";
import { setLocale } from "@/lib/i18n";

const KEY = "vetsync.chosen-locale";

/** A language that somebody picked here before logging in: theirs, until they have logged in or the window is closed. */
export function chooseBeforeLogIn(locale: Locale): void {
  sessionStorage.setItem(KEY, locale);
  void setLocale(locale);
}

/** What was picked, once: whoever logs in after that at this computer has their own language again. */
export function takeChosenLocale(): Locale | null {
  const chosen = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return chosen === "nl" || chosen === "en" ? chosen : null;
}
