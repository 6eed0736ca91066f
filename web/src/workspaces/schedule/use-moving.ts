import { useCallback, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";

import type { AppointmentRow } from "@/api/types";
import { leadsOn, minutesOf } from "@/features/appointments/rules";
import { addDays, minuteOfDay } from "@/lib/dates";
import { useDragging } from "@/lib/dragging";
import { dayIn } from "@/lib/formats";

import { columnOf, markLifted, placeAt, scrollWhile } from "./columns-in-sight";
import { heldStore, type Held, type HeldStore } from "./held";
import { against, clamp, instantAt, LEAST, MOST, snapped, STEP, stepped, steppedClock, stepTo, type Against, type Ground, type Landing, type Spot } from "./moving";
import type { Hours } from "./rules";

export interface Shown {
  /** The columns in their order: people, things, or in the week days. */
  columns: readonly string[];
  by: "day" | "person" | "thing";
  hours: Hours;
  day: string;
  ground: Ground;
  onDay: (day: string) => void;
  onLand: (row: AppointmentRow, landing: Landing, verdict: Against | null) => void;
}

export interface Moving {
  held: HeldStore;
  /** Around the columns: what is held is drawn in it. */
  sheet: RefObject<HTMLDivElement | null>;
  lift: (row: AppointmentRow, event: PointerEvent<HTMLElement>) => void;
  /** A key on a visit, or on what is held already: takes it a step on. */
  nudge: (row: AppointmentRow, event: KeyboardEvent<HTMLElement>) => void;
  settle: () => void;
  putBack: () => void;
  /** True for the click that ends a drag. */
  wasDragged: RefObject<boolean>;
}

const TURN_MS = 700;
/** In the week a visit that goes to another day keeps its time, unless it is pulled away by more minutes. */
const KEEPS_TIME = 12;
const KEYS: Record<string, readonly [columns: -1 | 0 | 1, steps: -1 | 0 | 1, pages: -1 | 0 | 1]> = {
  ArrowUp: [0, -1, 0], ArrowDown: [0, 1, 0], ArrowLeft: [-1, 0, 0], ArrowRight: [1, 0, 0], PageUp: [0, 0, -1], PageDown: [0, 0, 1],
};

export const canMove = (row: AppointmentRow): boolean => leadsOn("reschedule", row.state);

/** What would be agreed at a spot, of a visit that was taken from another one. */
function landingAt(row: AppointmentRow, spot: Spot, from: Spot, { by, day, ground }: Shown): Landing {
  const on = by === "day" ? spot.column : day;
  const was = Date.parse(row.starts_at);
  const isSameTime = spot.minute === from.minute && on === dayIn(row.starts_at, ground.zone);
  const starts = isSameTime ? was : instantAt(on, spot.minute, ground.zone, was);
  return {
    starts_at: new Date(starts).toISOString(),
    ends_at: new Date(starts + spot.minutes * 60_000).toISOString(),
    vet_id: by === "person" ? spot.column : row.vet_id,
    ...(by === "thing" && spot.column !== from.column ? { swap: { from: from.column, to: spot.column } } : {}),
  };
}

/** Moves visits by hand: with the pointer, or with Shift and the arrows. Nothing is done before it is let go. */
export function useMoving(shown: Shown): Moving {
  const latest = useRef(shown);
  const [held] = useState(heldStore);
  const sheet = useRef<HTMLDivElement>(null);
  const origin = useRef<{ day: string; spot: Spot } | null>(null);
  /** Holds it once more, over what is shown by then: another day may have been turned to. */
  const again = useRef<(() => void) | null>(null);
  useLayoutEffect(() => {
    latest.current = shown;
    again.current?.();
  });

  const begin = useCallback((row: AppointmentRow, column: string): Spot => {
    const { day, ground } = latest.current;
    const spot = { column, minute: minuteOfDay(row.starts_at, ground.zone), minutes: minutesOf(row) };
    origin.current = { day, spot };
    markLifted(sheet.current, row.id);
    return spot;
  }, []);

  const hold = useCallback((row: AppointmentRow, how: Held["how"], spot: Spot): void => {
    if (!origin.current) return;
    const { ground } = latest.current;
    const landing = landingAt(row, spot, origin.current.spot, latest.current);
    const verdict = stepTo(row, landing) === null ? null : against(row, landing, ground);
    // Where the clock jumps it stands later than it was held.
    held.set({ row, how, landing, verdict, spot: { ...spot, minute: minuteOfDay(landing.starts_at, ground.zone) } });
  }, [held]);

  const finish = useCallback((isPutBack: boolean): Held | null => {
    const [now, from] = [held.get(), origin.current];
    origin.current = again.current = null;
    held.set(null);
    markLifted(sheet.current, null);
    if (isPutBack && from && from.day !== latest.current.day) latest.current.onDay(from.day);
    return now;
  }, [held]);

  const putBack = useCallback(() => void finish(true), [finish]);
  const settle = useCallback((): void => {
    const now = finish(false);
    if (now && stepTo(now.row, now.landing) !== null) latest.current.onLand(now.row, now.landing, now.verdict);
  }, [finish]);

  const { start, wasDragged } = useDragging();
  const lift = useCallback((row: AppointmentRow, event: PointerEvent<HTMLElement>): void => {
    const column = columnOf(event.currentTarget);
    // On a phone the columns are lists, in which nothing has a place on the clock.
    if (column === undefined || !canMove(row) || innerWidth < 760) return;
    const how = event.target instanceof Element && event.target.closest("[data-edge]") ? "resize" : "move";
    const at = { x: event.clientX, y: event.clientY };
    let [grip, last, turning, beside] = [0, "", 0, 0];
    let stopScrolling = (): void => undefined;
    const turnTo = (side: number): void => {
      if (side === beside) return;
      clearInterval(turning);
      beside = side;
      if (side !== 0) turning = window.setInterval(() => latest.current.onDay(addDays(latest.current.day, side * (latest.current.by === "day" ? 7 : 1))), TURN_MS);
    };
    const follow = (): void => {
      const { hours, by, day } = latest.current;
      const [place, from] = [placeAt(sheet.current, at, hours), origin.current?.spot];
      if (!place || !from) return;
      const pulled = place.minute - grip;
      const keeps = by === "day" && place.column !== from.column ? KEEPS_TIME : undefined;
      const spot = how === "resize"
        ? { ...from, minutes: clamp(snapped(from.minutes, from.minutes + pulled), LEAST, MOST) }
        : { ...from, column: place.column, minute: clamp(snapped(from.minute, from.minute + pulled, keeps), hours.from, hours.to - STEP) };
      if (how === "move") turnTo(place.side);
      // Most moves end on the same five minutes: then there is nothing to judge and nothing to draw.
      const now = JSON.stringify([spot, day]);
      if (now === last) return;
      last = now;
      hold(row, how, spot);
    };
    start(event, {
      onMove: (moved) => {
        if (!origin.current) {
          const { minute } = begin(row, column);
          grip = placeAt(sheet.current, at, latest.current.hours)?.minute ?? minute;
          again.current = () => { last = ""; follow(); };
          stopScrolling = scrollWhile(sheet.current, at, follow);
        }
        Object.assign(at, { x: moved.clientX, y: moved.clientY });
        follow();
      },
      onEnd: (isPutBack) => {
        stopScrolling();
        clearInterval(turning);
        if (isPutBack) putBack();
      },
      onDrop: settle,
    });
  }, [start, begin, hold, putBack, settle]);

  const nudge = useCallback((row: AppointmentRow, event: KeyboardEvent<HTMLElement>): void => {
    const step = KEYS[event.key];
    if (!step || !event.shiftKey || event.ctrlKey || event.metaKey || !canMove(row)) return;
    event.preventDefault();
    const { columns, by, day, ground, onDay } = latest.current;
    const spot = { ...(held.get()?.spot ?? begin(row, columnOf(event.currentTarget) ?? "")) };
    const [across, along, pages] = step;
    const days = pages * (by === "day" ? 7 : 1);
    if (event.altKey && along !== 0) spot.minutes = clamp(stepped(spot.minutes, along), LEAST, MOST);
    else if (along !== 0) spot.minute = steppedClock(by === "day" ? spot.column : day, spot.minute, along, ground.zone);
    else if (across !== 0) spot.column = columns[clamp(columns.indexOf(spot.column) + across, 0, columns.length - 1)] ?? spot.column;
    else if (by === "day") spot.column = addDays(spot.column, days);
    again.current = () => hold(row, "keys", spot);
    again.current();
    if (pages !== 0) onDay(addDays(day, days));
  }, [held, begin, hold]);

  return useMemo(() => ({ held, sheet, lift, nudge, settle, putBack, wasDragged }), [held, lift, nudge, settle, putBack, wasDragged]);
}
