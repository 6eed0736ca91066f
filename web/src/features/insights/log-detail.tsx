import { useTranslation } from "react-i18next";

import type { LogRow } from "./log-table";
import { differencesOf } from "./rules";

const LINES_MAX = 40;

/** What stood there before and what stands there now, field by field; or why it can't be shown. */
export function LogDetail({ row }: { row: LogRow }) {
  const { t } = useTranslation("insights");
  if (row.detail_state !== "open") return <p className="type-small text-amber-ink">{t(`log.detail.${row.detail_state}`)}</p>;
  const lines = differencesOf(row.before, row.after).slice(0, LINES_MAX);
  if (lines.length === 0) return null;
  return (
    <details className="type-small mt-0.5 text-ink-3">
      <summary className="inline rounded-chip hover:text-ink">{t("log.details", { count: lines.length })}</summary>
      <dl className="mt-1.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        {lines.map((line) => (
          <div key={line.name} className="contents">
            <dt className="mono">{line.name || t("log.value")}</dt>
            <dd className="mono break-all text-ink-2">
              {line.before !== undefined && <><del className="text-ink-3">{line.before}</del> </>}
              {line.after !== undefined && <ins className="text-ink no-underline">{line.after}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
