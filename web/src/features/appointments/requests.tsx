import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { REACH_DAYS } from "@/api/limits";
import type { AppointmentRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { appointmentPagesQuery, dashboardQuery } from "./api";
import { useNow } from "./practice";
import { useTypeName } from "./type-name";

export interface RequestsProps {
  slug: string;
  zone: string;
  /** Whose answer stands elsewhere on the screen: it has no buttons here. */
  selectedId?: string | null;
  /** Left out, a press opens the request in its place. */
  onSelect?: (row: AppointmentRow) => void;
  onApprove: (row: AppointmentRow) => void;
  onDecline: (row: AppointmentRow) => void;
  /** How many to show before "more"; left out, all pages that were loaded. */
  shown?: number;
}

/**
 * What waits for an answer: pending for today or any later day. How many there are the list says once all of it is here,
 * and until then the server; undefined while neither is known.
 */
export function useRequests(slug: string, zone: string, isOn = true) {
  const today = dayIn(useNow(), zone);
  const list = useInfiniteQuery({ ...appointmentPagesQuery(slug, { from: today, to: addDays(today, REACH_DAYS), state: "pending" }), enabled: isOn });
  const counted = useQuery({ ...dashboardQuery(slug), enabled: isOn }).data?.requests_open;
  // One that was just answered leaves at once, not when the list comes back.
  const rows = list.data?.pages.flatMap((page) => page.items).filter((row) => row.state === "pending");
  return { ...list, rows, count: rows && !list.hasNextPage ? rows.length : counted };
}

/**
 * What owners asked for online and waits for an answer, soonest first, by day. One of them has the buttons: the one that
 * is looked at, else the first. With the focus in the list arrows walk, A approves and D declines.
 */
export function Requests({ slug, zone, selectedId, onSelect, onApprove, onDecline, shown }: RequestsProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const now = useNow();
  const requests = useRequests(slug, zone);
  const [openId, setOpenId] = useState<string | null>(null);
  if (requests.isError) return <ErrorState title={t("requests.failed")} action={<Button onClick={() => void requests.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!requests.rows) return <Loading label={t("common:state.loading")} className="flex flex-col gap-2">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>;
  const rows = requests.rows.slice(0, shown);
  if (rows.length === 0) return <EmptyState title={t("requests.none")}>{t("requests.noneText")}</EmptyState>;
  const isElsewhere = rows.some((row) => row.id === selectedId);
  const open = isElsewhere ? undefined : (rows.find((row) => row.id === openId) ?? rows[0]);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    const row = rows.find(({ id }) => id === item?.dataset["id"]);
    if (!item || !row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "a") onApprove(row);
    else if (event.key === "d") onDecline(row);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(item, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    <>
      {/* The buttons in it take the focus; the list only hears their keys. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul aria-label={t("requests.title")} className="flex flex-col" onKeyDown={onKey}>
        {rows.map((row, index) => {
          const day = f.day(row.starts_at, zone, now);
          const before = rows[index - 1];
          const isFirstOfDay = !before || f.day(before.starts_at, zone, now) !== day;
          return (
            <RequestLine
              key={row.id}
              {...{ row, zone, onApprove, onDecline }}
              day={isFirstOfDay ? day : undefined}
              isSelected={row.id === selectedId}
              isOpen={row.id === open?.id}
              onSelect={onSelect ?? (({ id }) => setOpenId(id))}
            />
          );
        })}
      </ul>
      {requests.hasNextPage && shown === undefined && <Button tone="bare" isBusy={requests.isFetchingNextPage} onClick={() => void requests.fetchNextPage()}>{t("common:action.more")}</Button>}
    </>
  );
}

/** The focus goes to the next or previous request, past the buttons of the open one. */
function walk(from: HTMLLIElement, step: 1 | -1): void {
  const next = step === 1 ? from.nextElementSibling : from.previousElementSibling;
  next?.querySelector("button")?.focus();
}

interface LineProps extends Pick<RequestsProps, "onApprove" | "onDecline" | "zone"> {
  row: AppointmentRow;
  /** Named above the first of a day. */
  day: string | undefined;
  isSelected: boolean;
  isOpen: boolean;
  onSelect: (row: AppointmentRow) => void;
}

function RequestLine({ row, day, zone, isSelected, isOpen, onSelect, onApprove, onDecline }: LineProps) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const typeName = useTypeName();
  const reason = row.reason && `“${row.reason}”`;
  return (
    <li data-id={row.id} className="animate-row">
      {day && <p className="type-label px-2 pt-2 pb-1 text-ink-3 first-letter:uppercase">{day}</p>}
      <div className={cn("rounded-md", isSelected ? "bg-selected" : isOpen ? "bg-surface shadow-1" : "hover:bg-hover")}>
        <button type="button" aria-keyshortcuts="a d" aria-current={isSelected || undefined} onClick={() => onSelect(row)} className="grid w-full grid-cols-[28px_minmax(0,1fr)_auto] gap-x-2.5 rounded-md px-2 py-1.5 text-start">
          <SpeciesIcon species={row.species} size={28} className="row-span-2 mt-0.5" />
          <span className="truncate"><b>{row.patient_name}</b> <span className="text-ink-2">{row.client_name}</span></span>
          <span className="mono text-[12px] text-ink-2">{f.time(row.starts_at, zone)}</span>
          <span className={cn("type-small col-[2/-1] text-ink-2", isOpen ? "line-clamp-3" : "truncate")}>{[typeName(row), isOpen || !reason ? row.vet_name : null, reason].filter(Boolean).join(", ")}</span>
          {row.outside && <Tag tone="amber" icon={<TriangleAlert aria-hidden="true" />} className="col-[2/-1] mt-1 justify-self-start">{t(`requests.outside.${row.outside}`, { name: row.vet_name })}</Tag>}
        </button>
        {isOpen && (
          <div className="flex gap-1.5 px-2 pb-2 pl-[46px]">
            <Button size="s" aria-label={`${t("requests.approve", { name: row.patient_name })}, ${row.client_name}`} onClick={() => onApprove(row)}>{t("action.approve")}</Button>
            <Button size="s" tone="bare" aria-label={`${t("requests.decline", { name: row.patient_name })}, ${row.client_name}`} onClick={() => onDecline(row)}>{t("decline.submit")}</Button>
          </div>
        )}
      </div>
    </li>
  );
}
