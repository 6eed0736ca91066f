import { Pin, PinOff } from "lucide-react";
import type { CSSProperties, PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import type { MapEntry } from "@/lib/map";
import { IconButton } from "@/ui/button";
import { Miniature } from "@/workspaces/today/miniature";
import type { Today } from "@/workspaces/today/use-today";

import type { LiftedTile } from "./use-map-drag";

export interface MapTileProps {
  entry: MapEntry;
  today: Today;
  isCurrent: boolean;
  isHub: boolean;
  /** The canvas shrank into this one, or will grow out of it. */
  isSmall: boolean;
  isPinned: boolean;
  isArranging: boolean;
  style: CSSProperties;
  lifted: LiftedTile | null;
  onGo: () => void;
  onPin: () => void;
  /** Left out where it stays where it is. */
  onLift: ((event: PointerEvent) => void) | undefined;
}

/** A workspace in small at its place; a press goes there. */
export function MapTile({ entry, today, isCurrent, isHub, isSmall, isPinned, isArranging, style, lifted, onGo, onPin, onLift }: MapTileProps) {
  const { t } = useTranslation("shell");
  const Icon = entry.icon;
  return (
    <li style={lifted ? { ...style, transform: `translate(${lifted.dx}px, ${lifted.dy}px)` } : style} className={cn("group relative min-w-0", lifted && "pointer-events-none z-10")}>
      <button
        type="button"
        data-tile={entry.key}
        data-canvas-in-small={isSmall || undefined}
        aria-current={isCurrent ? "page" : undefined}
        aria-disabled={(isArranging && isHub) || undefined}
        onClick={onGo}
        onPointerDown={onLift}
        className={cn(
          "flex h-full w-full min-w-0 flex-col gap-2 overflow-hidden rounded-sheet p-3 text-start transition-colors duration-quick max-tablet:min-h-16",
          isHub ? "bg-surface shadow-2" : "bg-sunken hover:bg-[linear-gradient(var(--hover),var(--hover))]",
          isCurrent && "shadow-[0_0_0_2px_var(--blue-fill)]",
          onLift && "cursor-grab touch-none",
          lifted && "shadow-3",
        )}
      >
        <span className="flex w-full items-center gap-1.5 pe-7">
          <Icon size={15} className="flex-none text-ink-2" />
          <span className="type-label min-w-0 flex-1 truncate font-semibold">{entry.title}</span>
          {isCurrent && <span className="type-small text-blue-ink">{t("map.here")}</span>}
        </span>
        <Miniature of={entry.key} today={today} />
      </button>
      {!isArranging && (
        <IconButton
          label={t(isPinned ? "pin.off" : "pin.on", { name: entry.title })}
          aria-pressed={isPinned}
          onClick={onPin}
          className={cn("absolute top-1.5 right-1.5 max-tablet:hidden", isPinned ? "text-blue-ink" : "text-ink-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100")}
        >
          {isPinned ? <PinOff size={14} aria-hidden="true" /> : <Pin size={14} aria-hidden="true" />}
        </IconButton>
      )}
    </li>
  );
}
