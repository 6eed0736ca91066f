import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { inLanes } from "@/features/appointments/rules";
import { cn } from "@/lib/cn";
import { Avatar } from "@/ui/avatar";

import { within, type Band } from "./away";
import { useBandTime } from "./away-lines";
import { Block, type BlockProps } from "./block";
import { PIXELS_PER_MINUTE } from "./columns-in-sight";
import { HeldVisit } from "./held-visit";
import type { Column, Hours } from "./rules";
import type { Moving } from "./use-moving";

export interface GridProps {
  columns: readonly Column[];
  hours: Hours;
  zone: string;
  selectedId: string | null;
  onSelect: (row: AppointmentRow) => void;
  /** Set on the day that is today: where the clock stands. */
  nowMinute: number | null;
  /** Columns are people, with faces; else days or things. */
  isByPerson: boolean;
  /** Left out where the person may not move visits. */
  moving?: Moving | undefined;
}

/** A column is no narrower; where there are too many for the screen they scroll sideways. */
const NARROWEST = 100;

/** The day on a clock: a column for each person or thing, or for each day of a week. On a phone the columns become lists. */
export function Grid({ columns, hours, zone, selectedId, onSelect, nowMinute, isByPerson, moving }: GridProps) {
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
      <div className="min-w-0 tablet:-m-1 tablet:overflow-x-auto tablet:p-1 print:m-0! print:overflow-visible! print:p-0!">
        <div ref={moving?.sheet} className="relative grid gap-x-1 max-tablet:gap-y-5 tablet:min-w-(--columns) tablet:auto-cols-[minmax(0,1fr)] tablet:grid-flow-col print:block! print:min-w-0! print:space-y-5" style={{ "--columns": `${columns.length * NARROWEST}px` } as React.CSSProperties}>
          {marks.slice(1).map((minute) => (
            <span key={minute} aria-hidden="true" className="pointer-events-none absolute inset-x-0 h-px bg-line max-tablet:hidden print:hidden!" style={{ top: 44 + (minute - hours.from) * PIXELS_PER_MINUTE }} />
          ))}
          {columns.map((column) => (
            <ColumnView key={column.key} {...{ column, hours, zone, selectedId, onSelect, isByPerson, moving, height }} />
          ))}
          {nowMinute !== null && nowMinute >= hours.from && nowMinute <= hours.to && (
            <span aria-hidden="true" className="pointer-events-none absolute inset-x-0 z-10 h-px bg-red max-tablet:hidden print:hidden!" style={{ top: 44 + (nowMinute - hours.from) * PIXELS_PER_MINUTE }} />
          )}
          {moving && <HeldVisit {...{ moving, columns, hours, zone }} />}
        </div>
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

type ColumnProps = Pick<GridProps, "selectedId"> & Omit<BlockProps, "laned" | "isSelected"> & { column: Column; height: number };

function ColumnView({ column, selectedId, height, ...shared }: ColumnProps) {
  const { t } = useTranslation("w-schedule");
  return (
    <section aria-label={column.title} className="relative min-w-0">
      <header className="flex h-11 items-center gap-2 px-1 print:border-b print:border-line-2">
        {shared.isByPerson && <Avatar name={column.title} size={26} isDecorative />}
        <span className="min-w-0">
          <h2 className="truncate text-[13px] leading-4 font-semibold">{column.title}</h2>
          <p className="type-small truncate text-ink-3">{column.note ?? t("visits", { count: column.rows.length })}</p>
        </span>
      </header>
      <ul data-column={column.key} className="relative max-tablet:flex max-tablet:flex-col max-tablet:gap-1 tablet:h-(--column) print:h-auto! print:gap-0" style={{ "--column": `${height}px` } as React.CSSProperties}>
        {(column.bands ?? []).map((band) => <BandView key={`${band.kind}${band.from}`} band={band} hours={shared.hours} />)}
        {inLanes(column.rows).map((laned) => (
          <Block key={laned.item.id} {...shared} laned={laned} isSelected={laned.item.id === selectedId} />
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
