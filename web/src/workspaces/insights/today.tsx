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
  const parts = (["completed", "confirmed", "pending", "no_show", "cancelled"] as const).map((state) => ({ state, count: today[state] })).filter((part) => part.count > 0);
  const schedule = href("schedule");
  return (
    <section aria-label={t("today.title")} className={cn("flex flex-col gap-5", className)}>
      <div>
        <h2 className="type-h3 pt-1.5">{today.total === 0 ? t("today.none") : t("today.count", { count: today.total })}</h2>
        <p className="type-small text-ink-2">{f.date(dashboard.on, "medium")}</p>
        <dl className="mt-2.5 flex flex-col gap-1.5">
          {parts.map((part) => (
            <div key={part.state} className="flex justify-between gap-3"><dt className="text-ink-2">{t(`common:appointment.${part.state}`)}</dt><dd className="mono">{f.number(part.count)}</dd></div>
          ))}
        </dl>
      </div>
      {dashboard.vets.length > 0 && (
        <div>
          <h3 className="type-label text-ink-2">{t("today.vets")}</h3>
          <ul className="mt-2 flex flex-col gap-2.5">
            {dashboard.vets.map((vet) => (
              <li key={vet.vet_id}>
                <div className="flex justify-between gap-3"><span className="truncate">{vet.vet_name}</span><span className="mono text-ink-2">{t("today.done", { done: vet.completed, total: vet.total })}</span></div>
                <div aria-hidden="true" className="mt-1 h-1 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-green" style={{ width: `${(vet.completed / Math.max(1, vet.total)) * 100}%` }} /></div>
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
