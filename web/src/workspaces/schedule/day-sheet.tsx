import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, ResourceView } from "@/api/types";
import { minuteOfDay } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

import { minutesOf } from "./away";
import { AwayLines } from "./away-lines";
import { MovableGrid } from "./movable-grid";
import { dayColumns, hoursOf, peopleColumns, thingColumns, type Column } from "./rules";
import { bandsOf, type Away } from "./use-away";
import type { View } from "./use-view";
import { WalkIns } from "./walk-ins";

export interface DaySheetProps {
  query: UseQueryResult<AppointmentRow[]>;
  rows: AppointmentRow[];
  view: View;
  week: readonly string[];
  today: string;
  resources: readonly ResourceView[];
  slug: string;
  zone: string;
  now: Date;
  away: Away;
  onSelect: (row: AppointmentRow) => void;
  onDay: (day: string) => void;
  onBook: () => void;
}

/** The day by person, room or device, or the week by day; says what to do first when there is nothing. */
export function DaySheet({ query, rows, view, week, today, resources, slug, zone, now, away, onSelect, onDay, onBook }: DaySheetProps) {
  const { t } = useTranslation(["w-schedule", "common"]);
  const f = useFormats();
  if (query.isError && !query.data) return <ErrorState title={t("failed")} action={<Button onClick={() => void query.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!query.data) {
    return (
      <Loading label={t("common:state.loading")} className="grid h-[600px] grid-cols-4 gap-3 pt-1 pl-12">
        {[0, 1, 2, 3].map((column) => <div key={column} className="flex flex-col gap-2"><Skeleton className="h-9" />{[0, 1, 2, 3, 4].map((row) => <Skeleton key={row} className="h-10" />)}</div>)}
      </Loading>
    );
  }
  const ofVet = view.vet ? rows.filter((row) => row.vet_id === view.vet) : rows;
  const isWeek = view.span === "week";
  const shown = isWeek ? ofVet : ofVet.filter((row) => dayIn(row.starts_at, zone) === view.day);
  const days = isWeek ? week : [view.day];
  const opened = days.filter((day) => (away.exceptions.get(day)?.hours.length ?? 0) > 0);
  const columns: Column[] = isWeek
    ? dayColumns(shown, week, zone, (day) => f.date(day, "short"), opened).map((column) => ({ ...column, bands: bandsOf(away, column.key, view.vet, zone), ...(away.isClosed(column.key) && column.rows.length === 0 ? { note: t("away.closed") } : {}) }))
    : (view.by === "person" ? peopleColumns(shown, resources, view.vet) : thingColumns(shown, resources, view.by)).map((column) => ({ ...column, bands: bandsOf(away, view.day, column.key, zone) }));
  const open = opened.flatMap((day) => away.exceptions.get(day)?.hours ?? []).map(({ opens, closes }) => ({ from: minutesOf(opens), to: minutesOf(closes) }));
  const inColumns = new Set(isWeek ? (view.vet ? [view.vet] : []) : columns.map((column) => column.key));
  const isClosed = !isWeek && away.isClosed(view.day);
  const isToday = !isWeek && view.day === today;
  const by = isWeek ? "day" : view.by === "person" ? "person" : "thing";
  const placed = by === "thing" ? new Set(columns.flatMap((column) => column.rows.map(({ id }) => id))) : null;
  const without = placed ? shown.filter(({ id }) => !placed.has(id)).length : 0;
  return (
    <>
      <AwayLines away={away} days={days} zone={zone} inColumns={inColumns} />
      <WalkIns days={days} today={today} zone={zone} vetId={view.vet} />
      {without > 0 && view.by !== "person" && <p className="type-small px-1 pb-1 text-ink-2">{t(`without.${view.by}`, { count: without })}</p>}
      {shown.length === 0 && (
        <EmptyState className="shadow-none" title={t(isWeek ? "empty.week" : isClosed ? "empty.closed" : "empty.day")} action={<Button onClick={onBook}>{t(isClosed ? "empty.bookClosed" : "empty.book")}</Button>}>{t(isClosed ? "empty.closedText" : "empty.text")}</EmptyState>
      )}
      {columns.length > 0 && (
        <MovableGrid {...{ slug, resources, away, now, by, onDay, columns, zone, onSelect }} rows={query.data} day={view.day} hours={hoursOf(shown, zone, open)} selectedId={view.selected} nowMinute={isToday ? minuteOfDay(now, zone) : null} isByPerson={by === "person"} />
      )}
    </>
  );
}
