import { sessionStore } from "@/api/session";
import type { Locale } from "@/lib/formats";
import { setLocale, useLocale } from "@/lib/i18n";
import { useTheme, type Theme } from "@/lib/theme";

import { changeProfile, type ProfileChange } from "./api";

/** The person's language and theme. A choice counts here at once, and is kept for their other devices. */
export function useLook() {
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const keep = (change: ProfileChange): void => {
    // As they are now: a choice that is taken back comes after the one that changed them.
    const state = sessionStore.get();
    if (state.status === "signed_in") void changeProfile(state.session.me, change).catch(() => undefined);
  };
  return {
    locale,
    theme,
    chooseLocale: (next: Locale): void => {
      void setLocale(next);
      keep({ locale: next });
    },
    chooseTheme: (next: Theme): void => {
      setTheme(next);
      keep({ theme: next });
    },
  };
}
