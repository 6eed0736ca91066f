import { useTranslation } from "react-i18next";

import type { PracticeReport, ReportShare } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { SpeciesIcon } from "@/ui/species-icon";
import { cn } from "@/lib/cn";

/** The period by weekday, kind of visit, vet and species: bars to compare, figures to know. */
export function Breakdowns({ report }: { report: PracticeReport }) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const nameOf = (share: ReportShare): string => (f.locale === "nl" ? share.name_nl : share.name_en);
  return (
    <div className="mt-6 grid gap-x-9 gap-y-7 desk:grid-cols-2">
      <Weekdays shares={report.weekdays} />
      <Bars title={t("by.types")} shares={report.types} nameOf={nameOf} />
      <Bars title={t("by.vets")} shares={report.vets} nameOf={nameOf} />
      <Bars title={t("by.species")} shares={report.species} nameOf={(share) => t(`common:species.${share.key}`, { defaultValue: share.key })} pictureOf={(share) => <SpeciesIcon species={share.key} size={18} />} />
    </div>
  );
}

const HEIGHT = 120;

function Weekdays({ shares }: { shares: readonly ReportShare[] }) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const days = ["1", "2", "3", "4", "5", "6", "7"].map((key) => shares.find((share) => share.key === key) ?? { key, visits: 0, missed: 0 });
  const most = Math.max(1, ...days.map((day) => day.visits + day.missed));
  const busiest = days.reduce((best, day) => (day.visits > best.visits ? day : best));
  return (
    <section aria-label={t("by.weekdays")}>
      <h3 className="type-label text-ink-2">{t("by.weekdays")}</h3>
      <ol className="prints-bars mt-3 flex items-end gap-2.5">
        {days.map((day) => {
          const isBusiest = day === busiest && day.visits > 0;
          return (
            <li key={day.key} className="flex min-w-0 flex-1 flex-col items-center gap-1">
              <span className="mono text-[12px]">{day.visits > 0 ? f.number(day.visits) : ""}</span>
              <span aria-hidden="true" className="flex w-full flex-col justify-end" style={{ height: HEIGHT }}>
                <span className="block w-full rounded-t-[3px] bg-amber/60" style={{ height: (day.missed / most) * HEIGHT }} />
                <span className={cn("block w-full", day.missed === 0 && "rounded-t-[3px]", isBusiest ? "bg-blue-fill" : "bg-blue/55")} style={{ height: Math.max(day.visits > 0 ? 2 : 0, (day.visits / most) * HEIGHT) }} />
                <span className="block h-px w-full bg-line-2" />
              </span>
              <span className={cn("type-small", isBusiest ? "font-semibold" : "text-ink-2")}>
                <span aria-hidden="true">{t(`common:weekday.${day.key}`).slice(0, 2)}</span>
                <span className="sr-only">{t("by.day", { day: t(`common:weekday.${day.key}`), missed: day.missed })}</span>
              </span>
            </li>
          );
        })}
      </ol>
      <p className="prints-bars type-small mt-2.5 flex gap-4 text-ink-2">
        <span className="flex items-center gap-1.5"><span aria-hidden="true" className="size-2.5 rounded-[2px] bg-blue/55" />{t("by.visits")}</span>
        <span className="flex items-center gap-1.5"><span aria-hidden="true" className="size-2.5 rounded-[2px] bg-amber/60" />{t("by.missed")}</span>
      </p>
    </section>
  );
}

interface BarsProps {
  title: string;
  shares: readonly ReportShare[];
  nameOf: (share: ReportShare) => string;
  pictureOf?: (share: ReportShare) => React.ReactNode;
}

function Bars({ title, shares, nameOf, pictureOf }: BarsProps) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const most = Math.max(1, ...shares.map((share) => share.visits));
  return (
    <section aria-label={title}>
      <h3 className="type-label text-ink-2">{title}</h3>
      <ul className="mt-2.5 flex flex-col gap-2.5">
        {shares.map((share) => (
          <li key={share.key} className="grid grid-cols-[minmax(0,1fr)_auto_44px] items-center gap-x-3 gap-y-1">
            <span className="flex min-w-0 items-center gap-2">{pictureOf?.(share)}<span className="truncate">{nameOf(share)}</span></span>
            <span className="type-small text-end text-ink-3">{share.missed > 0 ? t("by.missedCount", { count: share.missed }) : ""}</span>
            <span className="mono text-end">{f.number(share.visits)}</span>
            <span aria-hidden="true" className="prints-bars col-span-3 h-1 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-slate" style={{ width: `${(share.visits / most) * 100}%` }} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
