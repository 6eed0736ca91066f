import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { isLiving, progressOf } from "@/features/appointments/rules";
import { whoOf } from "@/features/appointments/visit-line";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";
import { useMap, type MapEntry } from "@/lib/map";
import { KeyCap } from "@/ui/key-cap";
import { SpeciesIcon } from "@/ui/species-icon";

import { Blocks } from "./blocks";
import type { Today } from "./use-today";

const ARROWS: Record<string, string> = { "-1,0": "←", "1,0": "→", "0,-1": "↑", "0,1": "↓" };

/** The date, where on the map nothing else is. */
export function DateCorner({ today }: { today: Today }) {
  const locale = useLocale();
  const part = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale === "nl" ? "nl-NL" : "en-GB", { ...options, timeZone: today.zone }).format(today.now);
  return (
    <p className="flex items-center gap-3 px-2 py-3 max-desk:hidden">
      <span className="font-head text-[52px] leading-none font-semibold tracking-[-0.04em]">{Number(dayIn(today.now, today.zone).slice(-2))}</span>
      <span className="leading-[17px] text-ink-2"><b className="block text-ink capitalize">{part({ weekday: "long" })}</b>{part({ month: "long" })}<br />{part({ year: "numeric" })}</span>
    </p>
  );
}

/** Where each workspace's miniature stands around the sheet; what has no place of its own stands below. */
const PLACES: Record<string, string> = {
  schedule: "desk:col-start-1 desk:row-start-2",
  messages: "desk:col-start-3 desk:row-start-1",
  patient: "desk:col-start-3 desk:row-start-2",
};

/** The other workspaces at their places; each says how it stands. What the role may not enter is not there. */
export function Wells({ today }: { today: Today }) {
  const { t } = useTranslation("w-today");
  const map = useMap();
  const entries = map.entries.filter((entry) => entry.key !== "today");
  const around = entries.filter((entry) => entry.key in PLACES && entry.key !== "patient");
  const right = entries.filter((entry) => entry.key === "patient" || entry.key === "consult");
  const below = entries.filter((entry) => !(entry.key in PLACES) && entry.key !== "consult");
  return (
    <nav aria-label={t("map")} className="contents max-desk:grid max-desk:grid-cols-2 max-desk:gap-2.5 tablet:max-desk:grid-cols-4">
      {around.map((entry) => <Well key={entry.key} entry={entry} className={PLACES[entry.key]}><Inside entry={entry} today={today} /></Well>)}
      {right.length > 0 && (
        <div className="contents desk:col-start-3 desk:row-start-2 desk:flex desk:min-h-0 desk:flex-col desk:gap-2.5">
          {right.map((entry) => <Well key={entry.key} entry={entry} className="desk:flex-1"><Inside entry={entry} today={today} /></Well>)}
        </div>
      )}
      {below.length > 0 && (
        <div className="contents desk:col-span-full desk:row-start-3 desk:flex desk:flex-wrap desk:justify-center desk:gap-2">
          {below.map((entry) => {
            const Icon = entry.icon;
            return <Link key={entry.key} to={entry.href} viewTransition className="flex min-h-8 items-center gap-2 rounded-md bg-sunken px-3 weight-name text-ink-2 hover:text-ink max-desk:min-h-11"><Icon size={15} />{entry.title}</Link>;
          })}
        </div>
      )}
    </nav>
  );
}

function Well({ entry, className, children }: { entry: MapEntry; className?: string | undefined; children: ReactNode }) {
  const Icon = entry.icon;
  const arrow = ARROWS[`${entry.place.x},${entry.place.y}`];
  return (
    <Link to={entry.href} viewTransition className={cn("flex min-h-24 min-w-0 flex-col gap-2 rounded-sheet bg-sunken p-3 transition-colors duration-quick hover:bg-[linear-gradient(var(--hover),var(--hover))]", className)}>
      <span className="flex items-center gap-1.5">
        <Icon size={15} className="flex-none text-ink-2" />
        <span className="type-label min-w-0 flex-1 truncate font-semibold">{entry.title}</span>
        {arrow && <KeyCap className="bg-transparent px-0 max-desk:hidden">Ctrl {arrow}</KeyCap>}
      </span>
      {children}
    </Link>
  );
}

function Inside({ entry, today }: { entry: MapEntry; today: Today }) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const text = "mt-auto type-small text-ink-2";
  if (entry.key === "schedule") {
    const living = today.all.filter(isLiving);
    return (
      <>
        <div aria-hidden="true" className="min-h-0 flex-1 max-desk:hidden"><Blocks rows={living} zone={today.zone} now={today.now} /></div>
        <span className={text}>{t("well.schedule", { count: living.length })}</span>
      </>
    );
  }
  if (entry.key === "messages") {
    const { unread, threads } = today;
    return (
      <>
        {threads.slice(0, 2).map((thread) => (
          <span key={thread.id} aria-hidden="true" className="flex items-center gap-2 max-desk:hidden"><span className={cn("size-[7px] flex-none rounded-full", thread.unread > 0 ? "bg-purple" : "bg-line-2")} /><span className="type-small truncate text-ink-2">{thread.client_name}</span></span>
        ))}
        <span className={text}>{unread > 0 ? <b className="text-ink">{t("well.unread", { count: unread })}</b> : t("well.read")}, {t("well.open", { count: threads.length, more: today.hasMoreThreads ? "+" : "" })}</span>
      </>
    );
  }
  if (entry.key === "consult") {
    return (
      <>
        <span aria-hidden="true" className="flex min-h-0 flex-1 flex-col justify-center gap-3 overflow-hidden max-desk:hidden">
          {["S", "O", "A", "P"].map((letter, index) => (
            <span key={letter} className="grid grid-cols-[14px_1fr] gap-2"><span className="type-label text-ink-3">{letter}</span><span className="flex flex-col gap-1 pt-1.5"><span className="h-[2.5px] rounded-full bg-line-2" /><span className="h-[2.5px] rounded-full bg-line-2" style={{ width: `${75 - index * 12}%` }} /></span></span>
          ))}
        </span>
        <span className={cn(text, today.drafts.length > 0 && "text-amber-ink")}>{today.drafts.length > 0 ? t("well.drafts", { count: today.drafts.length }) : today.maySign && t("well.signed")}</span>
      </>
    );
  }
  const last = [...today.own].filter((row) => ["seen", "in_consult"].includes(progressOf(row))).slice(-4).reverse();
  return (
    <>
      <span aria-hidden="true" className="flex min-h-0 flex-1 flex-col gap-2 overflow-hidden pt-1 max-desk:hidden">
        {(last.length > 0 ? last : today.own.filter(isLiving).slice(0, 4)).map((row) => <span key={row.id} className="flex items-center gap-2"><SpeciesIcon species={row.species} size={22} /><span className="type-small truncate text-ink-2"><b className="weight-name">{row.patient_name}</b> {row.client_name}</span></span>)}
      </span>
      <span className={text}>{last[0] ? t("well.last", { name: whoOf(last[0]), time: f.time(last[0].starts_at, today.zone) }) : t("well.find")}</span>
    </>
  );
}
