import { Inbox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PracticeDashboard } from "@/api/types";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";

/** The practice on this day: what is done, what comes, and who has how much of it. */
export function Today({ dashboard, className }: { dashboard: PracticeDashboard; className?: string }) {
  const { t } = useTranslation("w-insights");
  const f = useFormats();
  const { href } = useMap();
  const { today } = dashboard;
  // What adds up to the number above, and beside it what was called off.
  const parts = (["seen", "to_go", "pending", "no_show"] as const).map((key) => ({ key, count: today[key] })).filter((part) => part.count > 0);
  const schedule = href("schedule");
  return (
    <section aria-label={t("today.title")} className={cn("flex flex-col gap-5", className)}>
      <div>
        <h2 className="type-h3 pt-1.5">{today.total === 0 ? t("today.none") : t("today.count", { count: today.total })}</h2>
        <p className="type-small text-ink-2">{f.date(dashboard.on, "medium")}</p>
        <dl className="mt-2.5 flex flex-col gap-1.5">
          {parts.map((part) => (
            <div key={part.key} className="flex justify-between gap-3"><dt className="text-ink-2">{t(`today.${part.key}`)}</dt><dd className="mono">{f.number(part.count)}</dd></div>
          ))}
        </dl>
        {today.cancelled > 0 && <p className="type-small mt-1.5 text-ink-3">{t("today.cancelled", { count: today.cancelled })}</p>}
      </div>
      {dashboard.vets.length > 0 && (
        <div>
          <h3 className="type-label text-ink-2">{t("today.vets")}</h3>
          <ul className="mt-2 flex flex-col gap-2.5">
            {dashboard.vets.map((vet) => (
              <li key={vet.vet_id}>
                <div className="flex justify-between gap-3"><span className="truncate">{vet.vet_name}</span><span className="mono whitespace-nowrap text-ink-2">{t("today.done", { done: vet.seen, total: vet.total })}</span></div>
                <div aria-hidden="true" className="mt-1 h-1 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-green" style={{ width: `${(vet.seen / Math.max(1, vet.total)) * 100}%` }} /></div>
              </li>
            ))}
          </ul>
        </div>
      )}
      {dashboard.requests_open > 0 && (
        <p className="flex gap-2 text-ink-2">
          <Inbox size={16} className="mt-px" aria-hidden="true" />
          <span>{t("today.requests", { count: dashboard.requests_open })} {schedule && <Link to={schedule} viewTransition className="weight-name rounded-chip text-blue-ink hover:underline">{t("today.toSchedule")}</Link>}</span>
        </p>
      )}
    </section>
  );
}
