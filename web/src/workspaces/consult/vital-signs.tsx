import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView, Vitals } from "@/api/types";
import { VITAL_FIELDS, writeVital, type VitalField } from "@/features/records/rules";
import { cn } from "@/lib/cn";
import { useFormats, useLocale } from "@/lib/i18n";

import type { VitalsDesk } from "./use-vitals";

export interface VitalSignsProps {
  record: RecordView;
  vitals: VitalsDesk;
  isSigned: boolean;
}

/** The measured things as one row; each is saved when one leaves it. What cannot be meant stays, and is said, until it is mended. */
export function VitalSigns({ record, vitals, isSigned }: VitalSignsProps) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const locale = useLocale();
  const id = useId();
  const [focused, setFocused] = useState<VitalField | null>(null);
  const saved: Vitals = record.parts.vitals ?? {};
  const shown = VITAL_FIELDS.filter(({ key }) => !isSigned || saved[key] != null);
  const wrong = isSigned ? [] : shown.filter(({ key }) => key !== focused && vitals.unreadable.includes(key));
  if (shown.length === 0) return null;

  const leave = (key: VitalField): void => {
    setFocused(null);
    void vitals.save(key);
  };

  return (
    <div className="flex flex-col gap-1.5">
      <div role="group" aria-label={t("vitals.title")} className="grid grid-cols-6 gap-2 max-tablet:grid-cols-3">
        {shown.map(({ key }) => {
          const text = vitals.typed[key] ?? writeVital(key, saved[key], locale);
          const isBad = wrong.some((one) => one.key === key);
          return (
            <label key={key} className={cn("min-w-0 rounded-md bg-sunken px-2 py-1.5 focus-within:bg-surface focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]", isBad && "bg-red-tint shadow-[inset_0_0_0_1.5px_var(--red)]")}>
              <span className="block truncate text-[12px] leading-4 text-ink-2">{t(`vitals.${key}`)} <span className="text-ink-3">{t(`unit.${key}`)}</span></span>
              {isSigned ? (
                <span className="mono block text-[15px] leading-5">{text}</span>
              ) : (
                <input
                  inputMode="decimal"
                  autoComplete="off"
                  aria-invalid={isBad || undefined}
                  aria-describedby={isBad ? `${id}-${key}` : undefined}
                  placeholder="–"
                  value={text}
                  onFocus={() => setFocused(key)}
                  onChange={(event) => vitals.write(key, event.target.value)}
                  onBlur={() => leave(key)}
                  onKeyDown={(event) => { if (event.key === "Enter") void vitals.save(key); }}
                  className="mono block w-full bg-transparent text-[15px] leading-5 outline-none"
                />
              )}
            </label>
          );
        })}
      </div>
      {wrong.map(({ key, factor, low, high }) => (
        <p key={key} id={`${id}-${key}`} role="alert" className="type-small flex gap-1.5 text-red-ink">
          <TriangleAlert size={14} className="mt-px" aria-hidden="true" />
          {t("vitals.unreadable", { name: t(`vitals.${key}`), low: f.number(low / factor, 3), high: f.number(high / factor, 1), unit: t(`unit.${key}`) })}
        </p>
      ))}
    </div>
  );
}
