import { Check, Info, Stethoscope, UserRoundX } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { inLanes, progressOf, type Laned } from "@/features/appointments/rules";
import { useAbout, useTypeName } from "@/features/appointments/type-name";
import { whoOf } from "@/features/appointments/visit-line";
import { cn } from "@/lib/cn";
import { minuteOfDay } from "@/lib/dates";
import { useFormats } from "@/lib/i18n";
import { Avatar } from "@/ui/avatar";
import { typeLook } from "@/ui/type-tag";

import { within, type Band } from "./away";
import { useBandTime } from "./away-lines";
import type { Column, Hours } from "./rules";

export interface GridProps {
  columns: readonly Column[];
  hours: Hours;
  zone: string;
  selectedId: string | null;
  onSelect: (row: AppointmentRow) => void;
  /** Set on the day that is today: where the clock stands. */
  nowMinute: number | null;
  /** Columns are days: no faces. */
  isWeek: boolean;
}

const PIXELS_PER_MINUTE = 1.8;

/** The day on a clock: a column for each vet, or for each day of a week. On a phone the columns become lists. */
export function Grid({ columns, hours, zone, selectedId, onSelect, nowMinute, isWeek }: GridProps) {
  const height = (hours.to - hours.from) * PIXELS_PER_MINUTE;
  const marks = Array.from({ length: (hours.to - hours.from) / 60 }, (_, index) => hours.from + index * 60);
  const clock = useClockInSight(nowMinute !== null, selectedId !== null);
  return (
    <div className="relative grid min-w-0 tablet:grid-cols-[48px_minmax(0,1fr)] print:block!">
      <div aria-hidden="true" className="relative max-tablet:hidden print:hidden!" style={{ height: height + 44 }}>
        {marks.map((minute) => (
          <span key={minute} className="mono absolute right-2.5 -translate-y-1/2 text-[11.5px] text-ink-3" style={{ top: 44 + (minute - hours.from) * PIXELS_PER_MINUTE }}>
            {`${String(minute / 60).padStart(2, "0")}:00`}
          </span>
        ))}
        {nowMinute !== null && nowMinute >= hours.from && nowMinute <= hours.to && (
          <span ref={clock} className="mono absolute right-1 z-20 -translate-y-1/2 rounded-key bg-red-fill px-1 text-[11px] text-white" style={{ top: 44 + (nowMinute - hours.from) * PIXELS_PER_MINUTE }}>
            {String(Math.floor(nowMinute / 60)).padStart(2, "0")}:{String(nowMinute % 60).padStart(2, "0")}
          </span>
        )}
      </div>
      <div className="relative grid min-w-0 gap-x-1 max-tablet:gap-y-5 tablet:auto-cols-[minmax(96px,1fr)] tablet:grid-flow-col print:block! print:space-y-5">
        {marks.slice(1).map((minute) => (
          <span key={minute} aria-hidden="true" className="pointer-events-none absolute inset-x-0 h-px bg-line max-tablet:hidden print:hidden!" style={{ top: 44 + (minute - hours.from) * PIXELS_PER_MINUTE }} />
        ))}
        {columns.map((column) => (
          <ColumnView key={column.key} {...{ column, hours, zone, selectedId, onSelect, isWeek, height }} />
        ))}
        {nowMinute !== null && nowMinute >= hours.from && nowMinute <= hours.to && (
          <span aria-hidden="true" className="pointer-events-none absolute inset-x-0 z-10 h-px bg-red max-tablet:hidden print:hidden!" style={{ top: 44 + (nowMinute - hours.from) * PIXELS_PER_MINUTE }} />
        )}
      </div>
    </div>
  );
}

/** So close to the edge of the window the clock counts as out of sight. */
const EDGE = 96;

/** Today opens where the clock stands, unless somebody is chosen: they stay where they were looked at. */
function useClockInSight(isToday: boolean, isChosen: boolean) {
  const clock = useRef<HTMLSpanElement>(null);
  const isHeld = useRef(isChosen);
  useEffect(() => {
    const place = clock.current?.getBoundingClientRect();
    if (!isToday || isHeld.current || !place) return;
    if (place.top < EDGE || place.bottom > innerHeight - EDGE) clock.current?.scrollIntoView({ block: "center" });
  }, [isToday]);
  return clock;
}

type ColumnProps = Pick<GridProps, "hours" | "zone" | "selectedId" | "onSelect" | "isWeek"> & { column: Column; height: number };

function ColumnView({ column, hours, zone, selectedId, onSelect, isWeek, height }: ColumnProps) {
  const { t } = useTranslation("w-schedule");
  return (
    <section aria-label={column.title} className="relative min-w-0">
      <header className="flex h-11 items-center gap-2 px-1 print:border-b print:border-line-2">
        {!isWeek && <Avatar name={column.title} size={26} isDecorative />}
        <span className="min-w-0">
          <h2 className="truncate text-[13px] leading-4 font-semibold">{column.title}</h2>
          <p className="type-small truncate text-ink-3">{column.note ?? t("visits", { count: column.rows.length })}</p>
        </span>
      </header>
      <ul className="relative max-tablet:flex max-tablet:flex-col max-tablet:gap-1 tablet:h-(--column) print:h-auto! print:gap-0" style={{ "--column": `${height}px` } as React.CSSProperties}>
        {(column.bands ?? []).map((band) => <BandView key={`${band.kind}${band.from}`} band={band} hours={hours} />)}
        {inLanes(column.rows).map((laned) => (
          <Block key={laned.item.id} {...{ laned, hours, zone, onSelect, isWeek, isSelected: laned.item.id === selectedId }} />
        ))}
      </ul>
    </section>
  );
}

