import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { focusVisit, PIXELS_PER_MINUTE } from "./columns-in-sight";
import type { Held } from "./held";
import type { Column, Hours } from "./rules";
import { useWhyNot } from "./use-why-not";
import type { Moving } from "./use-moving";

export interface HeldVisitProps {
  moving: Moving;
  columns: readonly Column[];
  hours: Hours;
  zone: string;
}

/** The columns begin below their names. */
const HEAD = 44;
const GAP = 4;

/** The visit in the hand: where it would stand, from when to when, and why it cannot. Drawn alone, over columns that stand still. */
export function HeldVisit({ moving, columns, hours, zone }: HeldVisitProps) {
  const { t } = useTranslation("w-schedule");
  const f = useFormats();
  const whyNot = useWhyNot(zone);
  const held = useSyncExternalStore(moving.held.subscribe, moving.held.get);
  // A day that the week leaves out is said in words; it is drawn over the last one.
  const found = held ? columns.findIndex(({ key }) => key === held.spot.column) : -1;
  const index = found < 0 ? columns.length - 1 : found;
  const time = held ? `${f.time(held.landing.starts_at, zone)} – ${f.time(held.landing.ends_at, zone)}` : "";
  const where = held && [f.date(dayIn(held.landing.starts_at, zone), "short"), columns[found]?.title].filter((one, at, all) => one && all.indexOf(one) === at).join(", ");
  const why = held?.verdict ? whyNot(held.verdict) : "";
  return (
    <>
      <p role="status" className="sr-only">{held && t(held.how === "keys" ? "moving.saidKeys" : "moving.said", { name: held.row.patient_name, time, where, why })}</p>
      {held && (
        <Ghost {...{ held, moving, hours, why }} left={`calc(${index} * ((100% - ${(columns.length - 1) * GAP}px) / ${columns.length} + ${GAP}px))`} width={`calc((100% - ${(columns.length - 1) * GAP}px) / ${columns.length} - 3px)`} time={time} where={where ?? ""} />
      )}
    </>
  );
}

interface GhostProps {
  held: Held;
  moving: Moving;
  hours: Hours;
  left: string;
  width: string;
  time: string;
  where: string;
  why: string;
}

/** By the pointer it is a picture; by keys it has the focus, and Enter, Esc and the arrows are its own. */
function Ghost({ held, moving, hours, left, width, time, where, why }: GhostProps) {
  const { t } = useTranslation("w-schedule");
  const isByKeys = held.how === "keys";
  const top = HEAD + (held.spot.minute - hours.from) * PIXELS_PER_MINUTE;
  const height = Math.max(16, held.spot.minutes * PIXELS_PER_MINUTE - 2);
  const isLow = hours.to - held.spot.minute - held.spot.minutes < 60;
  const face = (
    <>
      <span className={cn("block h-full w-full overflow-hidden rounded-chip px-2 text-start text-[12px] leading-4 shadow-3 outline-2 -outline-offset-1 max-tablet:hidden", held.spot.minutes > 20 ? "pt-1" : "truncate", why ? "bg-red-tint text-red-ink outline-red" : "bg-raised text-ink outline-blue-fill")}><b>{held.row.patient_name}</b> {held.row.client_name}</span>
      <span className={cn("absolute left-0 z-10 flex w-max max-w-[260px] min-w-full flex-col rounded-md bg-raised px-2.5 py-1.5 text-start text-[12px] leading-4 text-ink shadow-3 max-tablet:static max-tablet:max-w-none", isLow ? "bottom-full mb-1" : "top-full mt-1")}>
        <span><b className="mono">{time}</b> <span className="text-ink-2">{where}</span></span>
        {why && <span className="weight-name text-red-ink">{why}</span>}
        {isByKeys && <span className="text-ink-2">{t("moving.keys")}</span>}
      </span>
    </>
  );
  const place = { "--left": left, "--width": width, "--height": `${height}px`, transform: `translateY(${top + 1}px)` } as React.CSSProperties;
  const look = "z-30 tablet:absolute tablet:top-0 tablet:left-(--left) tablet:h-(--height) tablet:w-(--width) print:hidden!";
  if (isByKeys) return <KeyGhost {...{ held, moving }} place={place} className={cn(look, "max-tablet:fixed max-tablet:inset-x-3 max-tablet:bottom-28 max-tablet:transform-none!")} label={t("moving.label", { name: held.row.patient_name })}>{face}</KeyGhost>;
  return <div aria-hidden="true" style={place} className={cn(look, "pointer-events-none max-tablet:hidden")}>{face}</div>;
}

function KeyGhost({ held, moving, place, className, label, children }: { held: Held; moving: Moving; place: React.CSSProperties; className: string; label: string; children: React.ReactNode }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    button.current?.scrollIntoView({ block: "nearest" });
  }, [held.spot]);
  const end = (how: () => void): void => {
    how();
    focusVisit(moving.sheet.current, held.row.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      end(moving.putBack);
    } else moving.nudge(held.row, event);
  };
  return (
    <button
      ref={button}
      type="button"
      aria-label={label}
      style={place}
      className={className}
      onKeyDown={onKeyDown}
      onClick={() => end(moving.settle)}
      // Who goes elsewhere has not said that it is to stand there; another window is not elsewhere.
      onBlur={() => {
        if (document.activeElement !== button.current) moving.putBack();
      }}
    >
      {children}
    </button>
  );
}
