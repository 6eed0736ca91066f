import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, PatientView, RecordLine } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { recordsQuery } from "@/features/records/api";
import { FILTERS, passes, type Filter } from "@/features/records/rules";
import { dayIn } from "@/lib/formats";
import { Button } from "@/ui/button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Chip } from "@/ui/tag";

import { PlannedEntry, VisitEntry } from "./entries";

export interface TimeLineProps {
  slug: string;
  patient: PatientView;
  zone: string;
  /** Coming visits, soonest first. */
  planned: readonly AppointmentRow[];
  onBook: () => void;
}

/** Everything of the animal in one line, newest first: what is planned, what happened, year by year. */
export function TimeLine({ slug, patient, zone, planned, onBook }: TimeLineProps) {
  const { t } = useTranslation("w-patient");
  const mayRead = useMay(slug, "records.read");
  const mayBook = useMay(slug, "schedule.book") && patient.state === "active";
  const mayNote = useMay(slug, "records.write") && patient.state === "active";
  const records = useInfiniteQuery({ ...recordsQuery(slug, patient.id), enabled: mayRead });
  const [filter, setFilter] = useState<Filter>("all");
  const lines = records.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = lines.filter((line) => passes(line, filter));
  const isEmpty = planned.length === 0 && (!mayRead || (records.data !== undefined && lines.length === 0));
  return (
    <section aria-label={t("line.title")}>
      <h2 className="type-h2">{t(mayRead ? "line.title" : "line.planned")}</h2>
      {mayRead && lines.length > 0 && <Filters lines={lines} planned={planned.length} isMore={records.hasNextPage} filter={filter} onChange={setFilter} />}
      {records.isError && !records.data && <ErrorState className="mt-3 shadow-none" title={t("line.failed")} action={<Button onClick={() => void records.refetch()}>{t("common:action.retry")}</Button>} />}
      {mayRead && records.isPending && <Loading label={t("common:state.loading")} className="mt-5 flex flex-col gap-6">{[0, 1, 2, 3, 4].map((index) => <Skeleton key={index} className="h-9" />)}</Loading>}
      {isEmpty && <EmptyState className="mt-1 px-0 shadow-none" title={t(mayRead ? "line.none" : "line.nonePlanned")} action={mayBook && <Button onClick={onBook}>{t("action.book")}</Button>}>{t(`line.${mayRead ? (mayBook && mayNote ? "noneText" : mayBook ? "noneBook" : "noneRead") : "noneHidden"}`)}</EmptyState>}
      <ol className="mt-2">
        {filter === "all" && planned.toReversed().map((row) => <PlannedEntry key={row.id} slug={slug} row={row} zone={zone} isNext={row === planned[0]} />)}
        {shown.map((line, index) => (
          <VisitEntry key={line.id} line={line} zone={zone} year={yearBefore(shown, index, zone)} isLast={index === shown.length - 1 && !records.hasNextPage} />
        ))}
      </ol>
      {records.hasNextPage && <p className="mt-2 hidden print:block">{t("line.notOnPaper")}</p>}
      {records.hasNextPage && <Button tone="bare" className="mt-2" isBusy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>{t("line.older")}</Button>}
    </section>
  );
}

/** The year to say above an entry: when it is another one than that of the entry before. */
function yearBefore(lines: readonly RecordLine[], index: number, zone: string): string | null {
  const year = (line: RecordLine | undefined): string | undefined => line && dayIn(line.visited_at, zone).slice(0, 4);
  const own = year(lines[index]);
  return own !== undefined && own !== year(lines[index - 1]) ? own : null;
}

interface FiltersProps {
  lines: readonly RecordLine[];
  /** Visits to come, which stand among all. */
  planned: number;
  /** Older ones were not loaded yet: the counts are lower bounds. */
  isMore: boolean;
  filter: Filter;
  onChange: (filter: Filter) => void;
}

function Filters({ lines, planned, isMore, filter, onChange }: FiltersProps) {
  const { t } = useTranslation("w-patient");
  return (
    <div role="group" aria-label={t("line.filter")} className="mt-2 flex flex-wrap gap-1.5">
      {FILTERS.map((one) => {
        const count = lines.filter((line) => passes(line, one)).length + (one === "all" ? planned : 0);
        if (count === 0 && one !== "all") return null;
        return <Chip key={one} isOn={one === filter} onToggle={() => onChange(one)}>{t(`line.${one}`)} {count}{isMore && "+"}</Chip>;
      })}
    </div>
  );
}
