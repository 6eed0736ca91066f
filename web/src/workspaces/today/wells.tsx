import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useLocale } from "@/lib/i18n";
import { useMap, type MapEntry } from "@/lib/map";
import { zoomIn, type Place } from "@/lib/slide";
import { KeyCap } from "@/ui/key-cap";

import { Miniature } from "./miniature";
import type { Today } from "./use-today";

const ARROWS: Record<string, string> = { "-1,0": "←", "1,0": "→", "0,-1": "↑", "0,1": "↓" };

/** Where on the map the hub's neighbours stand around the sheet; its right side holds two, what is further away stands below. */
const PLACES: Record<string, string> = {
  "0,-1": "desk:col-start-2 desk:row-start-1",
  "1,-1": "desk:col-start-3 desk:row-start-1",
  "-1,0": "desk:col-start-1 desk:row-start-2",
  "-1,1": "desk:col-start-1 desk:row-start-3",
  "0,1": "desk:col-start-2 desk:row-start-3",
  "1,1": "desk:col-start-3 desk:row-start-3",
};
const RIGHT = ["1,0", "2,0"];

const at = ({ x, y }: Place): string => `${x},${y}`;

/** Whether something stands above the sheet, which else begins at the top. */
export function hasAbove(entries: readonly MapEntry[]): boolean {
  return entries.some(({ place }) => at(place) === "0,-1");
}

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

/** The other workspaces at their places; each says how it stands. What the role may not enter is not there. */
export function Wells({ today }: { today: Today }) {
  const { t } = useTranslation("w-today");
  const map = useMap();
  const entries = map.entries.filter((entry) => entry.key !== "today");
  const around = entries.filter(({ place }) => at(place) in PLACES);
  const right = entries.filter(({ place }) => RIGHT.includes(at(place))).sort((left, other) => left.place.x - other.place.x);
  const below = entries.filter((entry) => !around.includes(entry) && !right.includes(entry));
  return (
    <nav aria-label={t("map")} className="contents max-desk:grid max-desk:grid-cols-2 max-desk:gap-2.5 tablet:max-desk:grid-cols-4">
      {around.map((entry) => <Well key={entry.key} entry={entry} today={today} className={PLACES[at(entry.place)]} />)}
      {right.length > 0 && (
        <div className="contents desk:col-start-3 desk:row-start-2 desk:flex desk:min-h-0 desk:flex-col desk:gap-2.5">
          {right.map((entry) => <Well key={entry.key} entry={entry} today={today} className="desk:flex-1" />)}
        </div>
      )}
      {below.length > 0 && (
        <div className="contents desk:col-span-full desk:row-start-4 desk:flex desk:flex-wrap desk:justify-center desk:gap-2">
          {below.map((entry) => {
            const Icon = entry.icon;
            return <Link key={entry.key} to={entry.href} viewTransition className="flex min-h-8 items-center gap-2 rounded-md bg-sunken px-3 weight-name text-ink-2 hover:text-ink max-desk:min-h-11"><Icon size={15} />{entry.title}</Link>;
          })}
        </div>
      )}
    </nav>
  );
}

/** Out of its miniature, unless it goes to another tab. */
function grow(event: MouseEvent<HTMLElement>): void {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) zoomIn(event.currentTarget);
}

function Well({ entry, today, className }: { entry: MapEntry; today: Today; className?: string | undefined }) {
  const Icon = entry.icon;
  const arrow = ARROWS[at(entry.place)];
  return (
    <Link to={entry.href} viewTransition data-well={entry.key} onClick={grow} className={cn("flex min-h-24 min-w-0 flex-col gap-2 rounded-sheet bg-sunken p-3 transition-colors duration-quick hover:bg-[linear-gradient(var(--hover),var(--hover))]", className)}>
      <span className="flex items-center gap-1.5">
        <Icon size={15} className="flex-none text-ink-2" />
        <span className="type-label min-w-0 flex-1 truncate font-semibold">{entry.title}</span>
        {arrow && <KeyCap className="bg-transparent px-0 max-desk:hidden">Ctrl {arrow}</KeyCap>}
      </span>
      <Miniature of={entry.key} today={today} />
    </Link>
  );
}
