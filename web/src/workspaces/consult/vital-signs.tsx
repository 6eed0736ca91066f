import { TriangleAlert } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { shownWeight, typedWeight } from "@/features/patients/rules";
import { readVital, VITAL_FIELDS, writeVital, type VitalField } from "@/features/records/rules";
import { cn } from "@/lib/cn";
import { useFormats, useLocale } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import type { VitalsDesk } from "./use-vitals";
import { WeightQuestion, type WeightDoubtDesk } from "./weight-doubt";

export interface VitalSignsProps {
  vitals: VitalsDesk;
  isSigned: boolean;
  doubt: WeightDoubtDesk;
  /** The animal's weight is said in grams. */
  isInGrams: boolean;
  /** What the weight of this visit was mended to after the signature. */
  corrected: number | null;
}

/** The measured things as one row; each is saved when one leaves it. What cannot be meant stays, and is said, until it is mended. */
export function VitalSigns({ vitals, isSigned, doubt, isInGrams, corrected }: VitalSignsProps) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const locale = useLocale();
  const id = useId();
  const [focused, setFocused] = useState<VitalField | null>(null);
  const weight = useRef<HTMLInputElement>(null);
  const { saved } = vitals;
  const shown = VITAL_FIELDS.filter(({ key }) => !isSigned || saved[key] != null);
  const wrong = isSigned ? [] : shown.filter(({ key }) => key !== focused && vitals.unreadable.includes(key));
  if (shown.length === 0) return null;

  const leave = (key: VitalField): void => {
    setFocused(null);
    vitals.save(key);
  };
  const inGrams = (key: VitalField): boolean => key === "weight_grams" && isInGrams;
  const unit = (key: VitalField): string => t(inGrams(key) ? "unit.grams" : `unit.${key}`);
  const number = (key: VitalField, value: number | null): string => (value === null ? t("changes.empty") : `${writeVital(key, value, locale, inGrams(key))} ${unit(key)}`);

  return (
    <div className="flex flex-col gap-1.5">
      {/* What is asked comes before the fields in the order of Tab: whoever types on to the note does not meet it on the way. */}
      {!isSigned && focused !== "weight_grams" && <WeightQuestion desk={doubt} onSaid={() => weight.current?.focus()} />}
      {!isSigned && shown.map(({ key }) => {
        const clash = vitals.clashes[key];
        if (!clash) return null;
        const mine = number(key, readVital(key, vitals.typed[key] ?? "") ?? null);
        const theirs = number(key, clash.current);
        return (
          <Note key={key} tone="amber" role="alert">
            <p>{t("vitals.clash", { name: t(`vitals.${key}`), theirs, mine })}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="s" onClick={() => vitals.settle(key, "theirs")}>{t("vitals.theirs", { value: theirs })}</Button>
              <Button size="s" onClick={() => vitals.settle(key, "mine")}>{t("vitals.mine", { value: mine })}</Button>
            </div>
          </Note>
        );
      })}
      <div role="group" aria-label={t("vitals.title")} className="order-first grid grid-cols-6 gap-2 max-tablet:grid-cols-3">
        {shown.map(({ key }) => {
          const known = writeVital(key, saved[key], locale, inGrams(key));
          // A signed record shows what was signed; what was still typed then stands apart.
          const typed = vitals.typed[key];
          const text = isSigned || typed === undefined ? known : shownWeight(typed, inGrams(key));
          const isBad = wrong.some((one) => one.key === key);
          const isClash = !isSigned && vitals.clashes[key] !== undefined;
          return (
            <label key={key} className={cn("min-w-0 rounded-md bg-sunken px-2 py-1.5 focus-within:bg-surface focus-within:shadow-[inset_0_0_0_1.5px_var(--focus)]", isBad && "bg-red-tint shadow-[inset_0_0_0_1.5px_var(--red)]", isClash && "bg-amber-tint shadow-[inset_0_0_0_1.5px_var(--amber)]")}>
              <span className="block truncate text-[12px] leading-4 text-ink-2">{t(`vitals.${key}`)} <span className="text-ink-3">{unit(key)}</span></span>
              {isSigned ? (
                <span className="mono block text-[15px] leading-5">{key === "weight_grams" && corrected !== null ? <><s className="text-ink-3">{text}</s> {writeVital(key, corrected, locale, inGrams(key))}</> : text}</span>
              ) : (
                <>
                  <input
                    ref={key === "weight_grams" ? weight : undefined}
                    inputMode="decimal"
                    autoComplete="off"
                    aria-invalid={isBad || undefined}
                    aria-describedby={isBad ? `${id}-${key}` : undefined}
                    placeholder="–"
                    value={text}
                    onFocus={() => setFocused(key)}
                    onChange={(event) => vitals.write(key, typedWeight(event.target.value, inGrams(key)))}
                    onBlur={() => leave(key)}
                    onKeyDown={(event) => { if (event.key === "Enter") vitals.save(key); }}
                    className="mono block w-full bg-transparent text-[15px] leading-5 outline-none"
                  />
                  <span className="mono hidden text-[15px] leading-5 print:block">{text || "–"}</span>
                </>
              )}
            </label>
          );
        })}
      </div>
      {wrong.map(({ key, factor, low, high }) => (
        <p key={key} id={`${id}-${key}`} role="alert" className="type-small flex gap-1.5 text-red-ink">
          <TriangleAlert size={14} className="mt-px" aria-hidden="true" />
          {t("vitals.unreadable", { name: t(`vitals.${key}`), low: f.number(low / (inGrams(key) ? 1 : factor), 3), high: f.number(high / (inGrams(key) ? 1 : factor), 1), unit: unit(key) })}
        </p>
      ))}
    </div>
  );
}
