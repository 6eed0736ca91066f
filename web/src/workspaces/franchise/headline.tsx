import { useTranslation } from "react-i18next";

import type { FranchisePractice } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Figure, Figures } from "@/ui/figure";

import { Trend, useFigure } from "./figures";
import { changeOf, reasonsOf, type Group } from "./rules";

/** How the group stands, in a sentence; its figures are a set beside it. */
export function Headline({ practices, group }: { practices: readonly FranchisePractice[]; group: Group }) {
  const { t } = useTranslation("w-franchise");
  const f = useFormats();
  const figure = useFigure();
  const asking = practices.filter((one) => reasonsOf(one, group).length > 0).length;
  const change = (measure: "visits" | "new_clients" | "no_show_rate") => <Trend change={changeOf(group.now, group.before, measure)} measure={measure} className="ml-1 align-middle" />;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-10 gap-y-4">
      <div className="min-w-0">
        <h1 className="type-h1">{t("heading", { count: practices.length, visits: t("visits", { count: group.today, number: f.number(group.today) }) })}</h1>
        <p className="mt-1 max-w-[58ch] text-ink-2">{asking === 0 ? t("attention.none") : t("attention.some", { count: asking })} {t("lead")}</p>
      </div>
      {group.counted > 0 && (
        <Figures className="max-tablet:grid max-tablet:w-full max-tablet:grid-cols-2">
          <Figure value={figure(group.now.visits)} unit={change("visits")} label={t("total.visits")} />
          <Figure value={figure(group.now.new_clients)} unit={change("new_clients")} label={t("total.new")} />
          <Figure value={figure(group.now.no_show_rate, "no_show_rate")} unit={change("no_show_rate")} label={t("total.noShow")} />
          <Figure value={f.number(group.requests)} label={t("total.requests")} />
        </Figures>
      )}
    </header>
  );
}
