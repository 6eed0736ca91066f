import i18next, { type BackendModule, type Resource } from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";

import { createFormats, type Formats, type Locale } from "./formats";

export const LOCALES = ["nl", "en"] as const;
const KEY = "vetsync.locale";

export type LoadTexts = (locale: string, namespace: string) => Promise<Record<string, unknown>>;

function firstLocale(): Locale {
  const kept = localStorage.getItem(KEY);
  if (kept === "nl" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("nl") ? "nl" : "en";
}

/** Starts the texts. `bundled` is there at once, every other namespace is fetched when a screen first needs it. */
export async function startI18n(bundled: Resource, load: LoadTexts, locale: Locale = firstLocale()): Promise<void> {
  const backend: BackendModule = {
    type: "backend",
    init: () => undefined,
    read: (language, namespace, done) => {
      load(language, namespace).then(
        (texts) => done(null, texts),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
      );
    },
  };
  await i18next.use(backend).use(initReactI18next).init({
    lng: locale,
    fallbackLng: "en",
    supportedLngs: LOCALES,
    load: "languageOnly",
    resources: bundled,
    partialBundledLanguages: true,
    defaultNS: "common",
    ns: ["common"],
    // React escapes what it shows; escaping here as well would show &amp; to people.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = locale;
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
}

export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(KEY, locale);
  await i18next.changeLanguage(locale);
}

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.resolvedLanguage === "en" ? "en" : "nl";
}

/** Formats in the language of the screen: `const f = useFormats(); f.money(1850)`. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => createFormats(locale), [locale]);
}

export { i18next };
