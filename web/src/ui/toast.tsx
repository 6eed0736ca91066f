import { ArrowRightLeft, TriangleAlert, X } from "lucide-react";
import { useEffect, useState } from "react";

import { cn } from "@/lib/cn";
import type { Toast as ToastData } from "@/lib/toasts";

import { Button, IconButton } from "./button";
import { KeyCap } from "./key-cap";
import { useIsUnderDialog } from "./open-dialogs";

export interface ToastProps {
  toast: ToastData;
  texts: { undo: string; retry: string; dismiss: string; undoKeys: string };
  /** A line of a bar that is there anyway, instead of a card that floats. */
  isInBar?: boolean;
  onUndo: () => void;
  onDismiss: () => void;
}

/** What happened, how to take it back, and then a ring that counts the seconds. Stands still under the pointer or focus, and while a
 * dialog keeps everybody from pressing it. */
export function Toast({ toast, texts, isInBar = false, onUndo, onDismiss }: ToastProps) {
  const [isHeld, setHeld] = useState(false);
  const isUnderDialog = useIsUnderDialog();
  const isFailed = toast.kind === "failed";
  const hold = { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <li
      {...hold}
      className={cn(
        "flex items-center gap-3 text-ink animate-rise",
        isInBar ? "min-h-9 min-w-0 text-[13px] leading-[17px] rounded-md py-0.5 pr-1 pl-3 desk:max-w-[480px]" : "min-h-12 rounded-sheet bg-raised py-2 pr-3 pl-4 shadow-3",
        isInBar && (isFailed ? "bg-red-tint" : "bg-sunken"),
      )}
    >
      {isFailed ? <TriangleAlert size={16} className="flex-none text-red-ink" aria-hidden="true" /> : <ArrowRightLeft size={16} className="flex-none text-ink-2" aria-hidden="true" />}
      <p className="min-w-0 flex-1">{toast.text}</p>
      {toast.undo && (
        <Button size="s" onClick={onUndo}><KeyCap className="max-desk:hidden">{texts.undoKeys}</KeyCap>{texts.undo}</Button>
      )}
      {toast.retry && (
        <Button size="s" onClick={() => { onDismiss(); toast.retry?.(); }}>{texts.retry}</Button>
      )}
      <IconButton label={texts.dismiss} onClick={onDismiss}>
        {toast.undo && !isFailed ? <CountRing seconds={toast.seconds} isHeld={isHeld || isUnderDialog} onDone={onDismiss} /> : <X size={14} aria-hidden="true" />}
      </IconButton>
      {!toast.undo && !isFailed && <Countdown seconds={toast.seconds} isHeld={isHeld || isUnderDialog} onDone={onDismiss} />}
    </li>
  );
}

function useSecondsLeft({ seconds, isHeld, onDone }: CountdownProps): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (isHeld) return;
    if (left <= 0) return onDone();
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, isHeld, onDone]);
  return left;
}

interface CountdownProps {
  seconds: number;
  isHeld: boolean;
  onDone: () => void;
}

/** What cannot be undone goes by itself, and makes nobody hurry. */
function Countdown(props: CountdownProps) {
  useSecondsLeft(props);
  return null;
}

/** Counts down in whole seconds; the number tells those who see no ring, and it is not read aloud each second. */
export function CountRing(props: CountdownProps) {
  const left = useSecondsLeft(props);
  const share = Math.max(0, left / props.seconds);
  return (
    <span aria-hidden="true" className="mono relative grid size-[26px] flex-none place-items-center text-[11px] text-ink-2">
      <svg viewBox="0 0 26 26" className="absolute inset-0 -rotate-90" fill="none" strokeWidth="2.5">
        <circle cx="13" cy="13" r="11.5" className="stroke-line-2" />
        <circle
          cx="13"
          cy="13"
          r="11.5"
          pathLength={100}
          strokeDasharray="100"
          strokeDashoffset={100 - share * 100}
          strokeLinecap="round"
          className="stroke-blue transition-[stroke-dashoffset] duration-1000 ease-linear motion-reduce:transition-none"
        />
      </svg>
      {left}
    </span>
  );
}
