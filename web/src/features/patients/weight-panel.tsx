import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";

import type { WeighedPatient } from "./correct-weight-dialog";
import { inTime, weightStep, type Weighing } from "./rules";
import { WeightCorrections } from "./weight-corrections";
import { WeightCurve } from "./weight-curve";

export interface WeightPanelProps {
  slug: string;
  patient: WeighedPatient & { weights: readonly Weighing[] };
  zone: string;
}

/** What the animal weighs now, how that went, and the step since last time. */
export function WeightPanel({ slug, patient, zone }: WeightPanelProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const { weights } = patient;
  const last = inTime(weights).at(-1);
  const step = weightStep(weights);
  const [value, unit] = (last ? f.weight(last.grams) : "").split(/\s/);
  return (
    <section aria-label={t("weight.title")} className="flex flex-col gap-2">
      <header className="flex items-baseline justify-between">
        <h2 className="type-h3 font-sans tracking-normal">{t("weight.title")}</h2>
        {last && (
          <p className="type-figure">
            {value}
            <span className="type-small ml-0.5 font-sans tracking-normal text-ink-2">{unit}</span>
          </p>
        )}
      </header>
      {last ? <WeightCurve weights={weights} zone={zone} /> : <p className="type-small text-ink-3">{t("weight.none")}</p>}
      {step !== null && (
        <p className="type-small text-ink-2">
          {step === 0 ? t("weight.same") : t(step > 0 ? "weight.more" : "weight.less", { weight: f.weight(Math.abs(step), last?.grams) })}
        </p>
      )}
      {last && <WeightCorrections slug={slug} patient={patient} zone={zone} />}
    </section>
  );
}
