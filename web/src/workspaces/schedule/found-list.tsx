import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { foundAppointmentsQuery, type Search } from "@/features/appointments/api";
import { StandTag } from "@/features/appointments/state-tag";
import { useTypeName } from "@/features/appointments/type-name";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { TypeTag } from "@/ui/type-tag";

export interface FoundListProps {
  slug: string;
  window: Search;
  /** The field above says why nothing is looked for. */
  isRefused: boolean;
  zone: string;
  selectedId: string | null;
  onSelect: (row: AppointmentRow) => void;
  onClear: () => void;
}

/** What a search finds over a year, page by page. */
export function FoundList({ slug, window, isRefused, zone, selectedId, onSelect, onClear }: FoundListProps) {
  const { t } = useTranslation(["w-schedule", "common"]);
  const f = useFormats();
  const typeName = useTypeName();
  const found = useInfiniteQuery(foundAppointmentsQuery(slug, window));
  if (found.isError && !isRefused) return <ErrorState title={t("failed")} action={<Button onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!found.data && !isRefused) return <Loading label={t("common:state.loading")} className="flex flex-col gap-2.5">{Array.from({ length: 8 }, (_, index) => <Skeleton key={index} className="h-7" />)}</Loading>;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <EmptyState className="shadow-none" title={t("found.none")} action={<Button onClick={onClear}>{t("found.clear")}</Button>}>{t("found.noneText")}</EmptyState>;
  return (
    <>
      <Table label={t("found.title")}>
        <thead><Row><HeadCell>{t("detail.when")}</HeadCell><HeadCell>{t("found.patient")}</HeadCell><HeadCell>{t("detail.what")}</HeadCell><HeadCell>{t("detail.who")}</HeadCell><HeadCell>{t("detail.state")}</HeadCell></Row></thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} className={cn("hover:bg-hover", row.id === selectedId && "bg-selected")}>
              <Cell className="mono whitespace-nowrap">{f.dateTime(row.starts_at, zone)}</Cell>
              <Cell><button type="button" aria-pressed={row.id === selectedId} onClick={() => onSelect(row)} className="text-start hover:underline"><b>{row.patient_name}</b> <span className="text-ink-2">{row.client_name}</span></button><span className="type-small block text-ink-3">{[t(`common:species.${row.species}`), row.breed].filter(Boolean).join(", ")}</span></Cell>
              <Cell><TypeTag category={row.category} kind="plain">{typeName(row)}</TypeTag></Cell>
              <Cell>{row.vet_name}</Cell>
              <Cell><StandTag row={row} /></Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {found.hasNextPage && <Button className="mt-3" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("common:action.more")}</Button>}
    </>
  );
}
