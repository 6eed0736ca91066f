import { useSyncExternalStore } from "react";

export interface Toast {
  id: string;
  text: string;
  /** `done` goes by itself, and with `undo` can be taken back until then; `failed` stays until it is tried again or put away. */
  kind: "done" | "failed";
  /** Seconds until it goes, counted by a ring where something can be undone. */
  seconds: number;
  undo?: () => void;
  retry?: () => void;
}

const SHOWN_MAX = 3;
const SECONDS = 10;

let toasts: readonly Toast[] = [];
/** What could be taken back last, and no longer can. */
let past: string | null = null;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

function show(toast: Toast): string {
  change([...toasts.filter((other) => other.id !== toast.id), toast].slice(-SHOWN_MAX));
  return toast.id;
}

export const toast = {
  /** Says what was done; with `undo` it can be taken back for ten seconds (Ctrl Z). */
  done: (text: string, undo?: () => void): string =>
    show({ id: crypto.randomUUID(), text, kind: "done", seconds: SECONDS, ...(undo ? { undo } : {}) }),
  /** Says what failed and keeps saying it. */
  failed: (text: string, retry?: () => void): string =>
    show({ id: crypto.randomUUID(), text, kind: "failed", seconds: 0, ...(retry ? { retry } : {}) }),
  dismiss: (id: string): void => {
    const found = toasts.find((other) => other.id === id);
    if (found?.undo) past = found.text;
    change(toasts.filter((other) => other.id !== id));
  },
  undo: (id: string): void => {
    const found = toasts.find((other) => other.id === id);
    toast.dismiss(id);
    past = null;
    found?.undo?.();
  },
  /** Takes back the newest thing that still can be. Answers whether there was one. */
  undoLast: (): boolean => {
    const newest = toasts.findLast((other) => other.undo !== undefined);
    if (newest) toast.undo(newest.id);
    return newest !== undefined;
  },
  /** What was done last and stands now, its seconds being over; null when it was taken back or there was nothing. */
  past: (): string | null => past,
  clear: (): void => {
    past = null;
    change([]);
  },
};

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
