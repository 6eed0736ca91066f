import { useCallback, useEffect, useRef, type PointerEvent as ReactPointerEvent } from "react";

export interface Drag {
  /** Each move, once the press has become a drag. */
  onMove: (at: PointerEvent) => void;
  /** Let go, after onEnd. A press that wandered nowhere is no drop. */
  onDrop: (at: PointerEvent) => void;
  /** It is over, however it ended; `isPutBack` when it was Esc or the browser that ended it. */
  onEnd: (isPutBack: boolean) => void;
}

/** So far a press may wander before it is a drag. */
const SLACK = 5;

/** Follows a press of a mouse or a pen; a finger scrolls, and has the buttons. Esc puts back what is held. */
export function useDragging() {
  const wasDragged = useRef(false);
  const going = useRef<{ end: () => void } | null>(null);
  // Who leaves the screen with something in the hand drops it nowhere.
  useEffect(() => () => going.current?.end(), []);
  const start = useCallback((event: ReactPointerEvent<HTMLElement>, { onMove, onDrop, onEnd }: Drag): void => {
    wasDragged.current = false;
    if (event.button !== 0 || event.pointerType === "touch") return;
    const from = { x: event.clientX, y: event.clientY };
    const ending = new AbortController();
    const end = (isPutBack: boolean): void => {
      going.current = null;
      ending.abort();
      onEnd(isPutBack);
    };
    going.current = { end: () => end(false) };
    const move = (at: PointerEvent): void => {
      if (!wasDragged.current && Math.hypot(at.clientX - from.x, at.clientY - from.y) < SLACK) return;
      wasDragged.current = true;
      onMove(at);
    };
    const drop = (at: PointerEvent): void => {
      end(false);
      if (wasDragged.current) onDrop(at);
    };
    const escape = (key: KeyboardEvent): void => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      end(true);
    };
    const how = { signal: ending.signal };
    window.addEventListener("pointermove", move, how);
    window.addEventListener("pointerup", drop, how);
    window.addEventListener("pointercancel", () => end(true), how);
    window.addEventListener("keydown", escape, { ...how, capture: true });
  }, []);
  return { start, wasDragged };
}