/**
 * Time that is not to be booked: drawn behind the visits that stand in it all the same. That the practice is closed is
 * said once, above the columns; each column only shows it.
 */
function BandView({ band, hours }: { band: Band; hours: Hours }) {
  const { t } = useTranslation("w-schedule");
  const time = useBandTime();
  const shown = within(band, hours);
  if (!shown) return null;
  const text = `${t(`away.${band.kind}`)}${band.reason ? `: ${band.reason}` : ""}`;
  const place = { "--top": `${(shown.from - hours.from) * PIXELS_PER_MINUTE}px`, "--height": `${(shown.to - shown.from) * PIXELS_PER_MINUTE}px` } as React.CSSProperties;
  const look = "off-time overflow-hidden rounded-chip tablet:absolute tablet:inset-x-0 tablet:top-(--top) tablet:h-(--height) print:static! print:h-auto!";
  if (band.kind === "closed") return <li aria-hidden="true" style={place} title={`${text}, ${time(band)}`} className={cn(look, "max-tablet:hidden print:hidden!")} />;
  return (
    <li style={place} title={`${text}, ${time(band)}`} className={cn(look, "px-2 py-1 text-[12px] leading-4 text-ink-2")}>
      <span className="block truncate"><b className="weight-name">{text}</b> <span className="tablet:sr-only print:not-sr-only!">{time(band)}</span></span>
    </li>
  );
}

const MARKS = { seen: Check, in_consult: Stethoscope };

function Block({ laned, hours, zone, isSelected, isWeek, onSelect }: { laned: Laned<AppointmentRow>; isSelected: boolean } & Pick<GridProps, "hours" | "zone" | "isWeek" | "onSelect">) {
  const { t } = useTranslation(["common", "appointments"]);
  const f = useFormats();
  const typeName = useTypeName();
  const about = useAbout();
  const { item: row, lane, lanes } = laned;
  const look = typeLook(row.category);
  const Icon = look.icon;
  const starts = minuteOfDay(row.starts_at, zone);
  const minutes = Math.max(10, (Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000);
  const progress = progressOf(row);
  const isMarked = progress === "seen" || progress === "in_consult";
  const isDone = progress === "seen" || row.state === "cancelled" || row.state === "declined";
  const Mark = isMarked ? MARKS[progress] : { pending: Info, no_show: UserRoundX }[row.state as string];
  const stand = isMarked && row.state === "confirmed" ? t(`appointments:progress.${progress}`) : t(`appointment.${row.state}`);
  // What the hue, the mark and the column say on the screen stands in words on paper.
  const onPaper = [about(row) !== typeName(row) && typeName(row), isWeek && row.vet_name, (isMarked || row.state !== "confirmed") && stand].filter(Boolean);
  const place = {
    "--top": `${(starts - hours.from) * PIXELS_PER_MINUTE + 1}px`,
    "--height": `${minutes * PIXELS_PER_MINUTE - 2}px`,
    "--left": `${(lane / lanes) * 100}%`,
    "--width": `calc(${100 / lanes}% - 3px)`,
  } as React.CSSProperties;
  return (
    <li style={place} className="tablet:absolute tablet:top-(--top) tablet:left-(--left) tablet:h-(--height) tablet:w-(--width) print:static! print:h-auto! print:w-auto! print:border-b print:border-line">
      <button
        type="button"
        aria-pressed={isSelected}
        // Begins with what is written on the block, in that order, for who speaks to the screen.
        aria-label={[`${f.time(row.starts_at, zone)} ${row.patient_name} ${about(row)} ${row.client_name}`.trim(), about(row) !== typeName(row) && typeName(row), stand].filter(Boolean).join(", ")}
        title={`${f.time(row.starts_at, zone)} ${whoOf(row)}\n${[t(`species.${row.species}`), row.breed].filter(Boolean).join(", ")}\n${[typeName(row), row.reason, row.note].filter(Boolean).join(": ")}`}
        onClick={() => onSelect(row)}
        className={cn(
          "relative flex h-full w-full min-w-0 items-start gap-1.5 overflow-hidden rounded-chip pr-1.5 pl-[9px] text-start text-[12px] leading-4 max-tablet:min-h-11 max-tablet:items-center print:min-h-0! print:items-baseline! print:border-0! print:bg-transparent! print:px-1 print:py-1 print:text-[12px]! print:text-ink!",
          minutes < 15 && "tablet:text-[11px] tablet:leading-[14px]",
          minutes <= 20 ? "items-center" : "pt-1",
          row.state === "pending" ? "border-[1.5px] border-dashed border-current bg-surface" : look.ground,
          look.ink,
          isDone && "saturate-50",
          isSelected && "shadow-[0_0_0_2px_var(--blue-fill)]",
        )}
      >
        {row.state !== "pending" && <span aria-hidden="true" className={cn("absolute inset-y-0 left-0 w-[3px] print:hidden", look.bar)} />}
        <Icon size={13} className="mt-px flex-none max-tablet:mt-0 print:hidden" />
        <span className="mono tablet:hidden print:inline! print:w-[104px] print:flex-none">{f.time(row.starts_at, zone)}<span className="hidden print:inline"> – {f.time(row.ends_at, zone)}</span></span>{" "}
        <span className="min-w-0 flex-1 print:grid print:grid-cols-2 print:gap-x-3">
          <span className="block truncate"><b>{row.patient_name}</b> {about(row)}</span>{" "}
          <span className={cn("block truncate opacity-80 print:opacity-100", minutes < 25 && "tablet:hidden print:block!")}>{row.client_name}<span className="hidden print:inline">{onPaper.map((part) => `, ${part}`)}</span></span>
        </span>
        {Mark && <Mark size={13} className="mt-px flex-none print:hidden" aria-hidden="true" />}
      </button>
    </li>
  );
}
