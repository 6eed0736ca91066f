import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PlatformDashboard } from "@/api/types";
import { jobsQuery } from "@/features/platform/api";
import { cn } from "@/lib/cn";
import { addDays } from "@/lib/dates";
import { useFormats } from "@/lib/i18n";
import { Loading, Skeleton } from "@/ui/states";

import { JobTag, useJobName } from "../job-words";
import { ZONE } from "../zone";

const DAYS = 30;

export function Health({ dashboard, className }: { dashboard: PlatformDashboard | undefined; className?: string }) {
  const { t } = useTranslation("w-admin");
  return (
    <div className={cn("flex min-w-0 flex-col gap-7", className)}>
      <section aria-label={t("health.title")}>
        <h2 className="type-h3 pb-2">{t("health.title")}</h2>
        {dashboard ? <Strips dashboard={dashboard} /> : <Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-8" /><Skeleton className="h-8" /></Loading>}
      </section>
      {dashboard && <Accounts dashboard={dashboard} />}
      <JobsStrip counts={dashboard?.jobs ?? []} stuck={dashboard?.jobs_stuck ?? 0} />
    </div>
  );
}

/** What was done on each of the last thirty days: a day on which nothing was done stays an outline. */
function Strips({ dashboard }: { dashboard: PlatformDashboard }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const today = dashboard.as_of.slice(0, 10);
  const byDay = new Map(dashboard.activity_by_day.map((day) => [day.on, day]));
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1));
  const { logins } = dashboard;
  return (
    <div className="flex flex-col gap-4">
      <Strip label={t("health.entries")} value={f.number(dashboard.activity_by_day.reduce((sum, day) => sum + day.entries, 0))} days={days} countOf={(day) => byDay.get(day)?.entries ?? 0} />
      <dl className="flex flex-col gap-2">
        <Line label={t("health.logins")} value={f.number(logins.done_30d)} share={logins.done_30d / Math.max(1, logins.done_30d + logins.refused_30d)} tone="bg-slate" />
        <Line label={t("health.refused")} value={f.number(logins.refused_30d)} share={logins.refused_30d / Math.max(1, logins.done_30d + logins.refused_30d)} tone="bg-amber-fill" />
      </dl>
    </div>
  );
}

/** Everybody who has an account, whenever it was made. */
function Accounts({ dashboard }: { dashboard: PlatformDashboard }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const { users_by_kind: counts } = dashboard;
  const kinds = ["pet_owner", "vet_professional", "clinic_admin", "system_admin"].filter((kind) => counts[kind]);
  const total = Object.values(dashboard.users_by_state).reduce((sum, count) => sum + count, 0);
  return (
    <section aria-label={t("health.accounts")}>
      <h2 className="type-h3 pb-2">{t("health.accounts")}</h2>
      <dl className="flex flex-col gap-2">
        {kinds.map((kind) => <Line key={kind} label={t(`user.kinds.${kind}`)} value={f.number(counts[kind] ?? 0)} share={(counts[kind] ?? 0) / Math.max(1, total)} tone="bg-slate" />)}
      </dl>
    </section>
  );
}

function Strip({ label, value, days, countOf }: { label: string; value: string; days: readonly string[]; countOf: (day: string) => number }) {
  const f = useFormats();
  const most = Math.max(1, ...days.map(countOf));
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3"><span>{label}</span><span className="mono">{value}</span></div>
      <div aria-hidden="true" className="mt-1.5 flex h-[18px] items-end gap-[3px]">
        {days.map((day) => {
          const count = countOf(day);
          const height = count === 0 ? 3 : Math.max(5, Math.round((Math.sqrt(count) / Math.sqrt(most)) * 18));
          return <span key={day} title={`${f.date(day, "short")}: ${count}`} style={{ height }} className={cn("min-w-0 flex-1 rounded-[2px]", count === 0 ? "bg-line-2" : "bg-green/70")} />;
        })}
      </div>
    </div>
  );
}

function Line({ label, value, share, tone }: { label: string; value: string; share: number; tone: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_72px_52px] items-center gap-x-3">
      <dt>{label}</dt>
      <dd className="col-start-3 text-end mono">{value}</dd>
      <dd aria-hidden="true" className="col-start-2 row-start-1 h-1 overflow-hidden rounded-full bg-line"><span className={cn("block h-full rounded-full", tone)} style={{ width: `${Math.max(share > 0 ? 4 : 0, share * 100)}%` }} /></dd>
    </div>
  );
}

/** Failed is what nothing made up for, as the jobs' own screen says it. */
function JobsStrip({ counts, stuck }: { counts: PlatformDashboard["jobs"]; stuck: number }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const nameOf = useJobName();
  const jobs = useInfiniteQuery(jobsQuery(undefined, 5)).data?.pages[0]?.items;
  const madeUp = (counts.find(({ state }) => state === "failed")?.count ?? 0) - stuck;
  const said = [
    ...counts.map(({ state, count }) => ({ count: state === "failed" ? stuck : count, words: t(`job.many.${state}`) })),
    { count: madeUp, words: t("job.madeUp") },
  ].filter(({ count }) => count > 0);
  return (
    <section aria-label={t("place.jobs")}>
      <div className="flex items-baseline justify-between gap-3 pb-2">
        <h2 className="type-h3"><Link to="/platform/jobs" viewTransition className="rounded-chip hover:underline">{t("place.jobs")}</Link></h2>
        <span className="type-small text-ink-3">{said.map(({ count, words }) => `${f.number(count)} ${words}`).join(", ")}</span>
      </div>
      {!jobs && <Skeleton className="h-20" />}
      <ul className="flex flex-col gap-2">
        {jobs?.map((job) => (
          <li key={job.id} className="grid grid-cols-[minmax(0,1fr)_auto_100px] items-center gap-x-3">
            <span className="truncate" title={job.task}>{nameOf(job.task)}</span>
            <span className="mono text-ink-2">{job.changed_at ? f.time(job.changed_at, ZONE) : ""}</span>
            <JobTag state={job.state} isMadeUpFor={job.is_made_up_for} />
          </li>
        ))}
      </ul>
    </section>
  );
}
