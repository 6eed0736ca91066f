import { Info } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { isDialogOpen, isTyping, useWindowKeys } from "@/lib/keys";
import type { PracticeMap } from "@/lib/map";
import { IconButton } from "@/ui/button";
import { KeyCap } from "@/ui/key-cap";

import { useLikely, type Suggestion } from "./use-likely";
import { useReason } from "./use-reason";

const LikelyDialog = lazy(async () => ({ default: (await import("./likely-dialog")).LikelyDialog }));

export interface LikelyNextProps {
  map: PracticeMap;
}

/**
 * What is likely next, at the end of the bottom bar. While the pointer or the focus is on it nothing changes place: what
 * can no longer be done only says so. Nothing is done or focused by itself; 0 does the first.
 */
export function LikelyNext({ map }: LikelyNextProps) {
  const { t } = useTranslation("likely");
  const { suggestions, isOn } = useLikely(map);
  const [isAsking, setAsking] = useState(false);
  const { held, group } = useHeld(suggestions);
  const shown = held ?? suggestions;
  const first = suggestions[0];
  useWindowKeys((event) => {
    if (event.defaultPrevented || event.key !== "0" || event.ctrlKey || event.metaKey || event.altKey || !first) return;
    if (isDialogOpen() || isTyping(event.target)) return;
    event.preventDefault();
    first.run();
  });
  return (
    <div ref={group} role="group" aria-label={t("label")} className="ml-auto flex min-w-0 flex-none items-center gap-1.5 max-tablet:hidden">
      <span className={cn("type-small mr-1 text-ink-3 max-desk:sr-only", isOn && shown.length === 0 && "sr-only")}>{t(isOn ? "label" : "labelOff")}</span>
      <ol className="flex min-w-0 items-center gap-1.5">
        {shown.map((one, index) => (
          <li key={one.act} className={cn(index === 1 && "max-desk:hidden", index === 2 && "max-wide:hidden")}>
            <Suggested suggestion={suggestions.find(({ act }) => act === one.act) ?? one} isFirst={index === 0} isGone={!suggestions.some(({ act }) => act === one.act)} hasKey={first?.act === one.act} />
          </li>
        ))}
      </ol>
      <IconButton label={t("about")} onClick={() => setAsking(true)} className="text-ink-3 max-desk:size-11"><Info size={15} /></IconButton>
      {isAsking && <Suspense><LikelyDialog slug={map.slug} onClose={() => setAsking(false)} /></Suspense>}
    </div>
  );
}

/** What stood there when the pointer or the focus came, until both are gone. */
function useHeld(suggestions: readonly Suggestion[]) {
  const group = useRef<HTMLDivElement>(null);
  const latest = useRef(suggestions);
  const [held, setHeld] = useState<readonly Suggestion[] | null>(null);
  useEffect(() => {
    latest.current = suggestions;
  }, [suggestions]);
  useEffect(() => {
    const element = group.current;
    if (!element) return;
    // The focus that a press of the pointer leaves behind holds nothing: whoever pressed is gone with the pointer.
    const isByKeys = (): boolean => element.contains(document.activeElement) && Boolean(document.activeElement?.matches(":focus-visible"));
    const hold = (): void => {
      if (element.matches(":hover") || isByKeys()) setHeld((before) => before ?? latest.current);
    };
    const release = (): void => {
      if (!element.matches(":hover") && !isByKeys()) setHeld(null);
    };
    const ways = [["pointerenter", hold], ["focusin", hold], ["pointerleave", release], ["focusout", () => setTimeout(release)]] as const;
    for (const [event, listener] of ways) element.addEventListener(event, listener);
    return () => {
      for (const [event, listener] of ways) element.removeEventListener(event, listener);
    };
  }, []);
  return { held, group };
}

interface SuggestedProps {
  suggestion: Suggestion;
  isFirst: boolean;
  isGone: boolean;
  hasKey: boolean;
}

function Suggested({ suggestion, isFirst, isGone, hasKey }: SuggestedProps) {
  const { t } = useTranslation("likely");
  const reasonOf = useReason();
  const reasonId = useId();
  const { label, isWay, icon: Icon, run, reason } = suggestion;
  const why = isGone ? t("gone") : reasonOf(reason);
  return (
    <>
      <button
        type="button"
        title={why}
        aria-describedby={reasonId}
        aria-keyshortcuts={hasKey ? "0" : undefined}
        aria-disabled={isGone || undefined}
        onClick={() => {
          if (!isGone) run();
        }}
        className={cn(
          "flex h-[30px] max-w-56 max-desk:h-11 items-center gap-[7px] rounded-md px-2.5 text-[12.5px] font-medium whitespace-nowrap",
          isGone ? "cursor-default text-ink-3" : isFirst ? "bg-purple-tint text-purple-ink" : "text-ink-2 hover:bg-hover",
        )}
      >
        {isFirst && <KeyCap className={cn("max-desk:hidden", isGone ? "bg-transparent shadow-quiet" : "bg-surface text-purple-ink shadow-1")}>0</KeyCap>}
        {Icon && <Icon size={15} className="flex-none" />}
        <span className="truncate">{isWay ? t("go", { place: label }) : label}</span>
      </button>
      <span id={reasonId} className="sr-only">{why}</span>
    </>
  );
}
