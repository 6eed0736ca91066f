import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { addDays } from "@/lib/dates";
import { useFormats } from "@/lib/i18n";
import { Button, IconButton } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";

import type { Span } from "./use-view";

export interface DayBarProps {
  day: string;
  today: string;
  days: readonly string[];
  loads: readonly { count: number; share: number }[];
  span: Span;
  onDay: (day: string) => void;
  onSpan: (span: Span) => void;
}

/** The week at a glance: which day is shown, and how full the others are. */
export function DayBar({ day, today, days, loads, span, onDay, onSpan }: DayBarProps) {
  const { t } = useTranslation("w-schedule");
  const f = useFormats();
  return (
    <nav aria-label={t("days")} className="flex min-w-0 flex-wrap items-center gap-x-1 gap-y-2 print:hidden">
      <IconButton label={t(span === "week" ? "weekBefore" : "dayBefore")} onClick={() => onDay(addDays(day, span === "week" ? -7 : -1))}><ChevronLeft size={16} /></IconButton>
      {days.map((one, index) => {
        const load = loads[index] ?? { count: 0, share: 0 };
        const isShown = one === day;
        return (
          <button
            key={one}
            type="button"
            aria-current={isShown ? "date" : undefined}
            onClick={() => onDay(one)}
            className={cn("flex w-[52px] flex-col gap-[5px] rounded-md px-2 py-[5px] text-[12px] leading-4 max-tablet:w-9 max-tablet:px-1", isShown ? "bg-surface font-semibold shadow-1" : "text-ink-2 hover:bg-hover")}
          >
            <span className="flex justify-between gap-1"><span className="max-tablet:hidden">{f.date(one, "weekday")}</span><span className={cn("mono", one === today && "font-semibold text-blue-ink")}>{Number(one.slice(-2))}</span></span>
            <span className="sr-only">{t("dayName", { date: f.date(one, "medium"), count: load.count })}</span>
            <span aria-hidden="true" className="h-[3px] rounded-full bg-line-2">
              <span className={cn("block h-full rounded-full", isShown ? "bg-blue" : "bg-slate")} style={{ width: `${load.share * 100}%` }} />
            </span>
          </button>
        );
      })}
      <IconButton label={t(span === "week" ? "weekAfter" : "dayAfter")} onClick={() => onDay(addDays(day, span === "week" ? 7 : 1))}><ChevronRight size={16} /></IconButton>
      {day !== today && <Button size="s" tone="bare" onClick={() => onDay(today)}>{t("today")}</Button>}
      <SegmentedControl
        label={t("span")}
        value={span}
        onChange={onSpan}
        className="ml-2 max-tablet:hidden"
        options={[{ value: "day", label: t("day") }, { value: "week", label: t("week") }]}
      />
    </nav>
  );
}
