import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import type { AskedStep } from "@/features/appointments/step-dialogs";
import { NoteOfPractice } from "@/features/appointments/note-of-practice";
import { useTypeName } from "@/features/appointments/type-name";
import { isAwaited, isNear, progressOf } from "@/features/appointments/rules";
import { UndoButton } from "@/features/appointments/undo-button";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { useMay } from "@/features/identity/session";
import { Alerts } from "@/features/patients/alerts";
import { patientQuery } from "@/features/patients/api";
import { curvePoints, signalment, weightStep } from "@/features/patients/rules";
import { LongText } from "@/features/records/long-text";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";

export interface NextPatientProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  now: Date;
  isNext: boolean;
  /** The day shown is one vet's own: their name need not be said. */
  isOwn: boolean;
  onAsk: (row: AppointmentRow, step: AskedStep) => void;
  onCheckIn: (row: AppointmentRow) => void;
}

/** Who comes now, with what must be known before the door opens. */
export function NextPatient({ slug, row, zone, now, isNext, isOwn, onAsk, onCheckIn }: NextPatientProps) {
  const { t } = useTranslation(["w-today", "appointments", "patients", "records"]);
  const f = useFormats();
  const map = useMap();
  const typeName = useTypeName();
  const mayRead = useMay(slug, "patients.read");
  const mayNote = useMay(slug, "records.write") && map.href("consult") !== null;
  const { data: patient } = useQuery({ ...patientQuery(slug, row.patient_id), enabled: mayRead });
  const file = map.href("patient", row.patient_id);
  const progress = progressOf(row);
  const time = [dayIn(row.starts_at, zone) !== dayIn(now, zone) && f.day(row.starts_at, zone, now), f.time(row.starts_at, zone)].filter(Boolean).join(" ");
  const when = isNext ? t("next.at", { time }) : progress === "in_consult" ? t("next.inConsult", { time }) : time;
  const isToCheckIn = useMay(slug, "schedule.book") && isAwaited(row) && isNear(row, now);
  const step = patient && weightStep(patient.weights);
  return (
    <section aria-label={t("next.title", { name: row.patient_name })} className="flex flex-col gap-2.5 border-b border-line pb-5 max-tablet:order-first">
      <header className="flex items-center gap-3.5">
        <SpeciesIcon species={row.species} size={52} photo={patient?.photo_url ?? null} />
        <div className="min-w-0 flex-1">
          <p className="type-label text-ink-2">{[when, isOwn ? null : row.vet_name].filter(Boolean).join(", ")}</p>
          <h2 className="type-h1 truncate">{row.patient_name}</h2>
          <p className="truncate text-ink-2">{row.client_name}</p>
        </div>
        {patient && patient.weights.length > 1 && <Sparkline weights={patient.weights} />}
      </header>
      {patient && (
        <p className="text-ink-2">
          {signalment(patient, t as never, f, new Date())}
          {patient.weight_grams !== null && <>, <span className="mono whitespace-nowrap text-ink">{f.weight(patient.weight_grams)}</span></>}
          {patient.weight_grams !== null && step != null && step !== 0 && <span className="mono whitespace-nowrap text-amber-ink"> {step > 0 ? "+" : "−"}{f.weight(Math.abs(step), patient.weight_grams ?? undefined)}</span>}
        </p>
      )}
      <LongText key={row.id} text={row.reason || typeName(row)} lines={3} textClassName="type-note text-[14px] leading-[21px]" />
      {row.note && <NoteOfPractice text={row.note} />}
      {patient && <Alerts patient={patient.alert} client={patient.client_alert} />}
      <div className="flex flex-wrap items-center gap-2 pt-0.5">
        {isToCheckIn && <Button tone="main" keyCap="1" onClick={() => onCheckIn(row)}>{t("appointments:action.checkIn")}</Button>}
        {row.state === "confirmed" && mayNote && <Button tone={progress === "seen" || isToCheckIn ? "plain" : "main"} keyCap="4" onClick={() => goToConsult(map, row)}>{t(row.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult")}</Button>}
        {row.state === "pending" && <Button tone="go" keyCap="1" onClick={() => onAsk(row, "approve")}>{t("appointments:action.approve")}</Button>}
        {file && <Button tone="bare" asChild><Link to={file} viewTransition>{t("appointments:action.file")}</Link></Button>}
        <UndoButton {...{ slug, row, zone, now }} />
      </div>
    </section>
  );
}

function Sparkline({ weights }: { weights: readonly { measured_at: string; grams: number }[] }) {
  const points = curvePoints(weights, 84, 30);
  const end = points.at(-1);
  return (
    <svg width={92} height={30} viewBox="-4 0 92 30" aria-hidden="true" className="flex-none overflow-visible max-tablet:hidden">
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} fill="none" className="stroke-blue" strokeWidth={1.5} strokeLinejoin="round" />
      {end && <circle cx={end.x} cy={end.y} r={3} className="fill-blue" />}
    </svg>
  );
}
