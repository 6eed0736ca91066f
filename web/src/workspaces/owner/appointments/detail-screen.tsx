import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, FileText, MessageSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { AppointmentView } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Loading, Skeleton } from "@/ui/states";

import { appointmentQuery } from "../api";
import { saveCalendar } from "../parts/calendar-file";
import { bookHref } from "../parts/links";
import { BackLink, Failed, Page } from "../parts/page";

import { CancelDialog } from "./cancel-dialog";
import { AppointmentSummary } from "./summary";

export function AppointmentScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const { slug = "", appointmentId = "" } = useParams();
  const appointment = useQuery(appointmentQuery(slug, appointmentId));
  const one = appointment.data;
  useTitle(one ? t("appointments.petAt", { pet: one.pet_name, name: one.practice_name }) : null);
  return (
    <Page className="tablet:max-w-[620px]">
      <BackLink to="/appointments">{t("appointments.title")}</BackLink>
      {one ? (
        <Detail appointment={one} />
      ) : appointment.error ? (
        <Failed title={t("appointment.failed")} error={appointment.error} onRetry={() => void appointment.refetch()} />
      ) : (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-64" /><Skeleton className="h-56 rounded-card" /></Loading>
      )}
    </Page>
  );
}

function Detail({ appointment }: { appointment: AppointmentView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { starts_at, zone, state } = appointment;
  const values = { pet: appointment.pet_name, name: appointment.practice_name, day: f.day(starts_at, zone, new Date()), time: f.time(starts_at, zone) };
  const isLiving = state === "pending" || state === "confirmed";
  return (
    <>
      <h1 className="type-display text-balance">{t(`appointment.heading.${state}`, values)}</h1>
      {state === "declined" && <Note tone="red" className="rounded-sheet px-4 py-3 whitespace-pre-line">{appointment.decline_reason ? t("appointment.declinedBecause", { reason: appointment.decline_reason }) : t("appointment.declined")}</Note>}
      {state === "cancelled" && appointment.cancelled_by && (
        <Note tone={appointment.cancelled_by === "practice" ? "amber" : "slate"} className="rounded-sheet px-4 py-3">
          {t(`appointment.cancelledBy.${appointment.cancelled_by}`)}
          {appointment.decline_reason && <span className="block whitespace-pre-line">{t("appointment.because", { reason: appointment.decline_reason })}</span>}
        </Note>
      )}
      <AppointmentSummary appointment={appointment} />
      {isLiving && <Change appointment={appointment} />}
      <div className="flex flex-wrap gap-2.5">
        {!isLiving && <Button asChild tone="main" size="l"><Link to={bookHref(appointment.practice_slug, { pet: appointment.pet_id, type: appointment.type_key })}>{t("appointment.again")}</Link></Button>}
        {appointment.record_id && <Button asChild size="l"><Link to={`/records/${appointment.practice_slug}/${appointment.record_id}`}><FileText size={18} aria-hidden="true" />{t("appointment.record")}</Link></Button>}
        {isLiving && <Button size="l" icon={<CalendarPlus size={18} aria-hidden="true" />} onClick={() => saveCalendar(appointment, t("done.calendarTitle", values))}>{t("done.calendar")}</Button>}
        <Button asChild size="l"><Link to={`/messages/${appointment.practice_slug}?new=1`}><MessageSquare size={18} aria-hidden="true" />{t("appointment.message")}</Link></Button>
      </div>
    </>
  );
}

/** Moving and cancelling, as long as the practice's notice allows it; after that it says whom to call. */
function Change({ appointment }: { appointment: AppointmentView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const [isCancelling, setCancelling] = useState(false);
  const { practice_slug: slug, zone, may_cancel_until } = appointment;
  if (!appointment.may_change) {
    return (
      <Note className="rounded-sheet px-4 py-3">
        {t("appointment.tooLate", { name: appointment.practice_name })}{" "}
        <Link to={`/practices/${slug}`} className="weight-name rounded-chip text-blue-ink underline-offset-3 hover:underline">{t("appointment.toClinic")}</Link>
      </Note>
    );
  }
  return (
    <div className="flex flex-col gap-2.5">
      <div className="grid grid-cols-2 gap-2.5">
        <Button asChild tone="main" size="l"><Link to={`/appointments/${slug}/${appointment.id}/move`}>{t("appointment.move")}</Link></Button>
        <Button tone="stop" size="l" onClick={() => setCancelling(true)}>{t("appointment.cancel")}</Button>
      </div>
      <p className="type-read text-ink-2">{t("appointment.freeUntil", { day: f.day(may_cancel_until, zone, new Date()), time: f.time(may_cancel_until, zone) })}</p>
      {isCancelling && <CancelDialog appointment={appointment} onClose={() => setCancelling(false)} />}
    </div>
  );
}
