import type { AppointmentRow } from "@/api/types";

import type { Against, Landing, Spot } from "./moving";

/** A visit in the hand, and what would come of letting it go. */
export interface Held {
  row: AppointmentRow;
  how: "move" | "resize" | "keys";
  spot: Spot;
  landing: Landing;
  verdict: Against | null;
}

/** What is held, kept beside React's tree: only what draws it listens, however many visits the day has. */
export interface HeldStore {
  get: () => Held | null;
  set: (next: Held | null) => void;
  subscribe: (listener: () => void) => () => void;
}

export function heldStore(): HeldStore {
  let held: Held | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => held,
    set: (next) => {
      held = next;
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
