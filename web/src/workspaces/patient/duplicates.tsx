import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { candidatesQuery, type Look } from "@/features/patients/api";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";

import type { ClientValues } from "./fields";

const TYPING_MS = 350;

/** What is known of the person so far, once there is enough to recognise somebody by. */
function lookOf(values: Partial<ClientValues>): Look | null {
  const text = (value: string | undefined, least: number): string | undefined => (value && value.trim().length >= least ? value.trim() : undefined);
  const look = { last_name: text(values.last_name, 3), phone: text(values.phone?.replace(/\D/g, ""), 8), email: /.+@.+\..+/.test(values.email ?? "") ? values.email : undefined };
  if (!look.last_name && !look.phone && !look.email) return null;
  const known: Look = { first_name: values.first_name?.trim() || undefined, ...look };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** Somebody very like this is known already: seen while typing, not after. */
export function Duplicates({ slug, form, onTake }: { slug: string; form: UseFormReturn<ClientValues>; onTake: (clientId: string) => void }) {
  const { t } = useTranslation("w-patient");
  const values = useWatch({ control: form.control });
  const wanted = JSON.stringify(lookOf(values));
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const look = JSON.parse(settled) as Look | null;
  const { data } = useQuery({ ...candidatesQuery(slug, look ?? {}), enabled: look !== null });
  const found = look === null ? [] : (data?.items ?? []);
  const box = useRef<HTMLDivElement>(null);
  const who = found.map((one) => one.client_id).join();
  useEffect(() => {
    // On a small screen it stands below what is being typed: it comes into view, and the field keeps the focus.
    if (who !== "") box.current?.scrollIntoView({ block: "nearest" });
  }, [who]);
  return (
    <div ref={box} className="scroll-my-4">
      <p role="status" className="sr-only">{found.length > 0 && t("duplicates.found", { count: found.length, names: found.map((one) => one.client_name).join(", ") })}</p>
      {found.length > 0 && (
        <div className="rounded-md bg-amber-tint p-3">
          <p className="weight-name text-amber-ink">{t("duplicates.title")}</p>
          <ul className="mt-2 flex flex-col gap-2">
            {found.map((one) => (
              <li key={one.client_id} className="flex flex-wrap items-center gap-2.5">
                <Avatar name={one.client_name} size={28} isDecorative />
                <span className="min-w-0 flex-1">
                  <b>{one.client_name}</b> <span className="text-ink-2">{[one.city, ...one.patient_names].filter(Boolean).join(", ")}</span>
                  <span className="type-small block text-ink-2">{t("duplicates.same", { what: one.matched_on.map((what) => t(`duplicates.on.${what}`)).join(", ") })}</span>
                </span>
                <Button size="s" onClick={() => onTake(one.client_id)}>{t("duplicates.take", { name: one.client_name })}</Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
