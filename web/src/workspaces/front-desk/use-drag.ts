import { useCallback, useRef, useState, type PointerEvent } from "react";

import type { BoardRow } from "@/api/types";
import { STAGES, type Column } from "@/features/visits/rules";

export interface Lifted {
  row: BoardRow;
  /** Where the card's corner lies, and how wide it is. */
  x: number;
  y: number;
  width: number;
  over: Column | null;
}

/** So far a press may wander before it is a drag. */
const SLACK = 5;

function columnAt(x: number, y: number): Column | null {
  const stage = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]")?.dataset["stage"];
  return STAGES.find((one) => one === stage) ?? null;
}

/** Picks a card up with a mouse or pen; a finger scrolls, and has the buttons. Esc puts it back. */
export function useDrag(onDrop: (row: BoardRow, to: Column) => void) {
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const wasDragged = useRef(false);

  const start = useCallback(
    (row: BoardRow, event: PointerEvent<HTMLElement>) => {
      wasDragged.current = false;
      if (event.button !== 0 || event.pointerType === "touch") return;
      const box = event.currentTarget.getBoundingClientRect();
      const from = { x: event.clientX, y: event.clientY };
      const grip = { x: from.x - box.left, y: from.y - box.top };
      const ending = new AbortController();
      const end = (): void => {
        ending.abort();
        setLifted(null);
      };
      const move = (at: globalThis.PointerEvent): void => {
        if (!wasDragged.current && Math.hypot(at.clientX - from.x, at.clientY - from.y) < SLACK) return;
        wasDragged.current = true;
        setLifted({ row, x: at.clientX - grip.x, y: at.clientY - grip.y, width: box.width, over: columnAt(at.clientX, at.clientY) });
      };
      const drop = (at: globalThis.PointerEvent): void => {
        const to = wasDragged.current ? columnAt(at.clientX, at.clientY) : null;
        end();
        if (to !== null && to !== row.stage) onDrop(row, to);
      };
      const escape = (key: KeyboardEvent): void => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        end();
      };
      window.addEventListener("pointermove", move, { signal: ending.signal });
      window.addEventListener("pointerup", drop, { signal: ending.signal });
      window.addEventListener("pointercancel", end, { signal: ending.signal });
      window.addEventListener("keydown", escape, { signal: ending.signal, capture: true });
    },
    [onDrop],
  );
  return { lifted, start, wasDragged };
}
