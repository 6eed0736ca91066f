import { useInfiniteQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { appointmentPagesQuery } from "./api";
import { useNow } from "./practice";
import { useTypeName } from "./type-name";

export interface RequestsProps {
  slug: string;
  zone: string;
  selectedId?: string | null;
  onSelect: (row: AppointmentRow) => void;
  onApprove: (row: AppointmentRow) => void;
  onDecline: (row: AppointmentRow) => void;
  /** How many to show before "more"; left out, all pages that were loaded. */
  shown?: number;
}

const AHEAD = 365;

export function useRequests(slug: string, zone: string, isOn = true) {
  const today = dayIn(useNow(), zone);
  return useInfiniteQuery({ ...appointmentPagesQuery(slug, { from: today, to: addDays(today, AHEAD), state: "pending" }), enabled: isOn });
}

/** What owners asked for online and waits for an answer, soonest first. */
export function Requests({ slug, zone, selectedId, onSelect, onApprove, onDecline, shown }: RequestsProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const requests = useRequests(slug, zone);
  if (requests.isError) return <ErrorState title={t("requests.failed")} action={<Button onClick={() => void requests.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!requests.data) return <Loading label={t("common:state.loading")} className="flex flex-col gap-2">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-16" />)}</Loading>;
  // One that was just answered leaves at once, not when the list comes back.
  const rows = requests.data.pages.flatMap((page) => page.items).filter((row) => row.state === "pending");
  if (rows.length === 0) return <EmptyState title={t("requests.none")}>{t("requests.noneText")}</EmptyState>;
  return (
    <>
      <ul aria-label={t("requests.title")} className="flex flex-col gap-1">
        {rows.slice(0, shown).map((row) => (
          <RequestLine key={row.id} row={row} zone={zone} isSelected={row.id === selectedId} onSelect={onSelect} onApprove={onApprove} onDecline={onDecline} />
        ))}
      </ul>
      {requests.hasNextPage && shown === undefined && <Button tone="bare" isBusy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>{t("common:action.more")}</Button>}
    </>
  );
}

interface LineProps extends Pick<RequestsProps, "onSelect" | "onApprove" | "onDecline" | "zone"> {
  row: AppointmentRow;
  isSelected: boolean;
}

function RequestLine({ row, zone, isSelected, onSelect, onApprove, onDecline }: LineProps) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const now = useNow();
  const typeName = useTypeName();
  return (
    <li className={cn("rounded-md p-2 animate-row", isSelected && "bg-surface shadow-1")}>
      <button type="button" onClick={() => onSelect(row)} className="grid w-full grid-cols-[28px_1fr_auto] gap-x-2.5 text-start">
        <SpeciesIcon species={row.species} size={28} className="row-span-2" />
        <span className="truncate"><b>{row.patient_name}</b> <span className="text-ink-2">{row.client_name}</span></span>
        <span className="mono text-[12px] text-ink-2">{f.time(row.starts_at, zone)}</span>
        <span className="type-small col-[2/-1] text-ink-2">{f.day(row.starts_at, zone, now)}, {typeName(row)}, {row.vet_name}</span>
        {row.outside && <Tag tone="amber" icon={<TriangleAlert aria-hidden="true" />} className="col-[2/-1] mt-1 justify-self-start">{t(`requests.outside.${row.outside}`, { name: row.vet_name })}</Tag>}
        {row.reason && <span className="type-small col-[2/-1] line-clamp-2 text-ink-3">“{row.reason}”</span>}
      </button>
      <div className="mt-1.5 flex gap-1.5 pl-[38px]">
        <Button size="s" aria-label={`${t("requests.approve", { name: row.patient_name })}, ${row.client_name}`} onClick={() => onApprove(row)}>{t("approve.submit")}</Button>
        <Button size="s" tone="bare" aria-label={`${t("requests.decline", { name: row.patient_name })}, ${row.client_name}`} onClick={() => onDecline(row)}>{t("decline.submit")}</Button>
      </div>
    </li>
  );
}
