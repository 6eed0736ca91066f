import i18next from "i18next";

import enAppointments from "../src/features/appointments/locales/en.json" with { type: "json" };
import enAskBar from "../src/features/ask-bar/locales/en.json" with { type: "json" };
import enInsights from "../src/features/insights/locales/en.json" with { type: "json" };
import enVisits from "../src/features/visits/locales/en.json" with { type: "json" };
import enDesk from "../src/workspaces/front-desk/locales/en.json" with { type: "json" };
import enPatient from "../src/workspaces/patient/locales/en.json" with { type: "json" };
import enAccount from "../src/workspaces/account/locales/en.json" with { type: "json" };
import enAdmin from "../src/workspaces/admin/locales/en.json" with { type: "json" };
import enConsult from "../src/workspaces/consult/locales/en.json" with { type: "json" };
import enFranchise from "../src/workspaces/franchise/locales/en.json" with { type: "json" };
import enOwner from "../src/workspaces/owner/locales/en.json" with { type: "json" };
import enSettings from "../src/workspaces/settings/locales/en.json" with { type: "json" };
import enSchedule from "../src/workspaces/schedule/locales/en.json" with { type: "json" };
import enToday from "../src/workspaces/today/locales/en.json" with { type: "json" };
import enCommon from "../src/locales/en/common.json" with { type: "json" };
import enShell from "../src/locales/en/shell.json" with { type: "json" };
import nlAppointments from "../src/features/appointments/locales/nl.json" with { type: "json" };
import nlAskBar from "../src/features/ask-bar/locales/nl.json" with { type: "json" };
import nlInsights from "../src/features/insights/locales/nl.json" with { type: "json" };
import nlVisits from "../src/features/visits/locales/nl.json" with { type: "json" };
import nlDesk from "../src/workspaces/front-desk/locales/nl.json" with { type: "json" };
import nlPatient from "../src/workspaces/patient/locales/nl.json" with { type: "json" };
import nlAccount from "../src/workspaces/account/locales/nl.json" with { type: "json" };
import nlAdmin from "../src/workspaces/admin/locales/nl.json" with { type: "json" };
import nlConsult from "../src/workspaces/consult/locales/nl.json" with { type: "json" };
import nlFranchise from "../src/workspaces/franchise/locales/nl.json" with { type: "json" };
import nlOwner from "../src/workspaces/owner/locales/nl.json" with { type: "json" };
import nlSettings from "../src/workspaces/settings/locales/nl.json" with { type: "json" };
import nlSchedule from "../src/workspaces/schedule/locales/nl.json" with { type: "json" };
import nlToday from "../src/workspaces/today/locales/nl.json" with { type: "json" };
import nlCommon from "../src/locales/nl/common.json" with { type: "json" };
import nlShell from "../src/locales/nl/shell.json" with { type: "json" };

/** The languages the product speaks. */
export const LOCALES = ["nl", "en"] as const;
export type Locale = (typeof LOCALES)[number];

const spoken = i18next.createInstance();
await spoken.init({
  lng: "nl",
  resources: {
    nl: {
      appointments: nlAppointments,
      "ask-bar": nlAskBar,
      insights: nlInsights,
      visits: nlVisits,
      "w-account": nlAccount,
      "w-admin": nlAdmin,
      "w-consult": nlConsult,
      "w-franchise": nlFranchise,
      "w-front-desk": nlDesk,
      "w-owner": nlOwner,
      "w-patient": nlPatient,
      "w-schedule": nlSchedule,
      "w-settings": nlSettings,
      "w-today": nlToday,
      common: nlCommon,
      shell: nlShell,
    },
    en: {
      appointments: enAppointments,
      "ask-bar": enAskBar,
      insights: enInsights,
      visits: enVisits,
      "w-account": enAccount,
      "w-admin": enAdmin,
      "w-consult": enConsult,
      "w-franchise": enFranchise,
      "w-front-desk": enDesk,
      "w-owner": enOwner,
      "w-patient": enPatient,
      "w-schedule": enSchedule,
      "w-settings": enSettings,
      "w-today": enToday,
      common: enCommon,
      shell: enShell,
    },
  },
  interpolation: { escapeValue: false },
});

export type Words = (key: string, values?: Record<string, unknown>) => string;

/** What a screen says in a language: `wordsOf("nl")("w-owner:book.ask")`. A key that is gone, or that wants a value, fails here: neither is ever shown. */
export function wordsOf(locale: Locale): Words {
  const t = spoken.getFixedT(locale);
  return (key, values = {}) => {
    if (!spoken.exists(key, { lng: locale, ...values })) throw new Error(`No text ${key} in ${locale}.`);
    const text = t(key, values);
    if (text.includes("{{")) throw new Error(`The text ${key} wants a value: ${text}`);
    return text;
  };
}
