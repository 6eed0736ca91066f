import { useQuery } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView, RecordView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { weighingsQuery } from "@/features/patients/api";
import { isInGrams, weightDoubt, type WeightDoubt } from "@/features/patients/plausible";
import { inTime } from "@/features/patients/rules";
import { useDoubtText } from "@/features/patients/weight-warning";
import { readVital } from "@/features/records/rules";
import { dayIn } from "@/lib/formats";
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

export interface WeightDoubtDesk {
  doubt: WeightDoubt | null;
  /** Somebody said here that this very weight is right. */
  isSure: boolean;
  say: (isSure: boolean) => void;
}

/** What is unlikely about the weight that stands in the field, beside the last weight of another visit; another weight is asked about anew. */
export function useWeightDoubt(patient: PatientView | undefined, { typed, saved }: Pick<VitalsDesk, "typed" | "saved">, zone: string): WeightDoubtDesk {
  const now = useNow();
  const [sureOf, setSureOf] = useState<number | null>(null);
  const own = saved.weight_grams ?? null;
  const grams = typed.weight_grams === undefined ? own : (readVital("weight_grams", typed.weight_grams) ?? null);
  const doubt = patient ? weightDoubt({ species: patient.species, bornOn: patient.born_on, grams }, gramsBefore(patient, own), dayIn(now.toISOString(), zone)) : null;
  return { doubt, isSure: doubt !== null && sureOf === doubt.grams, say: (isSure) => setSureOf(isSure ? grams : null) };
}

/** The weight of a signed record as it was mended since; null where it stands as it was signed. */
export function useCorrectedWeight(slug: string, record: RecordView): number | null {
  const { data } = useQuery({ ...weighingsQuery(slug, record.patient_id, record.id), enabled: record.state === "signed" });
  const own = data?.items[0];
  return own && own.corrections.length > 0 ? own.grams : null;
}

/** Asks at the field; nothing is refused there. Whoever answers by a key goes on from the field, as the question goes. */
export function WeightQuestion({ desk: { doubt, isSure, say }, onSaid }: { desk: WeightDoubtDesk; onSaid: () => void }) {
  const { t } = useTranslation("patients");
  const text = useDoubtText();
  if (doubt === null || isSure) return null;
  return (
    <Note tone="amber" icon={CircleHelp} role="alert">
      <p className="font-semibold">{t("weight.doubt.title")}</p>
      <p>{text(doubt)}</p>
      <Button size="s" className="mt-2" onClick={({ detail }) => { say(true); if (detail === 0) onSaid(); }}>{t("weight.doubt.yes")}</Button>
    </Note>
  );
}
