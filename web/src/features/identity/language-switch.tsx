import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { LOCALES, setLocale, useLocale } from "@/lib/i18n";

import { changeProfile } from "./api";
import { chooseBeforeLogIn } from "./chosen-locale";
import { useSession } from "./session";

/** The other language, by its own name: one press away where there is no corner with a menu. */
export function LanguageSwitch({ className }: { className?: string }) {
  const { t } = useTranslation("common");
  const { me } = useSession();
  const locale = useLocale();
  const other = LOCALES.find((one) => one !== locale) ?? locale;
  const change = (): void => {
    if (!me) return chooseBeforeLogIn(other);
    void setLocale(other);
    // Kept for the person's other devices; here it counts at once, also when the server cannot be reached.
    void changeProfile(me, { locale: other }).catch(() => undefined);
  };
  return (
    <button data-act type="button" lang={other} title={t(`language.${other}`)} onClick={change} className={cn("mono grid min-h-11 min-w-11 place-items-center rounded-md text-[13px] text-ink-2 uppercase hover:text-ink", className)}>
      {other}
      <span className="sr-only">{t(`language.${other}`)}</span>
    </button>
  );
}
