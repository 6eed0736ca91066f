import { useTranslation } from "react-i18next";

import type { PracticeReport } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Figure, Figures } from "@/ui/figure";

/** The period in a sentence, and its figures as a set beside it. */
export function ReportHead({ report, isCompared }: { report: PracticeReport; /** Left out where another comparison of the same days stands beside it. */ isCompared: boolean }) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const { figures, before } = report;
  const more = figures.visits - before.visits;
  const rate = figures.no_show_rate;
  return (
    <div className="mt-5 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <h2 className="type-h2">{t("report.title", { count: figures.visits, number: f.number(figures.visits) })}</h2>
        <p className="mt-0.5 text-ink-2">
          {t("report.span", { from: f.date(report.first_on, "long"), to: f.date(report.last_on, "long") })} {isCompared && (more === 0 ? t("report.same") : t(more > 0 ? "report.more" : "report.less", { number: f.number(Math.abs(more)) }))}
        </p>
      </div>
      <Figures>
        <Figure value={f.number(report.patients_seen)} label={t("report.patients")} />
        <Figure value={f.number(report.clients_seen)} label={t("report.clients")} />
        <Figure value={f.number(figures.new_clients)} label={t("report.newClients")} />
        <Figure value={rate === null ? "–" : f.number(rate * 100, 1)} unit={rate === null ? undefined : "%"} label={t("report.rate")} tone={rate !== null && rate > 0.1 ? "amber" : "ink"} />
        <Figure value={f.number(figures.cancelled)} label={t("report.cancelled")} />
      </Figures>
    </div>
  );
}
