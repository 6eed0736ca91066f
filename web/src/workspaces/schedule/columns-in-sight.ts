import type { Hours } from "./rules";

export const PIXELS_PER_MINUTE = 1.8;

/** So far beside the columns another day is meant. */
const BESIDE = 10;

export interface Place {
  column: string;
  minute: number;
  /** Before the first column, among them, or after the last. */
  side: -1 | 0 | 1;
}

/** Which column and which minute of its clock lie under a point. */
export function placeAt(sheet: HTMLElement | null, { x, y }: { x: number; y: number }, hours: Hours): Place | null {
  const columns = [...(sheet?.querySelectorAll<HTMLElement>("[data-column]") ?? [])].map((element) => ({ name: element.dataset["column"] ?? "", box: element.getBoundingClientRect() }));
  const [first, last] = [columns[0], columns.at(-1)];
  if (!first || !last) return null;
  const over = columns.find(({ box }) => x < box.right) ?? last;
  const side = x < first.box.left - BESIDE ? -1 : x > last.box.right + BESIDE ? 1 : 0;
  return { column: over.name, minute: hours.from + (y - over.box.top) / PIXELS_PER_MINUTE, side };
}

export const columnOf = (element: Element): string | undefined => element.closest<HTMLElement>("[data-column]")?.dataset["column"];

const visits = (sheet: HTMLElement | null): HTMLElement[] => [...(sheet?.querySelectorAll<HTMLElement>("[data-visit]") ?? [])];

/** Shows faintly where it came from. The columns are not drawn anew for it. */
export function markLifted(sheet: HTMLElement | null, id: string | null): void {
  for (const one of visits(sheet)) one.toggleAttribute("data-lifted", one.dataset["visit"] === id);
}

/** The focus goes with what was moved by keys, wherever it stands now. */
export function focusVisit(sheet: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => visits(sheet).find((one) => one.dataset["visit"] === id)?.focus());
}

/** So close to the upper or lower edge of what is seen the rest comes in sight, by so many pixels a frame. */
const EDGE = 56;
const SPEED = 9;

/** While something is held near an edge, scrolls on and tells so. Answers how to end it. */
export function scrollWhile(sheet: HTMLElement | null, at: { y: number }, onScroll: () => void): () => void {
  const main = sheet?.closest("main");
  if (!main) return () => undefined;
  let frame = requestAnimationFrame(function look(): void {
    frame = requestAnimationFrame(look);
    const { top, bottom } = main.getBoundingClientRect();
    const by = at.y < top + EDGE ? -SPEED : at.y > bottom - EDGE ? SPEED : 0;
    if (by === 0) return;
    const before = main.scrollTop;
    main.scrollTop = before + by;
    if (main.scrollTop !== before) onScroll();
  });
  return () => cancelAnimationFrame(frame);
}
