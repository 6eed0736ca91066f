import { useCallback, useState, type PointerEvent } from "react";

import type { BoardRow } from "@/api/types";
import { STAGES, type Column } from "@/features/visits/rules";
import { useDragging } from "@/lib/dragging";

export interface Lifted {
  row: BoardRow;
  /** Where the card's corner lies, and how wide it is. */
  x: number;
  y: number;
  width: number;
  over: Column | null;
}

function columnAt(x: number, y: number): Column | null {
  const stage = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage]")?.dataset["stage"];
  return STAGES.find((one) => one === stage) ?? null;
}

/** Picks a card up and says over which column it is held. */
export function useDrag(onDrop: (row: BoardRow, to: Column) => void) {
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const { start: follow, wasDragged } = useDragging();

  const start = useCallback(
    (row: BoardRow, event: PointerEvent<HTMLElement>) => {
      const box = event.currentTarget.getBoundingClientRect();
      const grip = { x: event.clientX - box.left, y: event.clientY - box.top };
      follow(event, {
        onMove: (at) => setLifted({ row, x: at.clientX - grip.x, y: at.clientY - grip.y, width: box.width, over: columnAt(at.clientX, at.clientY) }),
        onEnd: () => setLifted(null),
        onDrop: (at) => {
          const to = columnAt(at.clientX, at.clientY);
          if (to !== null && to !== row.stage) onDrop(row, to);
        },
      });
    },
    [follow, onDrop],
  );
  return { lifted, start, wasDragged };
}
