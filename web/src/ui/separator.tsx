import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";

import { cn } from "@/lib/cn";

export interface SeparatorProps {
  /** What it makes wider or narrower. */
  label: string;
  /** The panel's width stands as `var(--<panel>)` on the nearest element around with `data-panels`; while it moves only that is changed. */
  panel: string;
  /** Pixels of the panel beside it. */
  value: number;
  min: number;
  max: number;
  /** Where that panel stands: before or after the separator. */
  side: "start" | "end";
  /** When it was let go. */
  onKeep: (width: number) => void;
  /** A double-click or Enter puts the panel back to its usual width. */
  onReset: () => void;
  /** Where it lies, and from which width of the window on. */
  className?: string;
}

const STEP = 16;

/** Between two panels: dragged, or moved with the arrows; Home and End go to the ends. Esc puts a drag back. */
export function Separator({ label, panel, value, min, max, side, onKeep, onReset, className }: SeparatorProps) {
  const edge = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<number | null>(null);
  const from = useRef<{ x: number; width: number } | null>(null);
  const now = moving ?? value;
  const sign = side === "start" ? 1 : -1;
  const show = (width: number): void => edge.current?.closest<HTMLElement>("[data-panels]")?.style.setProperty(`--${panel}`, `${width}px`);
  const move = (to: number): void => {
    const width = Math.round(Math.min(max, Math.max(min, to)));
    setMoving(width);
    show(width);
  };
  const end = (isKept: boolean): void => {
    from.current = null;
    if (moving === null) return;
    setMoving(null);
    if (isKept && moving !== value) onKeep(moving);
    else show(value);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: value };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, number> = { ArrowLeft: now - sign * STEP, ArrowRight: now + sign * STEP, Home: min, End: max };
    const to = steps[event.key];
    if (to !== undefined) move(to);
    else if (event.key === "Enter") onReset();
    else if (event.key === "Escape" && moving !== null) end(false);
    else return;
    // The page's own arrows and Esc rest while the edge is moved.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A separator that can be moved is a control (ARIA 1.2), which the rule does not know.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={now}
      aria-valuemin={min}
      aria-valuemax={max}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-act
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (from.current) move(from.current.width + sign * (event.clientX - from.current.x));
      }}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
      onKeyUp={() => {
        if (!from.current) end(true);
      }}
      onBlur={() => end(true)}
      className={cn(
        "group z-10 grid w-3 cursor-col-resize touch-none place-items-center rounded-full outline-offset-0 pointer-coarse:w-6 print:hidden",
        className,
      )}
    >
      <span className={cn("h-9 w-1 rounded-full bg-transparent transition-colors duration-quick group-hover:bg-line-field group-focus-visible:bg-focus", moving !== null && "bg-focus")} />
    </div>
  );
}
