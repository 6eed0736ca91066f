import { useEffect, type RefObject } from "react";

/** Nothing has the focus: what had it is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** A place that only holds the focus where one goes on: what is typed there is meant for nothing in it. */
export function isRestingPlace(held: Element | null): boolean {
  return held?.matches("h1[tabindex='-1'], #canvas") ?? false;
}

/** With each cause, a focus whose place is gone comes to where one goes on; the ring shows to those who came by keys. */
export function useFocusIfLost(place: RefObject<HTMLElement | null>, cause: unknown): void {
  useEffect(() => {
    // Before anything was pressed the browser would draw the ring for everybody.
    const isUsed = (navigator as Partial<Navigator>).userActivation?.hasBeenActive ?? true;
    if (isUsed && isFocusLost()) place.current?.focus({ preventScroll: true });
  }, [place, cause]);
}
