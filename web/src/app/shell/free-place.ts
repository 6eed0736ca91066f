import { useLayoutEffect, type RefObject } from "react";

interface Place {
  left: number;
  top: number;
}

interface Size {
  width: number;
  height: number;
}

const EDGE = 16;
/** Where Tailwind's `tablet:` begins: below it a bar for the thumb stands at the bottom. */
const TABLET = 760;
const THUMB_BAR = 88;
const TOP_BAR = 84;

/** The first is the place by right, the others are for when something important stands there. */
export function places(toasts: Size, view: Size): readonly Place[] {
  const right = view.width - toasts.width - EDGE;
  const isPhone = view.width < TABLET;
  const bottom = view.height - toasts.height - (isPhone ? THUMB_BAR : EDGE);
  return isPhone
    ? [{ left: EDGE, top: bottom }, { left: EDGE, top: EDGE }, { left: EDGE, top: bottom - 2 * THUMB_BAR }]
    : [{ left: EDGE, top: bottom }, { left: right, top: bottom }, { left: right, top: TOP_BAR }];
}

const PRIMARY = "[data-tone=main], [data-tone=go], [data-tone=danger], [data-clear-of-toasts]";
const PRIMARY_WEIGHT = 1000;
const OTHERS = "button, input, textarea, select";

function meets(element: Element, place: Place, size: Size): boolean {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.left < place.left + size.width && box.right > place.left && box.top < place.top + size.height && box.bottom > place.top;
}

/** How much is in the way: one primary action weighs more than everything else there can be on a screen. */
function weight(toasts: Element, place: Place, size: Size): number {
  const count = (selector: string): number => [...document.querySelectorAll(selector)].filter((one) => !toasts.contains(one) && meets(one, place, size)).length;
  return count(PRIMARY) * PRIMARY_WEIGHT + count(OTHERS);
}

/** Puts the toasts at the freest place; unless they are `new`, where they are will do until a primary action is under them. */
function settle(toasts: HTMLElement, isNew: boolean): void {
  const size = { width: toasts.offsetWidth, height: toasts.offsetHeight };
  const choice = places(size, { width: document.documentElement.clientWidth, height: window.innerHeight });
  const weights = choice.map((place) => weight(toasts, place, size));
  const now = choice.findIndex((place) => toasts.style.left === `${place.left}px` && toasts.style.top === `${place.top}px`);
  if (!isNew && now >= 0 && (weights[now] ?? 0) < PRIMARY_WEIGHT) return;
  const best = choice[weights.indexOf(Math.min(...weights))];
  if (best) Object.assign(toasts.style, { left: `${best.left}px`, top: `${best.top}px`, bottom: "auto" });
}

/**
 * Keeps the toasts over nothing that somebody may want to press next. They stay where they are until a primary action
 * comes under them, by scrolling or by a new screen.
 */
export function useFreePlace(list: RefObject<HTMLElement | null>, shown: unknown): void {
  // Before the paint, so that no new toast is seen to jump.
  useLayoutEffect(() => {
    const toasts = list.current;
    if (!toasts || toasts.childElementCount === 0) return;
    settle(toasts, true);
    let frame = 0;
    const again = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => settle(toasts, false));
    };
    const changes = new MutationObserver(again);
    changes.observe(document.body, { childList: true, subtree: true });
    window.addEventListener("scroll", again, { capture: true, passive: true });
    window.addEventListener("resize", again);
    return () => {
      cancelAnimationFrame(frame);
      changes.disconnect();
      window.removeEventListener("scroll", again, { capture: true });
      window.removeEventListener("resize", again);
    };
  }, [list, shown]);
}
