import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What lib needs to know of a refusal; the API's ApiProblem fits. */
interface Refusal {
  code: string;
  field?: string | undefined;
  data?: Readonly<Record<string, unknown>>;
}

function isRefusal(error: unknown): error is Refusal {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string";
}

/**
 * Text for a refusal, chosen by its stable code: first `problems.<code>` of the screen's namespace, then the common
 * ones, then a general sentence; `<code>_own` where it was the person themself who was quicker, `<code>_<outside>` where it says why nobody is there. The server's own text is never shown: it is English and meant for developers.
 */
export function useProblemText(namespace = "common"): (error: unknown) => string {
  const { t } = useTranslation([namespace, "problems"]);
  return useCallback(
    (error) => {
      const code = isRefusal(error) ? error.code : "unknown";
      const values = isRefusal(error) ? error.data : undefined;
      const context = values?.["is_own"] === true ? "own" : values?.["outside"];
      return t([`${namespace}:problems.${code}`, `problems:${code}`, "problems:unknown"], { ...values, ...(typeof context === "string" && { context }) });
    },
    [namespace, t],
  );
}

/** A search that the server refuses to make says so at its field; undefined for every other failure. */
export function useSearchRefusal(): (error: unknown) => string | undefined {
  const { t } = useTranslation("problems");
  return useCallback((error) => (isRefusal(error) && error.code === "invalid" && error.field === "q" ? t("search_refused") : undefined), [t]);
}
