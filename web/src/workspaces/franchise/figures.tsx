import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { toneOf } from "@/features/insights/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";

import { isMoreBetter, type Measure } from "./rules";

/** Amber is for what asks attention by the rule that the sentence above counts by. */
const TONES = { good: "text-green-ink", bad: "text-ink-2", same: "text-ink-3" };

/** A figure as it is read: no-shows in per cent, what is not known as a dash. */
export function useFigure(): (value: number | null | undefined, measure?: Measure) => string {
  const f = useFormats();
  return (value, measure) => (value == null ? "–" : measure === "no_show_rate" ? `${f.number(value * 100, 1)}%` : f.number(value, 1));
}

/** Up or down since the same day of last month: the arrow and the sign say it, the hue says whether that is good. */
export function Trend({ change, measure, className }: { change: number | null; measure: Measure; className?: string }) {
  const { t } = useTranslation(["w-franchise", "insights"]);
  const f = useFormats();
  if (change === null) return <span className={cn("text-ink-3", className)}><span aria-hidden="true">–</span><span className="sr-only">{t("trend.none")}</span></span>;
  const isRate = measure === "no_show_rate";
  const size = f.number(Math.abs(change) * 100, isRate ? 1 : 0);
  const isSame = size === "0";
  const Arrow = isSame ? Minus : change > 0 ? TrendingUp : TrendingDown;
  return (
    <span className={cn("inline-flex items-center justify-end gap-1 whitespace-nowrap", TONES[isSame ? "same" : toneOf(change, isMoreBetter(measure))], className)}>
      <Arrow size={14} aria-hidden="true" className="flex-none" />
      <span className="mono text-[12px]">{isSame ? t("trend.same") : `${change > 0 ? "+" : "−"}${isRate ? t("insights:points", { count: Number(Math.abs(change * 100).toFixed(1)), number: size }) : `${size}%`}`}</span>
    </span>
  );
}

/** This month as a bar, the same day of last month as a mark across it. Decoration: the figures stand beside it. */
export function Bar({ now, before, most, className }: { now: number; before: number; most: number; className?: string }) {
  const share = (value: number): string => `${most === 0 ? 0 : Math.min(100, (value / most) * 100)}%`;
  return (
    <span aria-hidden="true" className={cn("prints-bars relative block h-2 rounded-full bg-sunken", className)}>
      <span className="block h-full rounded-full bg-blue" style={{ width: share(now) }} />
      {before > 0 && <span className="absolute -top-1 h-4 w-0.5 -translate-x-px rounded-full bg-ink-2" style={{ left: share(before) }} />}
    </span>
  );
}
