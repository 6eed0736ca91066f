import { useTranslation } from "react-i18next";

import { useRequests } from "@/features/appointments/requests";
import { useMay } from "@/features/identity/session";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Figure, Figures } from "@/ui/figure";

import { figuresOf, stepOf } from "./rules";
import type { Today } from "./use-today";

const WORDED = 12;

/** How the day stands, in a sentence; the figures that matter to the role beside it. */
export function Headline({ today }: { today: Today }) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const { slug } = useMap();
  const { seen, toGo, late } = figuresOf(today.own, today.walkIns, today.now);
  const word = (count: number): string => (count <= WORDED ? t(`word.${count}`) : f.number(count));
  // Dutch writes a capital without its stress mark: één, Eén.
  const capital = (text: string): string => (text.charAt(0).toLocaleUpperCase() + text.slice(1)).replace(/^Éé/, "Eé");
  const first = !today.maySchedule ? t("headline.hello") : !today.day.data ? t("title") : seen + toGo === 0 ? t("headline.empty") : toGo === 0 ? t("headline.done", { count: seen, seen: word(seen) }) : seen === 0 ? t("headline.begin", { count: toGo, toGo: word(toGo) }) : t("headline.going", { seen: word(seen), toGo: word(toGo) });
  const requests = useRequests(slug, today.zone, today.mayApprove).count ?? 0;
  const second = today.setup?.isBookable === false ? t("headline.notBookable") : today.isOwn && late > 0 ? t("headline.late", { count: late }) : requests > 0 ? t("headline.requests", { count: requests, requests: capital(word(requests)) }) : "";
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <h1 className="type-h1 min-w-56 flex-1">
        {capital(first)}
        {second && <span className="block text-ink-3">{second}</span>}
      </h1>
      <TodayFigures today={today} />
    </header>
  );
}

function TodayFigures({ today }: { today: Today }) {
  const { t } = useTranslation("w-today");
  const f = useFormats();
  const { slug } = useMap();
  const mayReport = useMay(slug, "reports.read");
  const { dashboard, drafts, unread } = today;
  const { here } = figuresOf(today.own, today.walkIns, today.now);
  const visits = dashboard && stepOf(dashboard.month.now.visits, dashboard.month.before.visits);
  const rate = (value: number | null): string => (value === null ? "–" : `${f.number(value * 100, 1)}%`);
  return (
    <Figures>
      {today.mayTalk && unread > 0 && <Figure value={f.number(unread)} label={t("figure.unread", { count: unread })} />}
      {drafts.length > 0 && <Figure value={`${f.number(drafts.length)}${today.hasMoreDrafts ? "+" : ""}`} tone="amber" label={t("figure.drafts", { count: drafts.length })} />}
      {here > 0 && <Figure value={f.number(here)} label={t("figure.here")} />}
      {dashboard && mayReport && <Figure value={f.number(dashboard.month.now.visits)} unit={visits == null ? undefined : t("figure.step", { step: `${visits > 0 ? "+" : ""}${visits}` })} label={t("figure.visits")} />}
      {dashboard && mayReport && <Figure value={f.number(dashboard.month.now.new_clients)} label={t("figure.clients", { before: f.number(dashboard.month.before.new_clients) })} />}
      {dashboard && <Figure value={rate(dashboard.month.now.no_show_rate)} label={t("figure.noShow", { before: rate(dashboard.month.before.no_show_rate) })} />}
    </Figures>
  );
}
