import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import { patientAppointmentsQuery } from "@/features/appointments/api";
import { StandTag } from "@/features/appointments/state-tag";
import { useTypeName } from "@/features/appointments/type-name";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";

/** Every appointment of the animal, also those that were cancelled or that nobody came to: the time line shows only what took place. */
export function Appointments({ slug, patientId, zone }: { slug: string; patientId: string; zone: string }) {
  const { t } = useTranslation(["w-patient", "common"]);
  const rows = useInfiniteQuery(patientAppointmentsQuery(slug, patientId));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const missed = items.filter((row) => row.state === "no_show").length;
  return (
    <section aria-label={t("booked.title")} className="flex flex-col gap-2">
      <h2 className="type-h3 font-sans tracking-normal">{t("booked.title")}</h2>
      {rows.isError && !rows.data && <p className="type-small text-ink-2">{t("booked.failed")} <Button tone="link" onClick={() => void rows.refetch()}>{t("common:action.retry")}</Button></p>}
      {rows.isPending && <Loading label={t("common:state.loading")} className="flex flex-col gap-2"><Skeleton className="h-9" /><Skeleton className="h-9" /></Loading>}
      {rows.data && items.length === 0 && <p className="type-small text-ink-3">{t("booked.none")}</p>}
      {missed > 0 && <p className="type-small text-ink-2">{t("booked.missed", { count: missed })}</p>}
      <ul className="flex max-h-80 flex-col gap-2 overflow-y-auto">{items.map((row) => <Line key={row.id} row={row} zone={zone} />)}</ul>
      {rows.hasNextPage && <Button tone="bare" size="s" className="self-start" isBusy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>{t("common:action.more")}</Button>}
    </section>
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
