import { Pin, PinOff } from "lucide-react";
import { useId } from "react";

import type { RailAction } from "@/lib/actions";
import { cn } from "@/lib/cn";

import { IconButton } from "./button";
import { KeyCap } from "./key-cap";

export interface ActionRailProps {
  label: string;
  /** What the actions are about. */
  subject?: string;
  actions: readonly RailAction[];
  /** `column` beside the canvas, `strip` above the bottom bar on a tablet or phone. */
  layout?: "column" | "strip";
  /** The pin that keeps an act at hand; null where it cannot be kept. */
  pinOf?: (action: RailAction) => { isOn: boolean; label: string; toggle: () => void } | null;
}

/** Slots 1–9 in their fixed order; gaps between the digits are right. */
export function ActionRail({ label, subject, actions, layout = "column", pinOf }: ActionRailProps) {
  const isStrip = layout === "strip";
  return (
    <section aria-label={label} className={cn(isStrip && "overflow-x-auto")}>
      {subject && !isStrip && <h2 className="type-small px-2 pt-1 pb-1.5 font-sans font-semibold tracking-normal text-ink-2">{subject}</h2>}
      <ul className={cn("flex gap-px", isStrip ? "gap-1.5 px-3 py-2" : "flex-col")}>
        {actions.map((action) => (
          <li key={action.slot} className={cn("group relative", isStrip && "flex-none")}>
            <ActionSlot action={action} isStrip={isStrip} />
            <RailPin pin={pinOf?.(action) ?? null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Beside the act for who points at it or comes by Tab; otherwise the rail is as it is for everybody. */
function RailPin({ pin }: { pin: ReturnType<NonNullable<ActionRailProps["pinOf"]>> }) {
  if (!pin) return null;
  const Icon = pin.isOn ? PinOff : Pin;
  return (
    <IconButton label={pin.label} aria-pressed={pin.isOn} onClick={pin.toggle} className="absolute top-0.5 right-1 bg-raised opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden hover:bg-[linear-gradient(var(--hover),var(--hover))]">
      <Icon size={14} aria-hidden="true" />
    </IconButton>
  );
}

function ActionSlot({ action, isStrip }: { action: RailAction; isStrip: boolean }) {
  const { slot, label, icon: Icon, unavailable } = action;
  const isFirst = action.isPrimary && unavailable === undefined;
  const reasonId = useId();
  return (
    <button
      type="button"
      aria-keyshortcuts={String(slot)}
      // Not the disabled attribute: the reason must be reachable by Tab and readable.
      aria-disabled={unavailable !== undefined || undefined}
      aria-describedby={unavailable === undefined ? undefined : reasonId}
      onClick={() => {
        if (unavailable === undefined) action.run();
      }}
      className={cn(
        "grid w-full grid-cols-[18px_1fr_auto] items-center gap-x-2.5 max-tablet:grid-cols-[1fr_auto] pointer-coarse:grid-cols-[1fr_auto] rounded-md px-2 py-1 text-start font-medium transition-colors duration-quick",
        isStrip ? "min-h-11 px-3" : "min-h-8",
        isFirst ? "bg-surface font-semibold shadow-1" : unavailable === undefined && "hover:bg-hover",
        isStrip && !isFirst && "shadow-quiet",
        unavailable !== undefined && "cursor-default text-ink-3",
      )}
    >
      <KeyCap
        className={cn(
          isFirst ? "bg-blue-fill text-white" : unavailable === undefined ? "bg-surface shadow-1" : "bg-transparent shadow-quiet",
        )}
      >
        {slot}
      </KeyCap>
      <span>{label}</span>
      {Icon && isFirst && <Icon size={16} className="text-ink-3" />}
      {unavailable !== undefined && (
        <span id={reasonId} className="col-[2/-1] max-tablet:col-[1/-1] pointer-coarse:col-[1/-1] text-[11.5px] leading-[15px] font-normal text-ink-3">{unavailable}</span>
      )}
    </button>
  );
}
