import { useTranslation } from "react-i18next";

import { changeProfile, type ProfileChange } from "@/features/identity/api";
import { useMe } from "@/features/identity/session";
import { LOCALES, setLocale, useLocale } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { useTheme, type Theme } from "@/lib/theme";
import { toast } from "@/lib/toasts";
import { SegmentedControl } from "@/ui/choices";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** Both count at once on this screen, and follow the person to other devices. */
export function Preferences() {
  const { t } = useTranslation("common");
  const me = useMe();
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const problemText = useProblemText("w-owner");
  const keep = (change: ProfileChange): void => void changeProfile(me, change).catch((error: unknown) => toast.failed(problemText(error)));
  return (
    <div className="flex flex-col gap-3">
      <p className="type-label text-ink-2" aria-hidden="true">{t("language.label")}</p>
      <SegmentedControl size="l" label={t("language.label")} value={locale} onChange={(next) => { void setLocale(next); keep({ locale: next }); }} options={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))} />
      <p className="type-label mt-1 text-ink-2" aria-hidden="true">{t("theme.label")}</p>
      <SegmentedControl size="l" label={t("theme.label")} value={theme} onChange={(next) => { setTheme(next); keep({ theme: next }); }} options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} />
    </div>
  );
}
