import { MapPin, Minus, Moon, Plus } from "lucide-react";
import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PracticeCard } from "@/api/types";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { IconButton } from "@/ui/button";

import { frameOf, named, project, roadsBetween, spread, type Frame, type Point } from "./map-rules";
import { TOWNS, type Place } from "./place";
import { RADII, type SearchState } from "./use-search";

export interface ClinicMapProps {
  cards: readonly PracticeCard[];
  state: SearchState;
  now: number;
  lit: string | null;
  onLight: (slug: string | null) => void;
  onRadius: (km: number | null) => void;
}

type Located = PracticeCard & Point;

function useSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 720, height: 820 });
  useLayoutEffect(() => {
    const box = element.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { element, size };
}

/** A plain drawing of where the clinics lie: towns and the ways between them, no tiles and no other host. */
export function ClinicMap({ cards, state, now, lit, onLight, onRadius }: ClinicMapProps) {
  const { t } = useTranslation("w-owner");
  const { element, size } = useSize();
  const located = useMemo(() => cards.filter((card): card is Located => card.lat !== null && card.lon !== null), [cards]);
  const { place, radius } = state;
  const frame = useMemo(() => frameOf(located, size.width / size.height, place, radius), [located, size, place, radius]);
  const pins = frame ? spread(located.map((card) => ({ card, ...project(card, frame) })), 92 / size.width, 40 / size.height) : [];
  const me = frame && place ? project(place, frame) : null;
  return (
    <section aria-label={t("map.label")} className="sticky top-[72px] hidden h-[calc(100dvh-72px)] overflow-hidden rounded-tl-[20px] bg-sunken desk:block">
      <div ref={element} className="absolute inset-0">
        {frame && <Ground frame={frame} width={size.width} height={size.height} centre={place} radius={radius} clinics={located} />}
        {me && (
          <span style={{ left: `${me.x * 100}%`, top: `${me.y * 100}%` }} className="absolute -m-2 size-4 rounded-full bg-blue-fill shadow-[0_0_0_3px_#fff,0_0_0_12px_color-mix(in_srgb,var(--blue)_22%,transparent)]">
            <span className="sr-only">{t("map.you")}</span>
          </span>
        )}
        <ul>
          {pins.map(({ card, x, y }) => <Pin key={card.slug} card={card} x={x} y={y} now={now} isLit={lit === card.slug} onLight={onLight} />)}
        </ul>
      </div>
      {place && <RadiusControl radius={radius} onRadius={onRadius} />}
    </section>
  );
}

function Pin({ card, x, y, now, isLit, onLight }: { card: PracticeCard; x: number; y: number; now: number; isLit: boolean; onLight: (slug: string | null) => void }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const at = card.next_slot_at;
  const isToday = at !== null && dayIn(at, card.zone) === dayIn(new Date(now), card.zone);
  const when = at === null ? t("map.full") : isToday ? f.time(at, card.zone) : `${f.date(dayIn(at, card.zone), "weekday")} ${f.time(at, card.zone)}`;
  return (
    <li className={cn("absolute -translate-x-1/2 -translate-y-full", isLit && "z-10")} style={{ left: `${x * 100}%`, top: `${y * 100}%` }}>
      <Link
        to={`/practices/${card.slug}`}
        aria-label={`${card.name}, ${when}`}
        onPointerEnter={() => onLight(card.slug)}
        onPointerLeave={() => onLight(null)}
        onFocus={() => onLight(card.slug)}
        onBlur={() => onLight(null)}
        className={cn(
          "mono relative flex items-center gap-1.5 rounded-full whitespace-nowrap shadow-2 transition-colors duration-quick after:absolute after:-bottom-1 after:left-1/2 after:-ml-[5px] after:size-2.5 after:rotate-45 after:rounded-[2px] after:bg-inherit after:content-['']",
          isLit ? "h-[38px] bg-blue-fill px-3.5 text-[16px] font-semibold text-white" : "h-8 bg-raised px-[11px] text-[14px] font-semibold text-ink",
          !isLit && at === null && "text-ink-2",
        )}
      >
        {!card.is_open_now && <Moon size={13} aria-hidden="true" />}
        <span className="first-letter:uppercase">{when}</span>
      </Link>
    </li>
  );
}

const APART = 96;

/** The towns that have a name on the map; a town that the list does not know lies where its clinic is. */
function townsOn(frame: Frame, width: number, height: number, clinics: readonly Located[]) {
  const cities = new Map(clinics.map(({ city, lat, lon }) => [city, TOWNS.find(({ name }) => name === city) ?? { name: city, lat, lon }]));
  const seen = (towns: readonly Place[]) =>
    towns
      .map((town) => ({ name: town.name, ...project(town, frame) }))
      .filter(({ x, y }) => x > -0.25 && x < 1.25 && y > -0.25 && y < 1.25)
      .map((town) => ({ ...town, x: town.x * width, y: town.y * height }));
  return named(seen([...cities.values()]), seen(TOWNS.filter(({ name }) => !cities.has(name))), APART);
}

interface GroundProps {
  frame: Frame;
  width: number;
  height: number;
  centre: Point | null;
  radius: number | null;
  clinics: readonly Located[];
}

function Ground({ frame, width, height, centre, radius, clinics }: GroundProps) {
  const towns = townsOn(frame, width, height, clinics);
  const middle = centre ? project(centre, frame) : null;
  return (
    <svg width={width} height={height} aria-hidden="true" className="absolute inset-0">
      {towns.filter((_, index) => index % 3 === 1).map((town, index) => (
        <ellipse key={town.name} cx={town.x + (index % 2 ? 70 : -80)} cy={town.y + (index % 3 ? -64 : 72)} rx={74 + (index % 4) * 16} ry={52 + (index % 3) * 14} transform={`rotate(${(index * 37) % 60} ${town.x} ${town.y})`} className="fill-t-vaccine-bg opacity-80" />
      ))}
      <g fill="none" strokeLinecap="round" className="stroke-surface">
        {roadsBetween(towns).map(([from, to], index) => {
          const [a, b] = [towns[from], towns[to]];
          if (!a || !b) return null;
          const bend = index % 2 ? 0.12 : -0.12;
          const [mx, my] = [(a.x + b.x) / 2 + (b.y - a.y) * bend, (a.y + b.y) / 2 - (b.x - a.x) * bend];
          return <path key={`${a.name}-${b.name}`} d={`M${a.x} ${a.y} Q${mx} ${my} ${b.x} ${b.y}`} strokeWidth={index % 3 === 0 ? 12 : 6} />;
        })}
      </g>
      {middle && radius !== null && (
        <circle cx={middle.x * width} cy={middle.y * height} r={(radius / frame.widthKm) * width} className="fill-none stroke-blue" strokeDasharray="3 7" strokeLinecap="round" strokeWidth="1.5" />
      )}
      <g className="fill-ink-3" fontSize="14" fontWeight="600">
        {towns.map((town) => <text key={town.name} x={town.x} y={town.y + town.below} textAnchor="middle">{town.name}</text>)}
      </g>
    </svg>
  );
}

function RadiusControl({ radius, onRadius }: { radius: number | null; onRadius: (km: number | null) => void }) {
  const { t } = useTranslation("w-owner");
  const steps: (number | null)[] = [...RADII, null];
  const at = steps.indexOf(radius);
  return (
    <div className="absolute right-5 bottom-5 flex items-center gap-1 rounded-md bg-surface py-1 pr-1 pl-3.5 shadow-1">
      <MapPin size={16} aria-hidden="true" />
      <span aria-live="polite" className="mx-1 text-[14px]">{radius === null ? t("map.everywhere") : t("map.around", { km: radius })}</span>
      <IconButton size="l" label={t("map.smaller")} disabled={at === 0} onClick={() => onRadius(steps[at - 1] ?? null)}><Minus size={16} aria-hidden="true" /></IconButton>
      <IconButton size="l" label={t("map.larger")} disabled={radius === null} onClick={() => onRadius(steps[at + 1] ?? null)}><Plus size={16} aria-hidden="true" /></IconButton>
    </div>
  );
}
