import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/features/identity/session";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";

import { weighingsQuery } from "./api";
import { CorrectWeightDialog, isClosed, type WeighedPatient } from "./correct-weight-dialog";

export interface WeightCorrectionsProps {
  slug: string;
  patient: WeighedPatient;
  zone: string;
}

/** What weighings said before they were mended, by whom and why; and the way to mend one. */
export function WeightCorrections({ slug, patient, zone }: WeightCorrectionsProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const mayRead = useMay(slug, "records.read");
  const mayWrite = useMay(slug, "records.write");
  const { data } = useQuery({ ...weighingsQuery(slug, patient.id), enabled: mayRead });
  const [isAsking, setAsking] = useState(false);
  const weighings = data?.items ?? [];
  const mended = weighings.filter(({ corrections }) => corrections.length > 0);
  return (
    <>
      {mended.length > 0 && (
        <ul aria-label={t("weight.corrections")} className="type-small flex flex-col gap-1.5 text-ink-2">
          {mended.map(({ id, measured_at: at, corrections }) => corrections.map((one) => (
            <li key={`${id} ${one.corrected_at}`} className="[overflow-wrap:anywhere]">
              <p><s>{f.weight(one.grams_before)}</s> {f.weight(one.grams)}, {t("weight.on", { date: f.date(dayIn(at, zone), "short") })}</p>
              <p className="text-ink-3">{[one.by_name, f.dateTime(one.corrected_at, zone)].filter(Boolean).join(", ")}: {one.reason}</p>
            </li>
          )))}
        </ul>
      )}
      {mayWrite && weighings.some(isClosed) && <Button tone="link" className="type-small self-start print:hidden" onClick={() => setAsking(true)}>{t("weight.correct")}</Button>}
      {isAsking && <CorrectWeightDialog slug={slug} patient={patient} zone={zone} weighings={weighings} onClose={() => setAsking(false)} />}
    </>
  );
}
