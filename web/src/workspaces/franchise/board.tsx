import { ChevronDown, CircleAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { FranchisePractice } from "@/api/types";
import { cn } from "@/lib/cn";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Tag } from "@/ui/tag";

import { Bar, Trend, useFigure } from "./figures";
import { reasonsOf, trendOf, type Group, type Measure } from "./rules";
import { useReasonText } from "./reason-text";
import { useFits } from "./use-fits";

export interface BoardProps {
  practices: readonly FranchisePractice[];
  group: Group;
  measure: Measure;
  selected: string | null;
  onSelect: (slug: string) => void;
  /** What opens under the chosen row where there is no room beside the board. */
  opened?: (practice: FranchisePractice) => ReactNode;
}

/** Every practice on a line of its own: today, what waits, and one measure that all are compared by. */
export function Board({ practices, group, measure, selected, onSelect, opened }: BoardProps) {
  const { t } = useTranslation("w-franchise");
  // A phone has three columns; a wider cell would make more of them.
  const isTablet = useFits(760);
  const most = Math.max(0, ...practices.flatMap(({ month }) => (month ? [month.now[measure] ?? 0, month.before[measure] ?? 0] : [])));
  return (
    <Table label={t("title")} className="table-fixed">
      <thead>
        <Row>
          <HeadCell className="pl-2.5">{t("column.practice")}</HeadCell>
          <HeadCell isNumber className="w-[72px] max-tablet:w-[62px]">{t("column.today")}</HeadCell>
          <HeadCell isNumber className="w-[92px] max-tablet:hidden">{t("column.requests")}</HeadCell>
          <HeadCell className="w-[22%] pl-3 max-tablet:hidden"><span className="sr-only">{t("column.bar", { measure: t(`measure.${measure}`) })}</span></HeadCell>
          <HeadCell isNumber className="w-[92px] max-tablet:w-[78px] max-tablet:whitespace-normal max-tablet:align-bottom">{t(`measure.${measure}`)}</HeadCell>
          <HeadCell isNumber className="w-[104px] pr-2.5 last:pr-2.5 max-tablet:hidden">{t("column.trend")}</HeadCell>
        </Row>
      </thead>
      <tbody>
        {practices.map((one) => (
          <Fragment key={one.id}>
            <Line practice={one} isSelected={one.slug === selected} isOpening={opened !== undefined} {...{ group, measure, most, onSelect }} />
            {opened && one.slug === selected && <tr><td colSpan={isTablet ? 6 : 3} className="bg-selected px-2.5 pt-1 pb-4">{opened(one)}</td></tr>}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

interface LineProps extends Pick<BoardProps, "group" | "measure" | "onSelect"> {
  practice: FranchisePractice;
  most: number;
  isSelected: boolean;
  isOpening: boolean;
}

function Line({ practice: one, group, measure, most, isSelected, isOpening, onSelect }: LineProps) {
  const { t } = useTranslation("w-franchise");
  const figure = useFigure();
  const change = trendOf(one, measure);
  return (
    // The name is the control that keyboards and screen readers meet; a mouse may press anywhere in the row.
    <tr className={cn("cursor-pointer border-t border-line transition-colors duration-quick", isSelected ? "bg-selected" : "hover:bg-hover")} onClick={() => onSelect(one.slug)}>
      <Cell className="py-2.5 pl-2.5">
        <button type="button" aria-pressed={isOpening ? undefined : isSelected} aria-expanded={isOpening ? isSelected : undefined} className="weight-name -mx-1 flex max-w-full items-center gap-1 rounded-chip px-1 text-start max-tablet:w-full max-tablet:justify-between" onClick={(event) => { event.stopPropagation(); onSelect(one.slug); }}>
          <span className="min-w-0 break-words">{one.name}</span>
          {isOpening && <ChevronDown size={14} aria-hidden="true" className={cn("flex-none text-ink-3 transition-transform duration-quick", isSelected && "rotate-180")} />}
        </button>
        <Standing practice={one} group={group} isSaidBelow={isOpening && isSelected} />
      </Cell>
      <Cell isNumber className="font-semibold">{figure(one.visits_today)}</Cell>
      <Cell isNumber className="max-tablet:hidden">{figure(one.requests_open)}</Cell>
      <Cell className="pl-3 max-tablet:hidden">{one.month && <Bar now={one.month.now[measure] ?? 0} before={one.month.before[measure] ?? 0} most={most} />}</Cell>
      <Cell isNumber className="max-tablet:pr-2.5">
        {figure(one.month?.now[measure], measure)}
        {one.month && <Trend change={change} measure={measure} className="flex tablet:hidden" />}
      </Cell>
      <Cell isNumber className="pr-2.5 last:pr-2.5 max-tablet:hidden">{one.month ? <Trend change={change} measure={measure} /> : <span className="text-ink-3">{t("trend.dash")}</span>}</Cell>
    </tr>
  );
}

/** Under the name: the most pressing thing to look at, or why there are no figures. Nothing where all is as usual. */
function Standing({ practice: one, group, isSaidBelow }: { practice: FranchisePractice; group: Group; isSaidBelow: boolean }) {
  const { t } = useTranslation("w-franchise");
  const said = useReasonText();
  const [reason, ...others] = isSaidBelow ? [] : reasonsOf(one, group);
  const gap = reason || isSaidBelow ? null : one.gap;
  const isClosed = one.state !== "active";
  if (!reason && !gap && !isClosed) return null;
  return (
    <span className="type-small mt-0.5 flex flex-wrap items-start gap-x-3 gap-y-0.5">
      {isClosed && <Tag tone="amber">{t(`state.${one.state}`, { defaultValue: one.state })}</Tag>}
      {reason && <span className="flex gap-1 text-amber-ink"><CircleAlert size={13} className="mt-[1.5px] flex-none" aria-hidden="true" />{said(reason, "short")}</span>}
      {others.length > 0 && <span className="text-ink-2">{t("reason.more", { count: others.length })}</span>}
      {gap && <span className="text-ink-2">{t(`gap.${gap}`)}</span>}
    </span>
  );
}
