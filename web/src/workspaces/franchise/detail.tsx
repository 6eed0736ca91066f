import { ArrowUpRight, CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { FranchisePractice } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Cell, HeadCell, Row, Table } from "@/ui/table";

import { Trend, useFigure } from "./figures";
import { changeOf, MEASURES, reasonsOf, type Group } from "./rules";
import { useReasonText } from "./reason-text";

export interface DetailProps {
  practice: FranchisePractice;
  group: Group;
  /** The practice's own screens for whoever works there too; for others its public page. */
  href: string;
  isOwn: boolean;
}

/** One practice beside its last month and beside the others: counts only, so nobody's file is open here. */
export function Detail({ practice, group, href, isOwn }: DetailProps) {
  const { t } = useTranslation("w-franchise");
  const f = useFormats();
  const figure = useFigure();
  const said = useReasonText();
  const reasons = reasonsOf(practice, group);
  const average = (total: number): number | null => (group.counted === 0 ? null : total / group.counted);
  return (
    <div className="flex flex-col gap-3.5">
      {reasons.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {reasons.map((reason) => (
            <li key={reason.key} className="flex gap-2 text-amber-ink"><CircleAlert size={15} className="mt-0.5 flex-none" aria-hidden="true" />{said(reason)}</li>
          ))}
        </ul>
      )}
      {practice.gap && practice.gap !== "late" && practice.gap !== "silent" && <Note>{t(`gap.${practice.gap}`)}</Note>}
      {practice.month && (
        <>
          <p className="text-ink-2">{t("detail.today", { visits: t("visits", { count: practice.visits_today ?? 0, number: f.number(practice.visits_today ?? 0) }), requests: t("requests", { count: practice.requests_open ?? 0 }) })}</p>
          <Table label={t("detail.table", { name: practice.name })}>
            <thead>
              <Row>
                <HeadCell><span className="sr-only">{t("detail.figure")}</span></HeadCell>
                <HeadCell isNumber>{t("detail.now")}</HeadCell>
                <HeadCell isNumber>{t("detail.before")}</HeadCell>
                <HeadCell isNumber>{t("detail.average")}</HeadCell>
              </Row>
            </thead>
            <tbody>
              {MEASURES.map((measure) => {
                const { now, before } = practice.month as NonNullable<FranchisePractice["month"]>;
                return (
                  <Row key={measure}>
                    <Cell>
                      {t(`measure.${measure}`)}
                      <Trend change={changeOf(now, before, measure)} measure={measure} className="type-small flex justify-start" />
                    </Cell>
                    <Cell isNumber className="font-semibold">{figure(now[measure], measure)}</Cell>
                    <Cell isNumber className="text-ink-2">{figure(before[measure], measure)}</Cell>
                    <Cell isNumber className="text-ink-2">{figure(measure === "no_show_rate" ? group.now.no_show_rate : roundOf(average(group.now[measure])), measure)}</Cell>
                  </Row>
                );
              })}
            </tbody>
          </Table>
          <p className="type-small text-ink-3">{t("detail.note", { count: group.counted, number: f.number(group.counted) })}</p>
        </>
      )}
      <Button asChild className="self-start">
        <Link to={href}>{t(isOwn ? "open.own" : "open.page")}<ArrowUpRight size={14} aria-hidden="true" /></Link>
      </Button>
    </div>
  );
}

function roundOf(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
