import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, Clock, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { WaitlistEntry } from "@/api/types";
import { useTypeName } from "@/features/appointments/type-name";
import { useWish, type Freed, type WaitlistActs } from "@/features/appointments/use-waitlist";
import { whoOf } from "@/features/appointments/visit-line";
import { waitlistOffersQuery } from "@/features/appointments/waitlist-api";
import { useMay, useMe } from "@/features/identity/session";
import { patientQuery } from "@/features/patients/api";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button, IconButton } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

export interface FreedCardProps {
  freed: Freed;
  zone: string;
  now: Date;
  acts: WaitlistActs;
}

/** A place that became free, and for whom it is: the first to telephone stands first. Nothing is booked until somebody says so. */
export function FreedCard({ freed, zone, now, acts }: FreedCardProps) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const typeName = useTypeName();
  const { place, fits } = freed;
  const startsAt = fits[0]?.startsAt ?? "";
  const at = { day: f.day(startsAt, zone, now), time: f.time(startsAt, zone) };
  return (
    <li className="flex animate-row flex-col gap-1 rounded-sheet bg-green-tint px-3 py-2.5">
      <div className="flex items-start gap-2">
        <CalendarCheck size={16} aria-hidden="true" className="mt-0.5 flex-none text-green-ink" />
        <p className="min-w-0 flex-1"><b className="text-green-ink">{t("waitlist.freed", at)}</b> <span className="type-small block text-ink-2">{t("waitlist.with", { name: place.vet_name })}</span></p>
        <IconButton label={t("waitlist.dismiss", at)} onClick={() => acts.dismiss(freed)} className="-mt-1 -mr-2"><X size={15} /></IconButton>
      </div>
      <ul aria-label={t("waitlist.fitsFor")} className="flex flex-col gap-1">
        {fits.map((fit) => (
          <li key={fit.entry.id} className="flex items-center gap-2">
            <span className="min-w-0 flex-1">
              <span className="block truncate"><b>{fit.entry.patient_name}</b> {fit.entry.client_name}</span>
              <span className="type-small block truncate text-ink-2">{[fit.startsAt !== startsAt && f.time(fit.startsAt, zone), typeName(fit.entry), fit.entry.urgency === "soon" && t("waitlist.soon").toLowerCase()].filter(Boolean).join(", ")}</span>
            </span>
            <Button size="s" isBusy={acts.busyId === fit.entry.id} aria-label={`${t("book.submit")}, ${whoOf(fit.entry)}`} onClick={() => void acts.book(fit.entry, { starts_at: fit.startsAt, vet_id: place.vet_id })}>{t("book.submit")}</Button>
          </li>
        ))}
      </ul>
    </li>
  );
}

export interface EntryLineProps {
  slug: string;
  entry: WaitlistEntry;
  zone: string;
  now: Date;
  isOpen: boolean;
  acts: WaitlistActs;
  onToggle: () => void;
  onChange: () => void;
}

/** One who waits: for what, and when they could come; open, what can be done for them. */
export function EntryLine({ entry, isOpen, onToggle, ...rest }: EntryLineProps) {
  const { t } = useTranslation("appointments");
  const typeName = useTypeName();
  const wish = useWish(rest.zone);
  const isOver = entry.state === "expired";
  return (
    <li className={cn("rounded-md", isOpen ? "bg-surface shadow-1" : "hover:bg-hover")}>
      <button type="button" aria-expanded={isOpen} onClick={onToggle} className="grid w-full grid-cols-[28px_minmax(0,1fr)] gap-x-2.5 rounded-md px-2 py-1.5 text-start">
        <SpeciesIcon species={entry.species} size={28} className="row-span-2 mt-0.5" />
        <span className={cn("truncate", isOver && "text-ink-3")}><b>{entry.patient_name}</b> <span className={isOver ? undefined : "text-ink-2"}>{entry.client_name}</span></span>
        <span className={cn("type-small text-ink-2", !isOpen && "line-clamp-2")}>{[typeName(entry), wish(entry)].join(", ")}</span>
        {entry.closed_because && <Tag tone="line" className="col-start-2 mt-1 justify-self-start">{t(`waitlist.because.${entry.closed_because}`)}</Tag>}
        {!isOver && entry.urgency === "soon" && <Tag tone="amber" icon={<Clock aria-hidden="true" />} className="col-start-2 mt-1 justify-self-start">{t("waitlist.soon")}</Tag>}
      </button>
      {isOpen && <EntryDetails {...{ entry, ...rest }} />}
    </li>
  );
}

function EntryDetails({ slug, entry, zone, now, acts, onChange }: Omit<EntryLineProps, "isOpen" | "onToggle">) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const me = useMe();
  const file = useMap().href("patient", entry.patient_id);
  const mayRead = useMay(slug, "patients.read");
  const { data: patient } = useQuery({ ...patientQuery(slug, entry.patient_id), enabled: mayRead });
  const made = { day: f.day(entry.made_at, zone, now), time: f.time(entry.made_at, zone), context: entry.made_by === me.id ? "own" : undefined };
  const isOver = entry.state === "expired";
  return (
    <div className="flex flex-col gap-2 px-2 pb-2.5 pl-[46px]">
      {entry.note && <p className="whitespace-pre-line">{entry.note}</p>}
      <p className="type-small text-ink-3">
        {patient?.client_phone && <><a href={`tel:${patient.client_phone}`} className="mono text-ink-2 hover:underline">{patient.client_phone}</a> · </>}
        {t("waitlist.made", made)}
        {file && <> · <Link to={file} viewTransition className="hover:underline">{t("waitlist.file")}</Link></>}
      </p>
      {!isOver && <BestTimes {...{ slug, entry, zone, now, acts }} />}
      <div className="flex flex-wrap gap-1.5">
        {!isOver && <Button size="s" onClick={onChange}>{t("common:action.edit")}</Button>}
        <Button size="s" tone="bare" aria-label={`${t("waitlist.withdraw")}, ${whoOf(entry)}`} onClick={() => acts.withdraw(entry)}>{t("waitlist.withdraw")}</Button>
      </div>
    </div>
  );
}

/** What is free for them now, without waiting for anybody to call off. */
function BestTimes({ slug, entry, zone, now, acts }: Pick<EntryLineProps, "slug" | "entry" | "zone" | "now" | "acts">) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const { data, isError, refetch } = useQuery(waitlistOffersQuery(slug, entry));
  if (isError && !data) return <p className="type-small text-ink-2">{t("slots.failed")} <Button size="s" tone="link" onClick={() => void refetch()}>{t("common:action.retry")}</Button></p>;
  if (!data) return <Loading label={t("common:state.loading")} className="flex gap-1.5"><Skeleton className="h-[26px] w-24" /><Skeleton className="h-[26px] w-24" /></Loading>;
  if (data.items.length === 0) return <p className="type-small text-ink-2">{t("waitlist.noTimes")}</p>;
  return (
    <div role="group" aria-label={t("waitlist.times")} className="flex flex-col gap-1">
      <p aria-hidden="true" className="type-label text-ink-2">{t("waitlist.times")}</p>
      {data.items.map((offer) => (
        <Button key={offer.starts_at} size="s" className="justify-start" isBusy={acts.busyId === entry.id} onClick={() => void acts.book(entry, offer)}>
          <span className="truncate">{`${f.day(offer.starts_at, zone, now)} ${f.time(offer.starts_at, zone)}, ${offer.vet_name}`}</span>
        </Button>
      ))}
    </div>
  );
}
