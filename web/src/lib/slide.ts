import { isReducedMotion } from "./keys";

/** A workspace's place on the fixed map: x grows to the right, y downwards, the hub is 0,0. */
export interface Place {
  x: number;
  y: number;
}

/** Tells the canvas in which direction the coming move goes; the browser's view transition does the rest. */
export function aimSlide(from: Place | undefined, to: Place | undefined): void {
  const dx = from && to ? Math.sign(to.x - from.x) : 0;
  const dy = from && to ? Math.sign(to.y - from.y) : 0;
  const root = document.documentElement.style;
  root.setProperty("--slide-x", String(isReducedMotion() ? 0 : dx));
  root.setProperty("--slide-y", String(isReducedMotion() ? 0 : dy));
}
