import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RankedClinic } from "@/api/types";
import { rankingQuery, type RankingDays, type RankingMeasure } from "@/features/platform/api";
import { useFormats } from "@/lib/i18n";
import { Sheet } from "@/ui/card";
import { SegmentedControl } from "@/ui/choices";
import { EmptyState } from "@/ui/states";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Term } from "@/ui/term";

import { PlatformHead, usePlatformCrumb } from "./head";
import { ListFailed, RowsLoading } from "./list-states";

const MEASURES = ["completed", "booked", "new_clients", "owners", "no_show_rate"] as const satisfies readonly RankingMeasure[];
const COLUMNS = [...MEASURES, "cancelled"] as const;
type Column = (typeof COLUMNS)[number];
const SPANS = ["7", "30", "90", "365"] as const;

export function RankingScreen() {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const [by, setBy] = useState<RankingMeasure>("completed");
  const [days, setDays] = useState<(typeof SPANS)[number]>("30");
  const { data, isError, refetch } = useQuery(rankingQuery(by, Number(days) as RankingDays));
  const first = data?.items[0];
  const worth = (clinic: RankedClinic): number => clinic[by] ?? 0;
  const most = Math.max(...(data?.items.map(worth) ?? []), 0) || 1;
  const shown = (clinic: RankedClinic, column: Column): string => (column !== "no_show_rate" ? f.number(clinic[column]) : clinic.no_show_rate === null ? "–" : `${f.number(clinic.no_show_rate * 100, 1, 1)}%`);
  const others = COLUMNS.filter((column) => column !== by);
  usePlatformCrumb("ranking");
  return (
    <div className="pb-4">
      <PlatformHead title={first && worth(first) > 0 ? t(`ranking.first.${by}`, { name: first.name }) : t("ranking.title")} />
      <div className="mt-4 flex flex-wrap gap-3">
        <SegmentedControl className="max-tablet:flex-wrap" label={t("ranking.by")} value={by} onChange={setBy} options={MEASURES.map((one) => ({ value: one, label: t(`ranking.measure.${one}`) }))} />
        <SegmentedControl label={t("ranking.span")} value={days} onChange={setDays} options={SPANS.map((one) => ({ value: one, label: t("ranking.days", { days: one }) }))} />
      </div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {isError ? (
          <ListFailed onRetry={() => void refetch()} />
        ) : !data ? (
          <RowsLoading />
        ) : data.items.length === 0 ? (
          <EmptyState className="shadow-none" title={t("ranking.none")} />
        ) : (
          <Table label={t("place.ranking")}>
            <thead>
              <tr>
                <HeadCell isNumber className="w-8">#</HeadCell>
                <HeadCell>{t("clinic.head.name")}</HeadCell>
                <HeadCell className="w-[26%] max-tablet:hidden"><span className="sr-only">{t("ranking.share")}</span></HeadCell>
                <HeadCell isNumber className="text-ink" aria-sort={by === "no_show_rate" ? "ascending" : "descending"}><Term meaning={t(`ranking.means.${by}`)}>{t(`ranking.measure.${by}`)}</Term></HeadCell>
                {others.map((column) => <HeadCell key={column} isNumber className="pl-4 max-desk:hidden"><Term meaning={t(`ranking.means.${column}`)}>{t(`ranking.measure.${column}`)}</Term></HeadCell>)}
              </tr>
            </thead>
            <tbody>
              {data.items.map((clinic, index) => (
                <Row key={clinic.tenant_id}>
                  <Cell isNumber className="text-ink-3">{index + 1}</Cell>
                  <Cell><span className="block font-semibold">{clinic.name}</span><span className="type-small text-ink-2">{clinic.city}</span></Cell>
                  <Cell aria-hidden="true" className="pl-4 max-tablet:hidden"><span className="block h-2 overflow-hidden rounded-full bg-sunken"><span className="block h-full rounded-full bg-blue" style={{ width: `${(worth(clinic) / most) * 100}%` }} /></span></Cell>
                  <Cell isNumber className="text-[14px] font-semibold">{shown(clinic, by)}</Cell>
                  {others.map((column) => <Cell key={column} isNumber className="pl-4 text-ink-2 max-desk:hidden">{shown(clinic, column)}</Cell>)}
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Sheet>
      <p className="type-small mt-3 text-ink-3">{t(`ranking.means.${by}`)} {t("ranking.note")}</p>
    </div>
  );
}
