import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "@/features/identity/session";
import { dashboardQuery } from "@/features/appointments/api";
import { auditQuery, type AuditFilter } from "@/features/insights/api";
import { LogFilters, NO_FILTER, type LogFilterValues } from "@/features/insights/log-filters";
import { LogTable } from "@/features/insights/log-table";
import { useActions, type RailAction } from "@/lib/actions";
import { addDays, instantOf } from "@/lib/dates";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

const ACTIONS = ["appointment.", "visit.", "waitlist.", "record.", "patient.", "client.", "owner.", "message.", "thread.", "member.", "practice.", "opening_hours.", "hours_exception.", "appointment_type.", "resource.", "resource_hours.", "leave.", "likely.", "keys.", "department.", "appointments."];

function filterOf(value: LogFilterValues, zone: string): AuditFilter {
  return {
    ...(value.actor ? { actor: value.actor.id } : {}),
    ...(value.action ? { action: value.action } : {}),
    ...(value.outcome ? { outcome: value.outcome } : {}),
    ...(value.first ? { from: instantOf(value.first, "00:00", zone).toISOString() } : {}),
    ...(value.last ? { to: instantOf(addDays(value.last, 1), "00:00", zone).toISOString() } : {}),
  };
}

/** Who did what in this practice, with what stood there before. Only for those who may read the log. */
export function LogScreen() {
  const { t } = useTranslation("w-insights");
  const { slug, go } = useMap();
  const mayRead = useMay(slug, "audit.read");
  const zone = useQuery({ ...dashboardQuery(slug), enabled: useMay(slug, "schedule.read") }).data?.zone ?? "Europe/Amsterdam";
  const [value, setValue] = useState<LogFilterValues>(NO_FILTER);
  const filter = useMemo(() => filterOf(value, zone), [value, zone]);
  const list = useInfiniteQuery({ ...auditQuery(slug, filter), enabled: mayRead });
  const rows = list.data?.pages.flatMap((page) => page.items);
  useCrumb({ key: "insights:log", title: t("log.title"), icon: "insights" });
  useActions(useMemo<RailAction[]>(() => [{ slot: 4, label: t("log.figures"), icon: ChartColumn, run: () => go("insights") }], [go, t]));
  if (!mayRead) return <EmptyState className="mt-4 max-w-lg" title={t("log.notYours")}>{t("log.notYoursText")}</EmptyState>;
  return (
    <div className="pb-4">
      <header className="pt-1.5">
        <h1 className="type-h1">{t("log.headline")}</h1>
        <p className="mt-1 text-ink-2">{t("log.lead")}</p>
      </header>
      <div className="mt-4"><LogFilters value={value} onChange={setValue} actions={ACTIONS} /></div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {list.isError ? (
          <ErrorState className="shadow-none" title={t("log.failed")} action={<Button onClick={() => void list.refetch()}>{t("common:action.retry")}</Button>} />
        ) : !rows ? (
          <Loading label={t("common:state.loading")} className="flex flex-col gap-4 py-2">{[1, 2, 3, 4, 5, 6].map((line) => <Skeleton key={line} />)}</Loading>
        ) : rows.length === 0 ? (
          <EmptyState className="shadow-none" title={t("log.none")}>{t("log.noneText")}</EmptyState>
        ) : (
          <LogTable label={t("log.title")} rows={rows} zone={zone} onActor={(row) => row.actor_id && setValue({ ...value, actor: { id: row.actor_id, name: row.actor_name ?? t("log.thisPerson") } })} />
        )}
        {list.hasNextPage && <Button className="mt-3" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("log.more")}</Button>}
      </Sheet>
    </div>
  );
}
