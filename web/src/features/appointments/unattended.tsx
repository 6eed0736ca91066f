import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { AppointmentRow } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

import { unattendedQuery } from "./api";
import { useNow } from "./practice";
import { useTypeName } from "./type-name";
import { whoOf } from "./visit-line";

/** What is still to come and stands where nobody is there for it: empty while it is asked. */
export function useUnattended(slug: string, isOn = true) {
  const { data, isError, refetch } = useQuery({ ...unattendedQuery(slug), enabled: isOn });
  return { rows: data?.items ?? [], more: data?.is_cut ? "+" : "", isError, refetch };
}

export interface UnattendedProps {
  slug: string;
  zone: string;
  /** How many to show before the rest is asked for. */
  shown: number;
  onAssign: (row: AppointmentRow) => void;
  /** Left out where the person may not move visits. */
  onMove?: ((row: AppointmentRow) => void) | undefined;
}

/** The visits that need somebody, soonest first, each with the way to it, to another vet and to another time. */
export function Unattended({ slug, zone, shown, onAssign, onMove }: UnattendedProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const { rows, more, isError, refetch } = useUnattended(slug);
  const [isWide, setWide] = useState(false);
  if (isError) return <p className="type-small px-2 text-ink-2">{t("unattended.failed")} <Button size="s" tone="link" onClick={() => void refetch()}>{t("common:action.retry")}</Button></p>;
  if (rows.length === 0) return null;
  const title = t(rows.every((row) => row.outside === "gone") ? "unattended.gone" : "unattended.nobody", { count: rows.length, more });
  return (
    <div className="-mx-2 flex flex-col pt-1">
      <p className="flex items-baseline justify-between gap-3 px-2 pb-1">
        <span className="type-label text-ink-2">{title}</span>
        {rows.length > shown && !isWide && <Button size="s" tone="link" onClick={() => setWide(true)}>{t("unattended.all", { count: rows.length, more })}</Button>}
      </p>
      <ul aria-label={title} className="flex flex-col gap-0.5">
        {rows.slice(0, isWide ? undefined : shown).map((row) => <UnattendedLine key={row.id} row={row} zone={zone} onAssign={onAssign} onMove={onMove} />)}
      </ul>
    </div>
  );
}

function UnattendedLine({ row, zone, onAssign, onMove }: Pick<UnattendedProps, "zone" | "onAssign" | "onMove"> & { row: AppointmentRow }) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const now = useNow();
  const typeName = useTypeName();
  const schedule = useMap().href("schedule");
  // On a closed day another vet helps nobody: another time does, or somebody who comes in for it.
  const isClosed = row.outside === "closed";
  const assign = t(isClosed ? "unattended.keep" : "action.assign");
  const content = (
    <>
      <SpeciesIcon species={row.species} size={28} className="row-span-2 mt-0.5" />
      <span className="min-w-0 truncate"><b>{row.patient_name}</b> <span className="text-ink-2">{row.client_name}</span></span>
      <span className="type-small min-w-0 truncate text-ink-2"><span className="first-letter:uppercase">{f.day(row.starts_at, zone, now)}</span> <span className="mono">{f.time(row.starts_at, zone)}</span>, {typeName(row)}</span>
      <Tag tone="amber" icon={<TriangleAlert aria-hidden="true" />} className="col-start-2 mt-1 justify-self-start">{t(`requests.outside.${row.outside ?? "gone"}`, { name: row.vet_name })}</Tag>
    </>
  );
  const look = "grid min-w-0 flex-1 grid-cols-[28px_minmax(0,1fr)] gap-x-2.5 rounded-md px-2 py-1.5";
  return (
    <li className="flex animate-row items-start gap-2 rounded-md hover:bg-hover">
      {schedule ? <Link to={`${schedule}?day=${dayIn(row.starts_at, zone)}&selected=${row.id}`} viewTransition className={look}>{content}</Link> : <span className={look}>{content}</span>}
      <span className="flex flex-none flex-col gap-1 py-1.5 pr-2">
        <Button size="s" tone={isClosed && onMove ? "bare" : "plain"} className={isClosed ? "order-last" : undefined} aria-label={`${assign}, ${whoOf(row)}`} onClick={() => onAssign(row)}>{assign}</Button>
        {onMove && <Button size="s" tone={isClosed ? "plain" : "bare"} aria-label={`${t("action.move")}, ${whoOf(row)}`} onClick={() => onMove(row)}>{t("action.move")}</Button>}
      </span>
    </li>
  );
}
