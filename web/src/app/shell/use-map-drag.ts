import { useState, type PointerEvent } from "react";

import type { Place } from "@/lib/slide";

export interface LiftedTile {
  key: string;
  dx: number;
  dy: number;
}

/** So far a press may wander before it is a drag. */
const SLACK = 5;

/** Picks a tile up and puts it on the spot under the pointer; Esc puts it back. */
export function useMapDrag(onDrop: (key: string, to: Place) => void) {
  const [lifted, setLifted] = useState<LiftedTile | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const start = (key: string, event: PointerEvent): void => {
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    const ending = new AbortController();
    const { signal } = ending;
    let spot: string | null = null;
    const end = (isDropped: boolean): void => {
      ending.abort();
      setLifted(null);
      setOver(null);
      const [x, y] = (spot ?? "").split(",").map(Number);
      if (isDropped && spot !== null && x !== undefined && y !== undefined) onDrop(key, { x, y });
    };
    const move = ({ clientX, clientY }: globalThis.PointerEvent): void => {
      const [dx, dy] = [clientX - from.x, clientY - from.y];
      if (spot === null && Math.hypot(dx, dy) < SLACK) return;
      spot = document.elementsFromPoint(clientX, clientY).map((one) => (one instanceof HTMLElement ? one.dataset["spot"] : undefined)).find((one) => one !== undefined) ?? spot;
      setLifted({ key, dx, dy });
      setOver(spot);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    window.addEventListener("pointermove", move, { signal });
    window.addEventListener("pointerup", () => end(true), { signal });
    window.addEventListener("pointercancel", () => end(false), { signal });
    window.addEventListener("keydown", escape, { signal, capture: true });
  };
  return { lifted, over, start };
}
