import { Check, ChevronDown, Plus, UserRoundX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, BoardRow } from "@/api/types";
import { isOver, progressOf } from "@/features/appointments/rules";
import { ProgressTag } from "@/features/appointments/state-tag";
import { useAbout } from "@/features/appointments/type-name";
import { whoOf } from "@/features/appointments/visit-line";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/states";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";
import { typeLook } from "@/ui/type-tag";

import { dayLine, type Moment } from "./rules";
import type { Today } from "./use-today";
import { WalkIn } from "./walk-in";

const SHOWN = 10;
const PICTURES = 7;

export interface DayLineProps {
  today: Today;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onBook: () => void;
}

/** The day as a line: over folds, now and next are large, free time asks to be used. */
export function DayLine({ today, selectedId, onSelect, onBook }: DayLineProps) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { own, walkIns, now, zone, isOwn } = today;
  if (own.length + walkIns.length === 0) return <EmptyState className="px-0 shadow-none" title={t("line.none")} action={<Button onClick={onBook}>{t("line.book")}</Button>}>{t("line.noneText")}</EmptyState>;
  const moments = dayLine(own, walkIns, now, isOpen ? own.length : SHOWN, isOwn);
  const clock = (at: string): string => f.time(at, zone);
  const show = (moment: Moment, index: number): ReactNode => {
    switch (moment.kind) {
      case "past":
        return <Past key="past" rows={moment.rows} walkIns={moment.walkIns} clock={clock} />;
      case "walk-in":
        return <WalkIn key={moment.row.visit_id} row={moment.row} clock={clock} isOwn={isOwn} mayNote={today.mayNote} />;
      case "now":
        return (
          <li key="now" className="grid grid-cols-[44px_minmax(0,1fr)] items-center gap-2 px-2 py-1">
            <time className="mono text-red-ink">{f.time(now, zone)}</time>
            <span aria-hidden="true" className="relative h-[1.5px] bg-red"><span className="absolute -top-[2.75px] left-2 size-[7px] rounded-full bg-red" /></span>
          </li>
        );
      case "visit":
        return <Visit key={moment.row.id} row={moment.row} clock={clock} isSelected={moment.row.id === selectedId} isLate={isOver(moment.row, now)} isOwn={isOwn} onSelect={onSelect} />;
      case "gap":
        return (
          <li key={`gap-${index}`} className="grid grid-cols-[44px_26px_minmax(0,1fr)] items-center gap-2 px-2 py-1">
            <span className="mono text-ink-2">{clock(moment.gap.starts_at)}</span>
            <button data-act type="button" aria-label={t("line.fill", { count: moment.gap.minutes, time: clock(moment.gap.starts_at) })} onClick={onBook} className="grid size-[26px] place-items-center rounded-full text-ink-2 shadow-[inset_0_0_0_1px_var(--line-field)] hover:bg-hover"><Plus size={14} /></button>
            <span className="text-ink-2">{t("line.free", { count: moment.gap.minutes })}</span>
          </li>
        );
      case "rest":
        return (
          <li key="rest">
            <button type="button" onClick={() => setOpen(true)} className="grid w-full grid-cols-[44px_26px_minmax(0,1fr)] items-center gap-2 rounded-md px-2 py-1 text-start text-ink-2 hover:bg-hover">
              <span className="mono">{clock(moment.rows[0]?.starts_at ?? now.toISOString())}</span>
              <span className="grid size-[26px] place-items-center rounded-full bg-sunken"><ChevronDown size={14} aria-hidden="true" /></span>
              {t("line.rest", { count: moment.rows.length, time: clock(moment.rows.at(-1)?.ends_at ?? now.toISOString()) })}
            </button>
          </li>
        );
    }
  };
  return <ol aria-label={t("line.title")} className="-mx-2 flex flex-col gap-0.5">{moments.map(show)}</ol>;
}

function Past({ rows, walkIns, clock }: { rows: readonly AppointmentRow[]; walkIns: readonly BoardRow[]; clock: (at: string) => string }) {
  const { t } = useTranslation("w-today");
  const came = rows.filter((row) => progressOf(row) === "seen");
  const missed = rows.length - came.length;
  const whenOf = (row: AppointmentRow | BoardRow): string => row.starts_at ?? ("arrived_at" in row ? row.arrived_at : null) ?? "";
  const seen = [...came, ...walkIns].sort((left, right) => Date.parse(whenOf(left)) - Date.parse(whenOf(right)));
  const first = Math.min(...[...rows, ...walkIns].map((row) => Date.parse(whenOf(row))));
  return (
    <li className="grid grid-cols-[44px_26px_minmax(0,1fr)_auto] items-center gap-2 px-2 py-1.5 text-ink-2">
      <span className="mono">{clock(new Date(first).toISOString())}</span>
      <span className="grid size-[26px] place-items-center rounded-full bg-sunken text-ink-3"><Check size={14} aria-hidden="true" /></span>
      <span className="flex min-w-0 gap-1 overflow-hidden">{seen.slice(-PICTURES).map((row) => <SpeciesIcon key={"id" in row ? row.id : row.visit_id} species={row.species} size={20} label={whoOf(row)} />)}</span>
      <span className="flex items-center gap-2 whitespace-nowrap">
        {missed > 0 && <Tag icon={<UserRoundX aria-hidden="true" />}>{t("line.missed", { count: missed })}</Tag>}
        {t("line.seen", { count: seen.length })}
      </span>
    </li>
  );
}

interface VisitProps {
  row: AppointmentRow;
  clock: (at: string) => string;
  isSelected: boolean;
  isLate: boolean;
  isOwn: boolean;
  onSelect: (id: string) => void;
}

function Visit({ row, clock, isSelected, isLate, isOwn, onSelect }: VisitProps) {
  const { t } = useTranslation("w-today");
  const about = useAbout();
  const look = typeLook(row.category);
  const Icon = look.icon;
  const isInConsult = progressOf(row) === "in_consult";
  return (
    <li>
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={() => onSelect(row.id)}
        className={cn("grid min-h-9 w-full grid-cols-[44px_26px_minmax(0,1fr)_auto] items-center gap-2 rounded-md px-2 py-1 text-start", isSelected ? "bg-selected" : isInConsult ? "bg-purple-tint" : "hover:bg-hover")}
      >
        <span className={cn("mono", isSelected ? "font-semibold" : "text-ink-2")}>{clock(row.starts_at)}</span>
        <span className={cn("grid size-[26px] place-items-center rounded-full", isSelected || isInConsult ? "bg-surface" : look.ground, look.ink)}><Icon size={14} /></span>
        <span className="min-w-0">
          <span className="block truncate"><b>{row.patient_name}</b>{"  "}<span className="text-ink-2">{row.client_name}</span></span>
          <span className="type-small block truncate text-ink-2">{about(row)}</span>
        </span>
        <span className="flex items-center gap-1.5">
          {!isOwn && <Avatar name={row.vet_name} size={22} />}
          {isInConsult ? <ProgressTag row={row} /> : isLate && <Tag tone="amber">{t("line.late")}</Tag>}
        </span>
      </button>
    </li>
  );
}
