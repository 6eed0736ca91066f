import { useQuery } from "@tanstack/react-query";
import { FileDown, ScrollText, Sheet as SheetIcon } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { download } from "@/api/download";
import { acting } from "@/features/appointments/digits";
import { useMay } from "@/features/identity/session";
import { dashboardQuery } from "@/features/appointments/api";
import { reportQuery } from "@/features/insights/api";
import { PERIODS, type Period } from "@/features/insights/rules";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { SegmentedControl } from "@/ui/choices";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { DateField } from "@/ui/text-field";

import { Breakdowns } from "./breakdowns";
import { FigureList } from "./figure-list";
import { ReportHead } from "./report-head";
import { Today } from "./today";
import { usePeriod } from "./use-period";

/** The practice's own figures: this month beside the last one at the same day, and any period opened up. */
export function InsightsScreen() {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const { slug } = useMap();
  const dashboard = useQuery({ ...dashboardQuery(slug), enabled: useMay(slug, "schedule.read") });
  const month = dashboard.data?.month;
  useCrumb({ key: "insights", title: t("title"), icon: "insights" });
  const more = month ? month.now.visits - month.before.visits : 0;
  return (
    <div className="grid items-start gap-x-[18px] gap-y-5 pb-4 tablet:grid-cols-[236px_minmax(0,1fr)] wide:grid-cols-[270px_minmax(0,1fr)_240px]">
      <div className="min-w-0">
        <div className="px-2 pt-1.5 pb-3">
          <h1 className="type-h1">{month ? t("headline", { count: month.now.visits, number: f.number(month.now.visits) }) : t("title")}</h1>
          <p className="mt-1 text-ink-2">{month && (more === 0 ? t("lead.same") : t(more > 0 ? "lead.more" : "lead.less", { count: Math.abs(more) }))}</p>
        </div>
        {month ? <FigureList month={month} /> : dashboard.isLoading && <Loading label={t("common:state.loading")} className="flex flex-col gap-6 p-2">{[1, 2, 3, 4].map((line) => <Skeleton key={line} className="h-8" />)}</Loading>}
      </div>
      <Report zone={dashboard.data?.zone ?? "Europe/Amsterdam"} hasMonth={month !== undefined} />
      {dashboard.data && <Today dashboard={dashboard.data} className="tablet:col-start-2 wide:col-start-3" />}
    </div>
  );
}

function Report({ zone, hasMonth }: { zone: string; /** This month is compared beside it. */ hasMonth: boolean }) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const { slug, href } = useMap();
  const navigate = useNavigate();
  const mayReadLog = useMay(slug, "audit.read");
  const problemText = useProblemText("w-insights");
  const { choice, days, choose, setDays } = usePeriod(zone);
  const { data: report, error, isFetching, refetch } = useQuery(reportQuery(slug, days.from, days.to));
  const [busy, setBusy] = useState<string | null>(null);

  const save = useCallback(
    (file: "practice.pdf" | "appointments.csv"): void => {
      setBusy(file);
      download(`/api/staff/${slug}/reports/${file}`, { ...days, lang: f.locale })
        .then(() => toast.done(t(`saved.${file.split(".")[1]}`)), (refused: unknown) => toast.failed(problemText(refused)))
        .finally(() => setBusy(null));
    },
    [days, f.locale, problemText, slug, t],
  );
  useActions(
    useMemo<RailAction[]>(() => {
      const log = href("insights", "log");
      return [
        ...(mayReadLog && log ? [{ ...acting("log.open"), label: t("log.open"), icon: ScrollText, run: () => void navigate(log) }] : []),
        { ...acting("figures.save"), label: t("pdf"), icon: FileDown, isPrimary: true, run: () => save("practice.pdf") },
      ];
    }, [href, mayReadLog, navigate, save, t]),
    t("subject"),
  );
  const options = [...PERIODS.map((period) => ({ value: period, label: t(`period.${period}`) })), ...(choice === "own" ? [{ value: "own" as const, label: t("period.own") }] : [])];
  return (
    <Sheet className="min-w-0 px-6 py-5 max-tablet:px-4" aria-busy={isFetching}>
      <div className="flex flex-wrap items-end gap-3">
        <SegmentedControl className="max-tablet:flex-wrap" label={t("period.label")} value={choice} onChange={(next) => next !== "own" && choose(next as Period)} options={options} />
        <div className="flex gap-2">
          <DateField className="w-[142px]" label={t("period.from")} isLabelHidden value={days.from} max={days.to} onChange={(event) => event.target.value && setDays({ ...days, from: event.target.value })} />
          <DateField className="w-[142px]" label={t("period.to")} isLabelHidden value={days.to} min={days.from} onChange={(event) => event.target.value && setDays({ ...days, to: event.target.value })} />
        </div>
      </div>
      {error ? (
        <ErrorState className="mt-5 shadow-none" title={t("failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>}>{problemText(error)}</ErrorState>
      ) : !report ? (
        <Loading label={t("common:state.loading")} className="mt-6 flex flex-col gap-5"><Skeleton className="h-7 w-72" /><Skeleton className="h-40" /><Skeleton className="h-32" /></Loading>
      ) : (
        <>
          <ReportHead report={report} isCompared={choice !== "month" || !hasMonth} />
          {report.weekdays.length === 0 ? <EmptyState className="mt-5 shadow-none" title={t("none.title")}>{t("none.text")}</EmptyState> : <Breakdowns report={report} />}
        </>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-2 border-t border-line pt-4">
        <Button tone="main" keyCap="7" isBusy={busy === "practice.pdf"} onClick={() => save("practice.pdf")}>{t("pdf")}</Button>
        <Button icon={<SheetIcon size={14} aria-hidden="true" />} isBusy={busy === "appointments.csv"} onClick={() => save("appointments.csv")}>{t("csv")}</Button>
        <span className="type-small text-ink-3 desk:ml-auto">{report && t("counted", { time: f.time(report.made_at, zone) })}</span>
      </div>
    </Sheet>
  );
}
