import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView, Vitals } from "@/api/types";
import { saveVitals } from "@/features/records/api";
import { readVital, VITAL_FIELDS, writeVital, type VitalField } from "@/features/records/rules";
import { useRecordStep } from "@/features/records/use-parts";
import { cn } from "@/lib/cn";
import { useLocale } from "@/lib/i18n";

/** The measured things as one row; each is saved when one leaves it. */
export function VitalSigns({ slug, record, isSigned }: { slug: string; record: RecordView; isSigned: boolean }) {
  const { t } = useTranslation("w-consult");
  const locale = useLocale();
  const step = useRecordStep(slug, record.id);
  const [typed, setTyped] = useState<Partial<Record<VitalField, string>>>({});
  const vitals: Vitals = record.parts.vitals ?? {};
  const shown = VITAL_FIELDS.filter(({ key }) => !isSigned || vitals[key] != null);
  if (shown.length === 0) return null;

  const save = (key: VitalField): void => {
    const text = typed[key];
    const value = text === undefined ? undefined : readVital(key, text);
    // What cannot be meant stays as it was typed, marked, until it is mended.
    if (value === undefined) return;
    setTyped((before) => ({ ...before, [key]: undefined }));
    if (value === (vitals[key] ?? null)) return;
    const next = { ...vitals, [key]: value };
    void step(() => saveVitals(slug, record.id, next), (before) => ({ ...before, parts: { ...before.parts, vitals: next } }));
  };

  return (
    <div role="group" aria-label={t("vitals.title")} className="grid grid-cols-6 gap-2 max-tablet:grid-cols-3">
      {shown.map(({ key }) => {
        const text = typed[key] ?? writeVital(key, vitals[key], locale);
        const isBad = typed[key] !== undefined && readVital(key, typed[key]) === undefined;
        return (
          <label key={key} className={cn("min-w-0 rounded-md bg-sunken px-2 py-1.5 focus-within:bg-surface focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]", isBad && "bg-red-tint")}>
            <span className="block truncate text-[12px] leading-4 text-ink-2">{t(`vitals.${key}`)} <span className="text-ink-3">{t(`unit.${key}`)}</span></span>
            {isSigned ? (
              <span className="mono block text-[15px] leading-5">{text}</span>
            ) : (
              <input
                inputMode="decimal"
                autoComplete="off"
                aria-invalid={isBad || undefined}
                placeholder="–"
                value={text}
                onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
                onBlur={() => save(key)}
                onKeyDown={(event) => { if (event.key === "Enter") save(key); }}
                className="mono block w-full bg-transparent text-[15px] leading-5 outline-none"
              />
            )}
          </label>
        );
      })}
    </div>
  );
}
