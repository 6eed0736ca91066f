import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, CircleCheck, Hourglass } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentView, PracticePage } from "@/api/types";
import { useFocusIfLost } from "@/lib/focus";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";

import { appointmentQuery } from "../api";
import { AppointmentSummary } from "../appointments/summary";
import { saveCalendar } from "../parts/calendar-file";
import { Failed, Page } from "../parts/page";

/** What was made, and what happens next: that differs between a request and a place that is sure. */
export function BookingDone({ practice, appointmentId }: { practice: PracticePage; appointmentId: string }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const appointment = useQuery(appointmentQuery(practice.slug, appointmentId));
  if (appointment.data) return <Made practice={practice} made={appointment.data} />;
  if (appointment.error) return <Page><Failed title={t("appointment.failed")} error={appointment.error} onRetry={() => void appointment.refetch()} /></Page>;
  return <Page><Loading label={t("common:state.loading")}><Skeleton className="h-64 rounded-card" /></Loading></Page>;
}

function Made({ practice, made }: { practice: PracticePage; made: AppointmentView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(heading, made.id);
  const isSure = made.state === "confirmed";
  const values = { pet: made.pet_name, name: practice.name, day: f.day(made.starts_at, made.zone, new Date()), time: f.time(made.starts_at, made.zone) };
  return (
    <Page className="max-w-[560px] pt-8">
      <span className={`grid size-14 place-items-center rounded-full ${isSure ? "bg-green-tint text-green-ink" : "bg-amber-tint text-amber-ink"}`}>
        {isSure ? <CircleCheck size={28} aria-hidden="true" /> : <Hourglass size={28} aria-hidden="true" />}
      </span>
      <div role="status">
        <h1 ref={heading} tabIndex={-1} className="type-display text-balance">{isSure ? t("done.sure", values) : t("done.asked", values)}</h1>
        <p className="mt-2 text-ink-2">{isSure ? t("done.sureNext", values) : t("done.askedNext", values)}</p>
      </div>
      <AppointmentSummary appointment={made} />
      <div className="flex flex-col gap-2.5 tablet:flex-row">
        <Button asChild tone="main" size="l"><Link to="/appointments">{t("done.all")}</Link></Button>
        <Button size="l" icon={<CalendarPlus size={18} aria-hidden="true" />} onClick={() => saveCalendar(made, t("done.calendarTitle", values))}>{t("done.calendar")}</Button>
      </div>
    </Page>
  );
}
