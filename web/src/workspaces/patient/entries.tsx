import { Clock, Lock, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow, RecordLine } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { ProgressTag } from "@/features/appointments/state-tag";
import { useTypeName } from "@/features/appointments/type-name";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { useMay } from "@/features/identity/session";
import { LongText } from "@/features/records/long-text";
import { KIND_LOOKS, useVisitWords } from "@/features/records/visit-line";
import { kindOf } from "@/features/records/rules";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Tag } from "@/ui/tag";
import { typeLook } from "@/ui/type-tag";

const GRID = "relative grid grid-cols-[64px_26px_minmax(0,1fr)_auto] items-start gap-x-3 py-2.5 max-tablet:grid-cols-[26px_minmax(0,1fr)]";

/** The way down to the next entry. */
function Thread() {
  return <span aria-hidden="true" className="absolute top-9 -bottom-2.5 left-[88.5px] w-[1.5px] bg-line-2 max-tablet:left-[12.5px]" />;
}

/** A visit to come; today's is where the work begins. */
export function PlannedEntry({ slug, row, zone, isNext }: { slug: string; row: AppointmentRow; zone: string; isNext: boolean }) {
  const { t } = useTranslation(["w-patient", "appointments"]);
  const f = useFormats();
  const map = useMap();
  const typeName = useTypeName();
  const now = useNow();
  const look = typeLook(row.category);
  const Icon = look.icon;
  const isToday = dayIn(row.starts_at, zone) === dayIn(now, zone);
  const mayStart = useMay(slug, "records.write") && row.state === "confirmed" && map.href("consult") !== null;
  const schedule = map.href("schedule");
  return (
    <li className={cn(GRID, isToday && "-mx-2 rounded-md bg-purple-tint px-2 print:mx-0")}>
      <Thread />
      <span className="mono pt-1 text-ink-2 max-tablet:col-start-2">{isToday ? f.time(row.starts_at, zone) : f.date(dayIn(row.starts_at, zone), "short").replace(/^\S+\s/, "")}</span>
      <span className={cn("grid size-[26px] place-items-center rounded-full max-tablet:col-start-1 max-tablet:row-start-1", isToday ? ["bg-surface", look.ink] : "border-[1.5px] border-dashed border-line-field bg-surface text-ink-2")}><Icon size={14} /></span>
      <div className="min-w-0 max-tablet:col-start-2">
        <p className="flex flex-wrap items-center gap-2">
          {schedule ? <Link className="font-semibold hover:underline" to={`${schedule}?day=${dayIn(row.starts_at, zone)}&selected=${row.id}`}>{typeName(row)}</Link> : <b>{typeName(row)}</b>}
          <Tag tone={row.state === "pending" ? "amber" : "line"} icon={<Clock aria-hidden="true" />}>{row.state === "pending" ? t("common:appointment.pending") : t("line.plannedTag")}</Tag>
          <ProgressTag row={row} />
        </p>
        <p className="text-ink-2">{[isToday ? null : f.time(row.starts_at, zone), row.vet_name].filter(Boolean).join(", ")}</p>
        {row.reason && <LongText text={row.reason} lines={2} textClassName="text-ink-2" />}
      </div>
      {isToday && mayStart && <Button tone={isNext ? "main" : "plain"} className="max-tablet:col-start-2 max-tablet:mt-2" onClick={() => goToConsult(map, row)}>{t(row.record_id ? "appointments:action.openConsult" : "appointments:action.consult")}</Button>}
    </li>
  );
}

/** A visit that was: what it was, what was done, who signed. */
export function VisitEntry({ line, zone, year, isLast }: { line: RecordLine; zone: string; year: string | null; isLast: boolean }) {
  const { t } = useTranslation("w-patient");
  const f = useFormats();
  const map = useMap();
  const words = useVisitWords()(line);
  const { icon: Icon, ground } = KIND_LOOKS[kindOf(line)];
  const to = map.href("consult", line.id);
  return (
    <>
      {year !== null && <li className="mono py-2 text-[12px] font-semibold text-ink-3">{year}</li>}
      <li className={GRID}>
        {!isLast && <Thread />}
        <span className="mono pt-1 text-ink-2 max-tablet:col-start-2">{f.date(dayIn(line.visited_at, zone), "short").replace(/^\S+\s/, "")}</span>
        <span className={cn("grid size-[26px] place-items-center rounded-full max-tablet:col-start-1 max-tablet:row-start-1", ground)}><Icon size={14} aria-hidden="true" /></span>
        <div className="min-w-0 max-tablet:col-start-2">
          <p>{to ? <Link className="font-semibold hover:underline" to={to} viewTransition>{words.title}</Link> : <b>{words.title}</b>}</p>
          <p className="text-ink-2">{words.text}</p>
        </div>
        <p className="type-small flex items-center gap-1.5 pt-1 text-ink-2 max-tablet:col-start-2">
          {line.state === "draft" ? <Tag tone="amber" icon={<PencilLine aria-hidden="true" />}>{t("line.unsigned")}</Tag> : <Lock size={13} aria-label={t("line.signed")} />}
          {line.vet_name}
        </p>
      </li>
    </>
  );
}
