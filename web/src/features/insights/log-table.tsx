import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Tag } from "@/ui/tag";
import { cn } from "@/lib/cn";

import { LogDetail } from "./log-detail";

/** An entry of a log, of a practice or of the whole platform. */
export interface LogRow {
  id: string;
  at: string;
  actor_id: string | null;
  actor_name?: string | null;
  actor_kind: string;
  action: string;
  subject: string;
  outcome: string;
  /** Where it was done, on the platform. */
  place?: string;
  detail_state?: "none" | "open" | "erased" | "damaged";
  before?: unknown;
  after?: unknown;
}

export interface LogTableProps {
  label: string;
  rows: readonly LogRow[];
  zone: string;
  isHeadHidden?: boolean;
  /** Narrows the log to one person. */
  onActor?: (row: LogRow) => void;
}

/** Who did what and when, the newest first. A code that has no words yet shows itself. */
export function LogTable({ label, rows, zone, isHeadHidden, onActor }: LogTableProps) {
  const { t } = useTranslation("insights");
  const hasPlace = rows.some((row) => row.place !== undefined);
  return (
    <Table label={label}>
      <thead className={cn(isHeadHidden && "sr-only")}>
        <tr>
          <HeadCell>{t("log.at")}</HeadCell>
          <HeadCell>{t("log.actor")}</HeadCell>
          <HeadCell>{t("log.action")}</HeadCell>
          {hasPlace && <HeadCell className="max-tablet:hidden">{t("log.place")}</HeadCell>}
          <HeadCell isNumber>{t("log.outcome")}</HeadCell>
        </tr>
      </thead>
      <tbody>{rows.map((row) => <LogLine key={row.id} row={row} zone={zone} hasPlace={hasPlace} onActor={onActor} />)}</tbody>
    </Table>
  );
}

function LogLine({ row, zone, hasPlace, onActor }: { row: LogRow; zone: string; hasPlace: boolean; onActor: LogTableProps["onActor"] }) {
  const { t } = useTranslation("insights");
  const f = useFormats();
  const who = row.actor_name ?? t(`log.kind.${row.actor_kind}`, { defaultValue: row.actor_kind });
  const words = t(`action.${row.action.replaceAll(".", "_")}`, { defaultValue: "" });
  const hasDetail = row.detail_state !== undefined && row.detail_state !== "none";
  return (
    <Row>
      <Cell className="w-[136px] align-top whitespace-nowrap"><time dateTime={row.at} className="mono text-ink-3">{f.dateTime(row.at, zone)}</time></Cell>
      <Cell className="w-[200px] align-top">
        {onActor && row.actor_id !== null ? (
          <button type="button" title={t("log.onlyThis", { name: who })} onClick={() => onActor(row)} className="rounded-chip text-start hover:underline">{who}</button>
        ) : (
          <span className={cn(row.actor_kind === "anonymous" ? "text-red-ink" : row.actor_id === null && "text-ink-3")}>{who}</span>
        )}
      </Cell>
      <Cell className="align-top">
        {words || <span className="mono">{row.action}</span>}
        {hasDetail && <LogDetail row={row} />}
      </Cell>
      {hasPlace && <Cell className="align-top text-ink-2 max-tablet:hidden">{row.place}</Cell>}
      <Cell className="align-top text-end">
        {row.outcome === "done" ? <span className="text-ink-3">{t("outcome.done")}</span> : <Tag tone="red">{t(`outcome.${row.outcome}`, { defaultValue: row.outcome })}</Tag>}
      </Cell>
    </Row>
  );
}
