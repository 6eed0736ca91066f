import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useLook } from "@/features/identity/look";
import { logOut, useMe } from "@/features/identity/session";
import { toast } from "@/lib/toasts";
import { hasUnsavedWords } from "@/lib/unsaved";

type Theme = "light" | "dark";
type Locale = "nl" | "en";

/** What somebody does to their own look and session from the ask bar; a look has a way back. */
export function useOneself() {
  const { t } = useTranslation("ask-bar");
  const me = useMe();
  const navigate = useNavigate();
  const { locale, theme, chooseLocale, chooseTheme } = useLook();
  return {
    locale,
    theme,
    /** What was typed and not saved yet would go with them. */
    isLosing: hasUnsavedWords(me.id),
    takeTheme: (next: Theme): void => {
      chooseTheme(next);
      toast.done(t(`own.done.${next}`), () => chooseTheme(theme));
    },
    takeLocale: (next: Locale): void => {
      chooseLocale(next);
      toast.done(t(`own.done.${next}`, { lng: next }), () => chooseLocale(locale));
    },
    leave: async (): Promise<void> => {
      await logOut();
      await navigate("/login");
    },
  };
}
