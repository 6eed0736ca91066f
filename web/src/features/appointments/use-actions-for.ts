import { ArrowLeftRight, ArrowRight, CalendarPlus, Check, FileText, MessageSquare, Stethoscope, UserRoundCheck, UserRoundX, X } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, BoardRow } from "@/api/types";
import { useMay } from "@/features/identity/session";
import type { RailAction } from "@/lib/actions";
import { useMap, type PracticeMap } from "@/lib/map";

import { acting } from "./digits";
import { hasBegun, isAwaited, isNear, leadsOn, progressOf } from "./rules";
import type { AskedStep } from "./step-dialogs";
import { useStep } from "./use-step";

interface Rights {
  mayBook: boolean;
  mayApprove: boolean;
  mayWrite: boolean;
  mayTell: boolean;
}

interface Doing {
  ask: (step: AskedStep) => void;
  book: () => void;
  complete: () => void;
  noShow: () => void;
  checkIn: () => void;
  map: PracticeMap;
  t: (key: string) => string;
  now: Date;
}

/** The consult of a visit: the one that was begun, or a new one. */
export function goToConsult(map: PracticeMap, row: Pick<AppointmentRow, "id" | "patient_id" | "record_id"> | Pick<BoardRow, "appointment_id" | "patient_id" | "record_id">): void {
  const appointmentId = "id" in row ? row.id : row.appointment_id;
  if (row.record_id !== null) map.go("consult", row.record_id);
  else map.go("consult", "start", row.patient_id, ...(appointmentId === null ? [] : [appointmentId]));
}

/** What can be done with a visit, by the families of the slots. What the role may not do is absent. */
export function actionsFor(row: AppointmentRow | undefined, { mayBook, mayApprove, mayWrite, mayTell }: Rights, { ask, book, complete, noShow, checkIn, map, t, now }: Doing): RailAction[] {
  const actions: RailAction[] = [];
  const closed = t("action.closed");
  if (row && mayApprove && row.state === "pending") actions.push({ ...acting("appointment.approve"), label: t("action.approve"), icon: Check, isPrimary: true, run: () => ask("approve") });
  const isOutside = row !== undefined && isAwaited(row);
  const early = row !== undefined && !hasBegun(row, now) ? { unavailable: t("action.notYet") } : {};
  const isToCheckIn = isOutside && mayBook && isNear(row, now);
  if (isOutside && mayBook) actions.push({ ...acting("visit.check-in"), label: t("action.checkIn"), icon: ArrowRight, isPrimary: isToCheckIn, run: checkIn, ...(isToCheckIn ? {} : { unavailable: t("action.notTheDay") }) });
  if (row && mayBook) actions.push({ ...acting("appointment.move"), label: t("action.move"), icon: ArrowLeftRight, run: () => ask("reschedule"), ...(leadsOn("reschedule", row.state) ? {} : { unavailable: closed }) });
  if (mayBook) actions.push({ ...acting("appointment.book"), label: t(row ? "action.bookMore" : "action.book"), icon: CalendarPlus, isPrimary: !row, run: book });
  if (row && mayWrite && row.state !== "pending" && (row.state === "confirmed" || row.record_id !== null)) {
    const label = row.record_id === null ? t("action.consult") : t("action.openConsult");
    actions.push({ ...acting("consult.open"), label, icon: Stethoscope, isPrimary: row.state === "confirmed" && progressOf(row) !== "seen" && !isToCheckIn, run: () => goToConsult(map, row) });
  } else if (row && map.href("patient")) actions.push({ ...acting("patient.open"), label: t("action.file"), icon: FileText, run: () => map.go("patient", row.patient_id) });
  if (row && mayTell) actions.push({ ...acting("message.write"), label: t("action.message"), icon: MessageSquare, run: () => map.go("messages", "new", row.client_id, row.patient_id) });
  if (row && mayBook && leadsOn("complete", row.state)) {
    actions.push({ ...acting("appointment.complete"), label: t("action.complete"), icon: Check, isPrimary: !mayWrite && progressOf(row) !== "to_come", run: () => (isOutside ? ask("complete") : complete()), ...early });
  }
  if (mayBook && isOutside) actions.push({ ...acting("appointment.missed"), label: t("action.noShow"), icon: UserRoundX, run: noShow, ...early });
  if (row && mayApprove && row.state === "pending") actions.push({ ...acting("appointment.decline"), label: t("action.decline"), icon: X, run: () => ask("decline") });
  else if (row && mayBook && leadsOn("cancel", row.state)) actions.push({ ...acting("appointment.cancel"), label: t("action.cancel"), icon: X, run: () => ask("cancel") });
  if (row && mayApprove && leadsOn("assign", row.state)) actions.push({ ...acting("appointment.assign"), label: t("action.assign"), icon: UserRoundCheck, run: () => ask("assign") });
  return actions;
}

export function useActionsFor(slug: string, row: AppointmentRow | undefined, now: Date, ask: (step: AskedStep) => void, book: () => void, onCheckIn: (row: AppointmentRow) => void): RailAction[] {
  const { t } = useTranslation("appointments");
  const map = useMap();
  const step = useStep(slug);
  const mayBook = useMay(slug, "schedule.book");
  const mayApprove = useMay(slug, "schedule.approve");
  const mayWrite = useMay(slug, "records.write") && map.href("consult") !== null;
  const mayTell = useMay(slug, "messages.write") && map.href("messages") !== null;
  return useMemo(() => {
    const complete = (): void => {
      if (row) void step(row, { kind: "complete" });
    };
    const noShow = (): void => {
      if (row) void step(row, { kind: "no-show" });
    };
    const checkIn = (): void => {
      if (row) onCheckIn(row);
    };
    return actionsFor(row, { mayBook, mayApprove, mayWrite, mayTell }, { ask, book, complete, noShow, checkIn, map, t, now });
  }, [row, now, ask, book, onCheckIn, map, step, t, mayBook, mayApprove, mayWrite, mayTell]);
}
