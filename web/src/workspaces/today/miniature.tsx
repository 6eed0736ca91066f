import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { isLiving, progressOf } from "@/features/appointments/rules";
import { whoOf } from "@/features/appointments/visit-line";
import { lacksAny } from "@/features/settings/setup";
import { inColumns, minutesSince, STAGES, type Column } from "@/features/visits/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { SpeciesIcon } from "@/ui/species-icon";

import { Blocks } from "./blocks";
import { figuresOf, stepOf } from "./rules";
import type { Today } from "./use-today";

export interface MiniatureProps {
  today: Today;
}

const MINIATURES: Record<string, (props: MiniatureProps) => ReactNode> = {
  today: Hub, schedule: Schedule, "front-desk": Desk, messages: Messages, consult: Consult, patient: Patients, insights: Insights, settings: Settings,
};

/** What is inside a workspace, in small, from what the hub knows already; nothing for one that the hub knows nothing of. */
export function Miniature({ of, today }: MiniatureProps & { of: string }) {
  const Inside = MINIATURES[of];
  return Inside ? <Inside today={today} /> : null;
}

function Says({ children, isAmber = false }: { children: ReactNode; isAmber?: boolean }) {
  return <span className={cn("mt-auto type-small text-ink-2", isAmber && "text-amber-ink")}>{children}</span>;
}

function Hub({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const { seen, toGo, here } = figuresOf(today.own, today.walkIns, today.now);
  if (!today.maySchedule) return null;
  return (
    <>
      <span aria-hidden="true" className="flex h-1.5 overflow-hidden rounded-full bg-line-2 max-desk:hidden"><span className="bg-blue" style={{ width: `${(seen / Math.max(1, seen + toGo)) * 100}%` }} /></span>
      <Says><b className="text-ink">{t("well.dayDone", { seen: f.number(seen), all: f.number(seen + toGo) })}</b>{here > 0 && <>, {t("well.here", { count: here })}</>}</Says>
    </>
  );
}

function Schedule({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const living = today.all.filter(isLiving);
  return (
    <>
      <div aria-hidden="true" className="min-h-0 flex-1 overflow-hidden max-desk:hidden"><Blocks rows={living} zone={today.zone} now={today.now} /></div>
      <Says>{t("well.schedule", { count: living.length })}</Says>
    </>
  );
}

const DOTS: Record<Column, string> = { expected: "bg-slate", arrived: "bg-blue", waiting: "bg-amber", in_room: "bg-purple", to_pay: "bg-green", gone: "shadow-[inset_0_0_0_1.5px_var(--slate)]" };
const DOTS_MAX = 10;

function Desk({ today }: MiniatureProps) {
  const { t } = useTranslation(["w-today", "visits"]);
  const columns = inColumns(today.board);
  const [longest] = columns.waiting;
  return (
    <>
      <span aria-hidden="true" className="@container grid grid-cols-6 gap-2 overflow-hidden max-desk:hidden">
        {STAGES.map((stage) => (
          <span key={stage} className="flex min-w-0 flex-col gap-1">
            <span className="type-tiny truncate text-ink-2 @max-md:hidden">{t(`visits:stage.${stage}`)}</span>
            <span className="flex flex-wrap gap-[3px]">{columns[stage].slice(0, DOTS_MAX).map((row) => <span key={row.visit_id ?? row.appointment_id} className={cn("size-1.5 rounded-full", DOTS[stage])} />)}</span>
          </span>
        ))}
      </span>
      <Says>{longest ? <><b className="text-ink">{t("well.waiting", { count: columns.waiting.length })}</b>, {t("well.longest", { count: minutesSince(longest.stage_at, today.now), name: longest.patient_name })}</> : t("well.nobodyWaits")}</Says>
    </>
  );
}

function Messages({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const { unread, threads } = today;
  return (
    <>
      {threads.slice(0, 2).map((thread) => (
        <span key={thread.id} aria-hidden="true" className="flex items-center gap-2 max-desk:hidden"><span className={cn("size-[7px] flex-none rounded-full", thread.unread > 0 ? "bg-purple" : "bg-line-2")} /><span className="type-small truncate text-ink-2">{thread.client_name}</span></span>
      ))}
      <Says>{unread > 0 ? <b className="text-ink">{t("well.unread", { count: unread })}</b> : t("well.read")}, {t("well.open", { count: threads.length, more: today.hasMoreThreads ? "+" : "" })}</Says>
    </>
  );
}

function Consult({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const drafts = today.drafts.length;
  return (
    <>
      <span aria-hidden="true" className="flex min-h-0 flex-1 flex-col justify-center gap-3 overflow-hidden max-desk:hidden">
        {["S", "O", "A", "P"].map((letter, index) => (
          <span key={letter} className="grid grid-cols-[14px_1fr] gap-2"><span className="type-label text-ink-3">{letter}</span><span className="flex flex-col gap-1 pt-1.5"><span className="h-[2.5px] rounded-full bg-line-2" /><span className="h-[2.5px] rounded-full bg-line-2" style={{ width: `${75 - index * 12}%` }} /></span></span>
        ))}
      </span>
      <Says isAmber={drafts > 0}>{drafts > 0 ? t("well.drafts", { count: drafts }) : today.maySign && t("well.signed")}</Says>
    </>
  );
}

const LAST = 4;

function Patients({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const last = [...today.own].filter((row) => ["seen", "in_consult"].includes(progressOf(row))).slice(-LAST).reverse();
  const shown = last.length > 0 ? last : today.own.filter(isLiving).slice(0, LAST);
  return (
    <>
      <span aria-hidden="true" className="flex min-h-0 flex-1 flex-col gap-2 overflow-hidden pt-1 max-desk:hidden">
        {shown.map((row) => <span key={row.id} className="flex items-center gap-2"><SpeciesIcon species={row.species} size={22} /><span className="type-small truncate text-ink-2"><b className="weight-name">{row.patient_name}</b> {row.client_name}</span></span>)}
      </span>
      <Says>{last[0] ? t("well.last", { name: whoOf(last[0]), time: f.time(last[0].starts_at, today.zone) }) : t("well.find")}</Says>
    </>
  );
}

function Insights({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const month = today.dashboard?.month;
  if (!month) return null;
  const [now, before] = [month.now.visits, month.before.visits];
  const step = stepOf(now, before);
  const most = Math.max(1, now, before);
  return (
    <>
      <span aria-hidden="true" className="flex flex-col gap-1 max-desk:hidden">
        {[now, before].map((visits, index) => <span key={index} className={cn("h-1.5 rounded-full", index === 0 ? "bg-blue" : "bg-line-2")} style={{ width: `${(visits / most) * 100}%` }} />)}
      </span>
      <Says><b className="text-ink">{f.number(now)}</b> {t("figure.visits")}{step !== null && <>, {t("figure.step", { step: `${step > 0 ? "+" : ""}${step}` })}</>}</Says>
    </>
  );
}

function Settings({ today }: MiniatureProps) {
  const { t } = useTranslation("w-today");
  return <Says>{today.setup && lacksAny(today.setup) ? t("well.toSetUp") : t("well.setUp")}</Says>;
}
