import { flushSync } from "react-dom";

import { isReducedMotion } from "./keys";

/** A workspace's place on the fixed map: x grows to the right, y downwards, the hub is 0,0. */
export interface Place {
  x: number;
  y: number;
}

/** The miniature that stands for the canvas while the browser takes its pictures of before and after. */
const SMALL = "data-canvas-in-small";
const PICTURES_TAKEN_MS = 250;

type Zoom = { direction: "in" } | { direction: "out"; into: string | undefined };
let coming: Zoom | null = null;

/** The coming move is no step to the side: the workspace grows out of its miniature. */
export function zoomIn(miniature?: HTMLElement): void {
  coming = { direction: "in" };
  miniature?.setAttribute(SMALL, "");
}

/** The coming move goes to the hub: the workspace shrinks into its miniature there. */
export function zoomOut(into: string | undefined): void {
  coming = { direction: "out", into };
}

/** Tells the canvas in which direction the coming move goes; the browser's view transition does the rest. */
export function aimSlide(from: Place | undefined, to: Place | undefined): void {
  const zoom = coming;
  coming = null;
  const miniature = zoom?.direction === "out" ? document.querySelector<HTMLElement>(`[data-well="${zoom.into ?? ""}"]`) : null;
  const direction = miniature ? "out" : zoom?.direction === "in" ? "in" : null;
  const isStill = direction !== null || isReducedMotion();
  const dx = from && to && !isStill ? Math.sign(to.x - from.x) : 0;
  const dy = from && to && !isStill ? Math.sign(to.y - from.y) : 0;
  aim(dx, dy, direction);
  if (!miniature) return;
  miniature.setAttribute(SMALL, "");
  setTimeout(() => miniature.removeAttribute(SMALL), PICTURES_TAKEN_MS);
}

function aim(dx: number, dy: number, zoom: "in" | "out" | null): void {
  const root = document.documentElement;
  root.style.setProperty("--slide-x", String(dx));
  root.style.setProperty("--slide-y", String(dy));
  if (zoom) root.dataset["zoom"] = zoom;
  else delete root.dataset["zoom"];
}

/** Changes the screen while the canvas shrinks into its place on the map, or grows out of it again. */
export function zoom(direction: "in" | "out", change: () => void): void {
  // Not every browser can, and not everybody wants to see it.
  if (!("startViewTransition" in document) || isReducedMotion()) {
    change();
    return;
  }
  aim(0, 0, direction);
  document.startViewTransition(() => flushSync(change));
}
