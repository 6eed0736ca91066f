import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { isAwaited, isNear, progressOf } from "@/features/appointments/rules";
import { ProgressTag, StateTag } from "@/features/appointments/state-tag";
import { useTypeName } from "@/features/appointments/type-name";
import { UndoButton } from "@/features/appointments/undo-button";
import { useStep } from "@/features/appointments/use-step";
import { useWhatHappened } from "@/features/appointments/use-what-happened";
import { useMay } from "@/features/identity/session";
import { Alerts } from "@/features/patients/alerts";
import { patientQuery } from "@/features/patients/api";
import { LongText } from "@/features/records/long-text";
import { useFormats } from "@/lib/i18n";
import { useEscape } from "@/lib/keys";
import { useMap } from "@/lib/map";
import { Button, IconButton } from "@/ui/button";
import { Note } from "@/ui/note";
import { SpeciesIcon } from "@/ui/species-icon";
import { TypeTag } from "@/ui/type-tag";
import type { AskedStep } from "@/features/appointments/step-dialogs";

export interface DetailPanelProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  now: Date;
  onAsk: (step: AskedStep) => void;
  onCheckIn: (row: AppointmentRow) => void;
  onClose: () => void;
}

/** One appointment: who, when, by whom, why, and what can be done with it. */
export function DetailPanel({ slug, row, zone, now, onAsk, onCheckIn, onClose }: DetailPanelProps) {
  const { t } = useTranslation(["w-schedule", "appointments", "common"]);
  const f = useFormats();
  const map = useMap();
  useEscape(true, onClose);
  const typeName = useTypeName();
  const mayRead = useMay(slug, "patients.read");
  const { data: patient } = useQuery({ ...patientQuery(slug, row.patient_id), enabled: mayRead });
  const file = map.href("patient", row.patient_id);
  return (
    <section aria-label={t("detail.title", { name: row.patient_name })} className="flex flex-col gap-3.5 rounded-sheet bg-surface p-4 shadow-1">
      <header className="flex items-start gap-2.5">
        <SpeciesIcon species={row.species} size={40} />
        <div className="min-w-0 flex-1">
          <h2 className="type-h2">{file ? <Link to={file} viewTransition className="hover:underline">{row.patient_name}</Link> : row.patient_name}</h2>
          <p className="type-small text-ink-2">{row.client_name}{patient?.client_phone && <>, <a href={`tel:${patient.client_phone}`} className="mono hover:underline">{patient.client_phone}</a></>}</p>
        </div>
        <IconButton label={t("detail.close")} onClick={onClose} className="-mt-1 -mr-1.5"><X size={16} /></IconButton>
      </header>
      {patient && <Alerts patient={patient.alert} client={patient.client_alert} />}
      <dl className="grid grid-cols-[76px_1fr] gap-x-3 gap-y-1.5">
        <Fact name={t("detail.animal")}>{[t(`common:species.${row.species}`), row.breed].filter(Boolean).join(", ")}</Fact>
        <Fact name={t("detail.when")}>{f.day(row.starts_at, zone, now)} <span className="mono">{f.time(row.starts_at, zone)} – {f.time(row.ends_at, zone)}</span></Fact>
        <Fact name={t("detail.what")}><TypeTag category={row.category} kind="plain">{typeName(row)}</TypeTag></Fact>
        <Fact name={t("detail.who")}>{row.vet_name}</Fact>
        <Fact name={t("detail.state")}><StateTag state={row.state} /> <ProgressTag row={row} /></Fact>
        {row.reason && <Fact name={t("detail.why")}><LongText key={row.id} text={row.reason} lines={6} textClassName="" /></Fact>}
        {row.note && <Fact name={t("detail.note")}><LongText key={row.id} text={row.note} lines={6} textClassName="" /></Fact>}
        {(row.state === "cancelled" || row.state === "declined") && <Fact name={t(`detail.${row.state}`)}><CalledOff row={row} zone={zone} /></Fact>}
        <Fact name={t("detail.asked")}>{t(`detail.source.${row.source === "desk" ? "desk" : "online"}`, { when: f.dateTime(row.created_at, zone) })}</Fact>
      </dl>
      {row.outside && <Note tone="amber">{t(`appointments:against.${row.outside}`, { name: row.vet_name })}</Note>}
      <Acts {...{ slug, row, zone, now, onAsk, onCheckIn }} />
    </section>
  );
}

/** Who called it off and when, and what they wrote; of one that nobody can take back any more only whose step it was. */
function CalledOff({ row, zone }: Pick<DetailPanelProps, "row" | "zone">) {
  const { t } = useTranslation("w-schedule");
  const happened = useWhatHappened(zone);
  const whose = row.cancelled_by === "owner" ? row.client_name : t("detail.practice");
  return (
    <>
      <p>{row.changed_how === null ? whose : happened(row)}</p>
      {row.decline_reason && <LongText key={row.id} text={`“${row.decline_reason}”`} lines={6} textClassName="" />}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Acts({ slug, row, zone, now, onAsk, onCheckIn }: Omit<DetailPanelProps, "onClose">) {
  const { t } = useTranslation("appointments");
  const map = useMap();
  const step = useStep(slug);
  const mayBook = useMay(slug, "schedule.book");
  const mayApprove = useMay(slug, "schedule.approve");
  const mayWrite = useMay(slug, "records.write") && map.href("consult") !== null;
  const notYet = useId();
  const hasBegun = Date.parse(row.starts_at) <= now.getTime();
  const isOutside = isAwaited(row);
  const isToCheckIn = isOutside && mayBook && isNear(row, now);
  const isOpen = row.state === "confirmed" && progressOf(row) !== "seen";
  return (
    <div className="flex flex-wrap gap-2">
      {row.state === "pending" && mayApprove && (
        <>
          <Button tone="go" keyCap="1" onClick={() => onAsk("approve")}>{t("action.approve")}</Button>
          <Button keyCap="8" onClick={() => onAsk("decline")}>{t("action.decline")}</Button>
        </>
      )}
      {isToCheckIn && <Button tone="main" keyCap="1" onClick={() => onCheckIn(row)}>{t("action.checkIn")}</Button>}
      {row.state !== "pending" && mayWrite && (row.state === "confirmed" || row.record_id !== null) && (
        <Button tone={isOpen && !isToCheckIn ? "main" : "plain"} keyCap="4" onClick={() => goToConsult(map, row)}>{t(row.record_id === null ? "action.consult" : "action.openConsult")}</Button>
      )}
      {row.state === "confirmed" && mayBook && (
        <>
          {!mayWrite && hasBegun && <Button tone={progressOf(row) === "to_come" ? "plain" : "main"} keyCap="6" onClick={() => (isOutside ? onAsk("complete") : void step(row, { kind: "complete" }))}>{t("action.complete")}</Button>}
          <Button {...(isOutside ? { keyCap: "7" } : {})} disabled={!hasBegun} aria-describedby={hasBegun ? undefined : notYet} onClick={() => void step(row, { kind: "no-show" })}>{t("action.noShow")}</Button>
        </>
      )}
      <UndoButton {...{ slug, row, zone, now }} />
      {row.state === "confirmed" && mayBook && !hasBegun && <p id={notYet} className="type-small w-full text-ink-3">{t("action.missedNotYet")}</p>}
    </div>
  );
}
