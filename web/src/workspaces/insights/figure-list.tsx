import { useTranslation } from "react-i18next";

import type { PracticeDashboard } from "@/api/types";
import { toneOf } from "@/features/insights/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";

type Month = PracticeDashboard["month"];

const TONES = { good: "text-green-ink", bad: "text-amber-ink", same: "text-ink-2" };

/** This month so far, beside last month up to the same day: the difference is in words, the hue only helps. */
export function FigureList({ month }: { month: Month }) {
  const { t } = useTranslation(["w-insights", "insights"]);
  const f = useFormats();
  const percent = (rate: number | null): number => Math.round((rate ?? 0) * 1000) / 10;
  const { now, before } = month;
  const lines = [
    { key: "visits", now: now.visits, before: before.visits, isMoreBetter: true },
    { key: "rate", now: percent(now.no_show_rate), before: percent(before.no_show_rate), isMoreBetter: false, unit: "%" },
    { key: "new", now: now.new_clients, before: before.new_clients, isMoreBetter: true },
    { key: "booked", now: now.booked, before: before.booked, isMoreBetter: true },
    { key: "cancelled", now: now.cancelled, before: before.cancelled, isMoreBetter: false },
    { key: "missed", now: now.missed, before: before.missed, isMoreBetter: false },
  ];
  return (
    <section aria-label={t("month.title")}>
      <dl className="flex flex-col">
        {lines.map((line) => {
          const difference = line.now - line.before;
          const size = f.number(Math.abs(difference), 1);
          const said = difference === 0 ? t("month.same") : t(difference > 0 ? "month.more" : "month.less", { number: line.unit ? t("insights:points", { count: Number(Math.abs(difference).toFixed(1)), number: size }) : size });
          return (
            <div key={line.key} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-2.5 py-2.5">
              <dt className="font-semibold">{t(`figure.${line.key}`)}</dt>
              <dd className="type-figure col-start-2 row-span-2 row-start-1">
                {f.number(line.now, 1)}{line.unit && <span className="type-small font-sans tracking-normal text-ink-2">{line.unit}</span>}
              </dd>
              <dd className={cn("type-small", TONES[toneOf(difference, line.isMoreBetter)])}>{said}</dd>
            </div>
          );
        })}
      </dl>
      <p className="type-small mt-2 px-2.5 text-ink-3">{t("month.note")}</p>
    </section>
  );
}
