import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { isInGrams, weightDoubt, type WeightDoubt } from "@/features/patients/plausible";
import { inTime } from "@/features/patients/rules";
import { readVital } from "@/features/records/rules";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import type { VitalsDesk } from "./use-vitals";

/** The last weight of another visit: what this visit has saved is the last weighing of the patient. */
function gramsBefore(patient: PatientView, own: number | null): number | null {
  const weighings = inTime(patient.weights);
  return (own !== null && weighings.at(-1)?.grams === own ? weighings.slice(0, -1) : weighings).at(-1)?.grams ?? null;
}

/** Whether the weight is written in grams, settled once while the consult is open, so that no save changes what a number means. */
export function useIsInGrams(patient: PatientView | undefined, own: number | null): boolean {
  const [settled, setSettled] = useState<boolean>();
  if (settled !== undefined || !patient) return settled ?? false;
  const isIt = isInGrams(patient.species, gramsBefore(patient, own));
  setSettled(isIt);
  return isIt;
}

/** What is unlikely about the weight that stands in the field, beside the last weight of another visit. */
export function useWeightDoubt(patient: PatientView | undefined, { typed, saved }: Pick<VitalsDesk, "typed" | "saved">, zone: string): WeightDoubt | null {
  const now = useNow();
  if (!patient) return null;
  const own = saved.weight_grams ?? null;
  const grams = typed.weight_grams === undefined ? own : (readVital("weight_grams", typed.weight_grams) ?? null);
  return weightDoubt({ species: patient.species, bornOn: patient.born_on, grams }, gramsBefore(patient, own), dayIn(now.toISOString(), zone));
}

function useDoubtText(): (doubt: WeightDoubt) => string {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  return (doubt) => t(`doubt.${doubt.kind}`, { weight: f.weight(doubt.grams), before: "before" in doubt ? f.weight(doubt.before) : "" });
}

/** Asks at the field; nothing is refused, and another weight is asked about anew. */
export function WeightQuestion({ doubt }: { doubt: WeightDoubt }) {
  const { t } = useTranslation("w-consult");
  const text = useDoubtText();
  const [sure, setSure] = useState<number | null>(null);
  if (sure === doubt.grams) return null;
  return (
    <Note tone="amber" icon={CircleHelp} role="alert">
      <p className="font-semibold">{t("doubt.title")}</p>
      <p>{text(doubt)}</p>
      <Button size="s" className="mt-2" onClick={() => setSure(doubt.grams)}>{t("doubt.yes")}</Button>
    </Note>
  );
}

/** Says once more under what a signature would stand. */
export function WeightWarning({ doubt }: { doubt: WeightDoubt }) {
  const { t } = useTranslation("w-consult");
  const text = useDoubtText();
  return <Note tone="amber" icon={CircleHelp} className="mt-4">{t("doubt.sign")} {text(doubt)}</Note>;
}
