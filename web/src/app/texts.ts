import type { Resource } from "i18next";

import type { LoadTexts } from "@/lib/i18n";
import enCommon from "@/locales/en/common.json";
import enProblems from "@/locales/en/problems.json";
import enShell from "@/locales/en/shell.json";
import nlCommon from "@/locales/nl/common.json";
import nlProblems from "@/locales/nl/problems.json";
import nlShell from "@/locales/nl/shell.json";

/** Needed by every screen: in the first load. */
export const bundledTexts: Resource = {
  nl: { common: nlCommon, problems: nlProblems, shell: nlShell },
  en: { common: enCommon, problems: enProblems, shell: enShell },
};

const files = import.meta.glob<{ default: Record<string, unknown> }>([
  "../features/*/locales/*.json",
  "../workspaces/*/locales/*.json",
]);

/**
 * Texts of a feature have its folder's name as namespace ("identity"), those of a workspace the same with "w-" before
 * it ("w-today"). A new folder with locales/nl.json and locales/en.json needs no line anywhere else.
 */
export const loadTexts: LoadTexts = async (locale, namespace) => {
  const [kind, folder] = namespace.startsWith("w-") ? ["workspaces", namespace.slice(2)] : ["features", namespace];
  const load = files[`../${kind}/${folder}/locales/${locale}.json`];
  if (!load) throw new Error(`No texts for ${namespace} in ${locale}.`);
  return (await load()).default;
};
