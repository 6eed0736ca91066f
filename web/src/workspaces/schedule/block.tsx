import { Check, Info, Stethoscope, UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { minutesOf, progressOf, type Laned } from "@/features/appointments/rules";
import { useAbout, useTypeName } from "@/features/appointments/type-name";
import { whoOf } from "@/features/appointments/visit-line";
import { cn } from "@/lib/cn";
import { minuteOfDay } from "@/lib/dates";
import { useFormats } from "@/lib/i18n";
import { typeLook } from "@/ui/type-tag";

import { PIXELS_PER_MINUTE } from "./columns-in-sight";
import type { Hours } from "./rules";
import { canMove, type Moving } from "./use-moving";

export interface BlockProps {
  laned: Laned<AppointmentRow>;
  hours: Hours;
  zone: string;
  isSelected: boolean;
  /** The columns are people: which vet it is needs no words. */
  isByPerson: boolean;
  onSelect: (row: AppointmentRow) => void;
  /** Left out where the person may not move visits. */
  moving?: Moving | undefined;
}

const MARKS = { seen: Check, in_consult: Stethoscope };
const MOVE_KEYS = "Shift+ArrowUp Shift+ArrowDown Shift+ArrowLeft Shift+ArrowRight Shift+Alt+ArrowUp Shift+Alt+ArrowDown";

/** A visit at its place on the clock; on a phone and on paper a line of a list. */
export function Block({ laned, hours, zone, isSelected, isByPerson, onSelect, moving }: BlockProps) {
  const { t } = useTranslation(["common", "appointments"]);
  const f = useFormats();
  const typeName = useTypeName();
  const about = useAbout();
  const { item: row, lane, lanes } = laned;
  const look = typeLook(row.category);
  const Icon = look.icon;
  const minutes = Math.max(10, minutesOf(row));
  const progress = progressOf(row);
  const isMarked = progress === "seen" || progress === "in_consult";
  const isDone = progress === "seen" || row.state === "cancelled" || row.state === "declined";
  const Mark = isMarked ? MARKS[progress] : { pending: Info, no_show: UserRoundX }[row.state as string];
  const stand = isMarked && row.state === "confirmed" ? t(`appointments:progress.${progress}`) : t(`appointment.${row.state}`);
  const hands = moving && canMove(row) ? moving : null;
  // What the hue, the mark and the column say on the screen stands in words on paper.
  const onPaper = [about(row) !== typeName(row) && typeName(row), !isByPerson && row.vet_name, (isMarked || row.state !== "confirmed") && stand].filter(Boolean);
  const place = {
    "--top": `${(minuteOfDay(row.starts_at, zone) - hours.from) * PIXELS_PER_MINUTE + 1}px`,
    "--height": `${minutes * PIXELS_PER_MINUTE - 2}px`,
    "--left": `${(lane / lanes) * 100}%`,
    "--width": `calc(${100 / lanes}% - 3px)`,
  } as React.CSSProperties;
  return (
    <li style={place} className="tablet:absolute tablet:top-(--top) tablet:left-(--left) tablet:h-(--height) tablet:w-(--width) print:static! print:h-auto! print:w-auto! print:border-b print:border-line">
      <button
        type="button"
        data-visit={row.id}
        aria-pressed={isSelected}
        aria-keyshortcuts={hands ? MOVE_KEYS : undefined}
        // Begins with what is written on the block, in that order, for who speaks to the screen.
        aria-label={[`${f.time(row.starts_at, zone)} ${row.patient_name} ${about(row)} ${row.client_name}`.trim(), about(row) !== typeName(row) && typeName(row), stand].filter(Boolean).join(", ")}
        title={`${f.time(row.starts_at, zone)} ${whoOf(row)}\n${[t(`species.${row.species}`), row.breed].filter(Boolean).join(", ")}\n${[typeName(row), row.reason, row.note].filter(Boolean).join(": ")}`}
        onPointerDown={(event) => hands?.lift(row, event)}
        onKeyDown={(event) => hands?.nudge(row, event)}
        onClick={({ detail }) => {
          // The click that ends a drag chooses nothing; one of the keyboard has no pointer behind it.
          if (detail === 0 || !moving?.wasDragged.current) onSelect(row);
        }}
        className={cn(
          "relative flex h-full w-full min-w-0 items-start gap-1.5 overflow-hidden rounded-chip pr-1.5 pl-[9px] text-start text-[12px] leading-4 select-none data-lifted:opacity-40 max-tablet:min-h-11 max-tablet:items-center print:min-h-0! print:items-baseline! print:border-0! print:bg-transparent! print:px-1 print:py-1 print:text-[12px]! print:text-ink!",
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
        {hands && <span data-edge aria-hidden="true" className="absolute inset-x-0 bottom-0 h-[5px] cursor-ns-resize max-tablet:hidden pointer-coarse:hidden print:hidden" />}
      </button>
    </li>
  );
}
