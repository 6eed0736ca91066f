import { Move, X } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";

import { useLayout } from "@/features/layout/use-layout";
import { cn } from "@/lib/cn";
import { isTyping, useWindowKeys } from "@/lib/keys";
import { neighbour, type Direction, type MapEntry, type PracticeMap } from "@/lib/map";
import { hubOf, moveTo, REACH, SPOTS } from "@/lib/map-places";
import { zoomIn, type Place } from "@/lib/slide";
import { toast } from "@/lib/toasts";
import { Button, IconButton } from "@/ui/button";
import { useToday } from "@/workspaces/today/use-today";

import { MapTile } from "./map-tile";
import { useMapDrag } from "./use-map-drag";
import { usePins } from "./use-pins";

export interface MapViewProps {
  map: PracticeMap;
  onClose: () => void;
}

const STEPS: Record<string, { direction: Direction; by: Place }> = {
  ArrowLeft: { direction: "left", by: { x: -1, y: 0 } },
  ArrowRight: { direction: "right", by: { x: 1, y: 0 } },
  ArrowUp: { direction: "up", by: { x: 0, y: -1 } },
  ArrowDown: { direction: "down", by: { x: 0, y: 1 } },
};

/**
 * All workspaces of the person at their places, alive. It lies over the canvas and the rail: trail, ask bar and what was
 * just done stay where they are.
 */
export function MapView({ map, onClose }: MapViewProps) {
  const { t } = useTranslation(["shell", "w-today", "common"]);
  const today = useToday(map.slug);
  const pins = usePins(map.slug);
  const { parts, change } = useLayout(map.slug, "shell");
  const [small, setSmall] = useState(map.current);
  const [isArranging, setArranging] = useState(false);
  const grid = useRef<HTMLUListElement>(null);
  const tile = (key: string | undefined): HTMLElement | null => grid.current?.querySelector<HTMLElement>(`[data-tile="${key ?? ""}"]`) ?? null;
  const hub = hubOf(map.entries);
  useEffect(() => {
    const list = grid.current;
    const first = list?.querySelector<HTMLElement>("[aria-current=page]") ?? list?.querySelector<HTMLElement>("button");
    first?.focus({ preventScroll: true });
  }, []);

  const go = (entry: MapEntry): void => {
    if (isArranging) return;
    if (entry.key === map.current) {
      onClose();
      return;
    }
    // The tile that was chosen is what grows.
    flushSync(() => setSmall(entry.key));
    zoomIn();
    map.go(entry.key);
  };
  const put = (key: string, to: Place): void => {
    const places = moveTo(map.entries, key, to);
    if (!places) return;
    const before = parts["map"] ?? null;
    change({ map: { places } });
    toast.done(t("map.moved", { name: map.entries.find((entry) => entry.key === key)?.title ?? "" }), () => change({ map: before }));
  };
  const reset = (): void => {
    const before = parts["map"] ?? null;
    change({ map: null });
    toast.done(t("common:layout.reset"), () => change({ map: before }));
  };
  const drag = useMapDrag(put);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const at = map.entries.find(({ key }) => tile(key) === document.activeElement);
    if (event.key === "Escape") {
      if (isArranging) setArranging(false);
      else onClose();
    } else if (step && !event.altKey && at) {
      if (isArranging) put(at.key, { x: at.place.x + step.by.x, y: at.place.y + step.by.y });
      else tile(neighbour(map.entries, at.place, step.direction)?.key)?.focus();
    } else if ((event.ctrlKey || event.metaKey) && event.key === "z") toast.undoLast();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Whoever went to the trail or the ask bar meanwhile closes it by the same key.
  useWindowKeys((event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !isTyping(event.target)) onClose();
  });
  const { from, to } = isArranging ? { from: { x: -REACH, y: -REACH }, to: { x: REACH, y: REACH } } : boundsOf(map.entries);
  const cell = ({ x, y }: Place) => ({ gridColumn: x - from.x + 1, gridRow: y - from.y + 1 });
  return (
    // Keys of the tiles and of the buttons beside them alike.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog open data-map aria-label={t("map.title")} onKeyDown={onKeyDown} className="relative z-20 col-span-full row-start-2 m-0 flex h-full w-full max-w-full flex-col gap-3 overflow-auto border-0 bg-paper px-4 pt-1 pb-4 text-ink">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="type-h1 min-w-0 flex-1">{t("map.title")} <span className="text-ink-3 max-tablet:hidden">{t(isArranging ? "map.hintArrange" : "map.hint")}</span></h2>
        {parts["map"] && <Button tone="bare" onClick={reset}>{t("map.reset")}</Button>}
        <Button tone={isArranging ? "main" : "bare"} className="max-tablet:hidden" icon={isArranging ? undefined : <Move size={15} aria-hidden="true" />} onClick={() => setArranging(!isArranging)}>{t(isArranging ? "map.done" : "map.arrange")}</Button>
        <IconButton label={t("map.close")} aria-keyshortcuts="Escape" onClick={onClose} className="max-tablet:size-11"><X size={16} aria-hidden="true" /></IconButton>
      </div>
      <ul
        ref={grid}
        className="m-auto grid w-full max-w-[1240px] max-tablet:m-0 flex-1 tablet:min-h-0 max-tablet:flex-none auto-rows-[minmax(104px,208px)] content-center gap-3 max-tablet:flex max-tablet:flex-col max-tablet:justify-start"
        style={{ gridTemplateColumns: `repeat(${to.x - from.x + 1}, minmax(0, 1fr))` }}
      >
        {isArranging && SPOTS.map((spot) => <li key={`${spot.x},${spot.y}`} aria-hidden="true" data-spot={`${spot.x},${spot.y}`} style={cell(spot)} className={cn("rounded-sheet outline-2 -outline-offset-2 outline-dashed outline-line-2 max-tablet:hidden", drag.over === `${spot.x},${spot.y}` && "bg-selected outline-focus")} />)}
        {map.entries.map((entry) => (
          <MapTile
            key={entry.key}
            entry={entry}
            today={today}
            isCurrent={entry.key === map.current}
            isHub={entry === hub}
            isSmall={entry.key === small}
            isPinned={pins.has({ workspace: entry.key as never })}
            isArranging={isArranging}
            style={cell(entry.place)}
            lifted={drag.lifted?.key === entry.key ? drag.lifted : null}
            onGo={() => go(entry)}
            onPin={() => pins.toggle({ workspace: entry.key as never })}
            onLift={isArranging && entry !== hub ? (event) => drag.start(entry.key, event) : undefined}
          />
        ))}
      </ul>
      <p className="type-small text-center text-ink-3 max-tablet:hidden">{t("map.pins")}</p>
    </dialog>
  );
}

/** The corners of what is on the map: a role with few workspaces sees no empty rows. */
function boundsOf(entries: readonly MapEntry[]): { from: Place; to: Place } {
  const [xs, ys] = [entries.map(({ place }) => place.x), entries.map(({ place }) => place.y)];
  return { from: { x: Math.min(...xs), y: Math.min(...ys) }, to: { x: Math.max(...xs), y: Math.max(...ys) } };
}
