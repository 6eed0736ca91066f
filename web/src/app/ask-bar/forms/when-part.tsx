import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AskedCommand, Slot } from "@/api/types";
import { slotsQuery, vetsQuery } from "@/features/appointments/api";
import { useNow, useOwnVetId, useZone } from "@/features/appointments/practice";
import { SlotPicker } from "@/features/appointments/slot-picker";
import { missingOf } from "@/features/ask-bar/rules";
import { cn } from "@/lib/cn";
import { instantOf } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { Skeleton } from "@/ui/states";
import { DateField, TextField } from "@/ui/text-field";

import { Missing } from "../missing";

import { Part } from "./form";
import { startAsked, startsToOffer, stillToCome, type Wanted } from "./starts";

const DAYS = 14;

/** When it may be: what the line said, what is free, and the one start that is meant; null until it is certain. */
export function useWhen(command: AskedCommand, type: string | null) {
  const { slug } = useMap();
  const zone = useZone(slug);
  const now = useNow();
  const today = dayIn(now, zone);
  const [wanted, setWanted] = useState<Wanted>({ day: command.on ?? "", clock: command.at?.slice(0, 5) ?? "", part: command.part ?? null });
  const [vetId, setVetId] = useState("");
  const ownVetId = useOwnVetId(slug) ?? null;
  const from = wanted.day > today ? wanted.day : today;
  const slots = useQuery({ ...slotsQuery(slug, { type: type ?? "", from, days: DAYS, vet: vetId || undefined }), enabled: type !== null });
  const vets = useQuery(vetsQuery(slug)).data?.items ?? [];
  const all = slots.data?.items;
  const items = useMemo(() => all && stillToCome(all, now), [all, now]);
  const start = useMemo(() => (items ? startAsked(items, wanted, zone) : null), [items, wanted, zone]);
  const offered = useMemo(() => (items ? startsToOffer(items, wanted, zone, ownVetId) : []), [items, wanted, zone, ownVetId]);
  const f = useFormats();
  const nameOf = (id: string): string => vets.find((vet) => vet.id === id)?.name ?? "";
  const choose = (slot: Pick<Slot, "starts_at">): void => setWanted({ day: dayIn(slot.starts_at, zone), clock: f.time(slot.starts_at, zone), part: null });
  const { day, clock } = wanted;
  const { t } = useTranslation("ask-bar");
  const isPast = day !== "" && (day < today || (clock !== "" && instantOf(day, clock, zone).getTime() < now.getTime()));
  const dayName = day && f.day(`${day}T12:00:00Z`, "UTC", now);
  /** What was asked for and is over: a day, or of today an hour. */
  const past = !isPast ? "" : day < today ? dayName : t("when.at", { day: dayName, time: clock });
  return { zone, now, today, from, wanted, setWanted, vetId, setVetId, vets, slots, start, offered, nameOf, choose, type, dayName, past, missing: missingOf(command) };
}

export type When = ReturnType<typeof useWhen>;

/** What of a line's day and hour does not exist or is over: first of all in a form, for it waits for another one. */
export function WrongWhen({ when: { missing, wanted, past } }: { when: When }) {
  const { t } = useTranslation("ask-bar");
  const isOpen = missing.filter(({ what }) => wanted[what === "day" ? "day" : "clock"] === "");
  return (
    <>
      <Missing missing={isOpen} />
      {past !== "" && <Note tone="amber" role="status"><p className="first-letter:uppercase">{t("when.past", { when: past })}</p></Note>}
    </>
  );
}

/** The day, the hour and with whom, each to be put right, and what is free of it. */
export function WhenPart({ when }: { when: When }) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { wanted, setWanted, vets, vetId, setVetId, start, type } = when;
  const isMissing = type !== null && start === null;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-x-3 gap-y-4 tablet:grid-cols-[minmax(0,1fr)_112px_minmax(0,1.2fr)]">
        <DateField label={t("when.day")} min={when.today} value={wanted.day} onChange={(event) => setWanted({ ...wanted, day: event.target.value })} />
        <TextField label={t("when.clock")} type="time" isMono step={300} value={wanted.clock} onChange={(event) => setWanted({ ...wanted, clock: event.target.value })} />
        <Select className="max-tablet:col-span-full" label={t("when.vet")} value={vetId} onChange={(event) => setVetId(event.target.value)} options={[{ value: "", label: t("when.anybody") }, ...vets.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))]} />
      </div>
      {type !== null && <Part label={t("when.free")} isMissing={isMissing}><Free when={when} /></Part>}
    </>
  );
}

function Free({ when }: { when: When }) {
  const { t } = useTranslation(["ask-bar", "appointments", "common"]);
  const { slug } = useMap();
  const f = useFormats();
  const [isPicking, setPicking] = useState(false);
  const { slots, start, offered, zone, now, past, wanted, nameOf, choose, vetId, type, from, dayName: day } = when;
  if (slots.isError && !slots.data) {
    return <Note tone="amber" role="alert"><p>{t("appointments:slots.failed")}</p><Button size="s" className="mt-2" onClick={() => void slots.refetch()}>{t("common:action.retry")}</Button></Note>;
  }
  if (!slots.data) return <Skeleton className="h-9 w-full" />;
  const isFull = wanted.day !== "" && !offered.some((slot) => dayIn(slot.starts_at, zone) === wanted.day);
  const others = offered.filter((slot) => slot.starts_at !== start?.starts_at);
  const why = start || wanted.day === "" || past !== "" ? "" : isFull ? t("when.full", { day }) : wanted.clock !== "" ? t("when.taken", { day, time: wanted.clock }) : "";
  return (
    <div className="flex flex-col gap-2">
      {start && <Note tone="green" role="status">{t("when.isFree", { day: f.day(start.starts_at, zone, now), time: f.time(start.starts_at, zone), name: nameOf(vetId || start.vet_id) })}</Note>}
      {why && <Note tone="amber" role="status"><p className="first-letter:uppercase">{why} {offered.length > 0 ? t("when.instead") : t("when.nothing", { count: DAYS })}</p></Note>}
      {!start && offered.length === 0 && wanted.day === "" && <p className="text-ink-2">{t("appointments:offers.none", { count: DAYS })}</p>}
      <div role="group" aria-label={t(start ? "when.also" : "when.choose")} className="flex flex-wrap items-center gap-1.5">
        {(start || past !== "") && others.length > 0 && <span aria-hidden="true" className="type-small text-ink-3">{t(start ? "when.also" : "when.instead")}</span>}
        {others.map((slot) => (
          <button key={slot.starts_at} type="button" onClick={() => choose(slot)} className={cn("mono h-8 rounded-md px-2.5 text-[13px] text-ink shadow-quiet hover:bg-hover max-tablet:h-11")}>
            {dayIn(slot.starts_at, zone) === wanted.day ? f.time(slot.starts_at, zone) : `${f.day(slot.starts_at, zone, now)} ${f.time(slot.starts_at, zone)}`}
          </button>
        ))}
        <Button tone="bare" size="s" aria-expanded={isPicking} onClick={() => setPicking(!isPicking)}>{t("appointments:offers.other")}</Button>
      </div>
      {isPicking && <SlotPicker key={from} slug={slug} type={type ?? ""} zone={zone} vetId={vetId || undefined} day={from} chosen={start?.starts_at ?? null} onChoose={choose} />}
    </div>
  );
}
