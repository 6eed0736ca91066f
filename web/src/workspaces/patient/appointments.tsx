import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow, BoardRow } from "@/api/types";
import { patientAppointmentsQuery } from "@/features/appointments/api";
import { useNow } from "@/features/appointments/practice";
import { StandTag } from "@/features/appointments/state-tag";
import { useTypeName } from "@/features/appointments/type-name";
import { deskCard, walkedIn } from "@/features/appointments/walk-ins";
import { boardQuery } from "@/features/visits/api";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

/** Every appointment of the animal, also those that were cancelled or that nobody came to: the time line shows only what took place. */
export function Appointments({ slug, patientId, zone }: { slug: string; patientId: string; zone: string }) {
  const { t } = useTranslation(["w-patient", "common"]);
  const rows = useInfiniteQuery(patientAppointmentsQuery(slug, patientId));
  const board = useQuery(boardQuery(slug, dayIn(useNow(), zone)));
  const walkIns = walkedIn(board.data?.items ?? []).filter((row) => row.patient_id === patientId);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const missed = items.filter((row) => row.state === "no_show").length;
  return (
    <section aria-label={t("booked.title")} className="flex flex-col gap-2">
      <h2 className="type-h3 font-sans tracking-normal">{t("booked.title")}</h2>
      {rows.isError && !rows.data && <p className="type-small text-ink-2">{t("booked.failed")} <Button tone="link" onClick={() => void rows.refetch()}>{t("common:action.retry")}</Button></p>}
      {rows.isPending && <Loading label={t("common:state.loading")} className="flex flex-col gap-2"><Skeleton className="h-9" /><Skeleton className="h-9" /></Loading>}
      {rows.data && items.length + walkIns.length === 0 && <p className="type-small text-ink-3">{t("booked.none")}</p>}
      {missed > 0 && <p className="type-small text-ink-2">{t("booked.missed", { count: missed })}</p>}
      <ul className="flex max-h-80 flex-col gap-2 overflow-y-auto">{walkIns.map((row) => <CameIn key={row.visit_id} row={row} zone={zone} />)}{items.map((row) => <Line key={row.id} row={row} zone={zone} />)}</ul>
      {rows.hasNextPage && <Button tone="bare" size="s" className="self-start" isBusy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>{t("common:action.more")}</Button>}
    </section>
  );
}

/** Who is here today without an appointment. */
function CameIn({ row, zone }: { row: BoardRow; zone: string }) {
  const { t } = useTranslation("visits");
  const f = useFormats();
  const card = deskCard(useMap(), row);
  const when = f.time(row.arrived_at ?? "", zone);
  return (
    <li className="type-small flex items-start justify-between gap-2">
      <span className="min-w-0">
        {card ? <Link to={card} className="block truncate weight-name hover:underline">{t("card.walkIn")}</Link> : <b className="block truncate">{t("card.walkIn")}</b>}
        <span className="block truncate text-ink-3">{[when, row.room_name, row.vet_name].filter(Boolean).join(", ")}</span>
      </span>
      <Tag tone={row.stage === "in_room" ? "purple" : "slate"}>{t(`stage.${row.stage}`)}</Tag>
    </li>
  );
}

function Line({ row, zone }: { row: AppointmentRow; zone: string }) {
  const f = useFormats();
  const map = useMap();
  const typeName = useTypeName();
  const schedule = map.href("schedule");
  const day = dayIn(row.starts_at, zone);
  const when = `${f.date(day, "short").replace(/^\S+\s/, "")} ${day.slice(0, 4)}, ${f.time(row.starts_at, zone)}`;
  return (
    <li className="type-small flex items-start justify-between gap-2">
      <span className="min-w-0">
        {schedule ? <Link to={`${schedule}?day=${day}&selected=${row.id}`} className="block truncate weight-name hover:underline">{typeName(row)}</Link> : <b className="block truncate">{typeName(row)}</b>}
        <span className="block truncate text-ink-3">{when}, {row.vet_name}</span>
      </span>
      <StandTag row={row} />
    </li>
  );
}
