import { useCallback } from "react";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/schema";

import { isProblem } from "@/api/problem";
import { useProblemText } from "@/lib/problems";

export const PASSWORD_LENGTH_MIN = 10;

/** Messages are keys of this workspace's texts: what is wrong is said in the language shown, also after a switch. */
export const email = z.string().trim().pipe(z.email("error.email"));
export const newPassword = z.string().min(PASSWORD_LENGTH_MIN, "error.password");
export const ownPassword = z.string().min(1, "error.passwordMissing");
export const required = z.string().trim().min(1, "error.required").max(80);
export const phone = z
  .string()
  .trim()
  .regex(/^$|^\+?[\d\s()-]{8,20}$/, "error.phone");

/** The token of a link from a mail: after # it never reaches a server's log; ? is taken as well. */
export function tokenOf(location: { search: string; hash: string }): string {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? new URLSearchParams(location.search).get("token") ?? "";
}

/** Shows a refusal where it belongs: at its field, or above the form. */
export function useShowProblem<T extends FieldValues>(fields: readonly Path<T>[], setError: UseFormSetError<T>): (error: unknown) => void {
  const problemText = useProblemText("w-account");
  return useCallback(
    (error) => {
      const message = problemText(error);
      const field = isProblem(error) ? fields.find((name) => name === error.field) : undefined;
      setError(field ?? "root", { message }, { shouldFocus: true });
    },
    [fields, problemText, setError],
  );
}

/** A form's message: a key of ours, or a sentence that was translated already. */
export function useErrorText(): (error: { message?: string } | undefined) => string | undefined {
  const { t } = useTranslation("w-account");
  return useCallback((error) => (error?.message?.startsWith("error.") ? t(error.message) : error?.message), [t]);
}
