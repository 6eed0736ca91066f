import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

import type { LogRow } from "./log-table";
import { differencesOf } from "./rules";

const LINES_MAX = 40;

/** What stood there before and what stands there now, field by field; or why it can't be shown. */
export function LogDetail({ row }: { row: LogRow }) {
  const { t } = useTranslation("insights");
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (row.detail_state !== "open") return <p className="type-small text-amber-ink">{t(`log.detail.${row.detail_state}`)}</p>;
  const lines = differencesOf(row.before, row.after).slice(0, LINES_MAX);
  if (lines.length === 0) return null;
  return (
    <>
      <button data-act type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)} className="type-small ml-2 inline-flex items-center gap-0.5 rounded-chip px-1 text-ink-3 hover:bg-hover hover:text-ink">
        <ChevronRight size={12} aria-hidden="true" className={cn("transition-transform duration-quick", isOpen && "rotate-90")} />
        {t("log.details", { count: lines.length })}
      </button>
      <dl id={id} hidden={!isOpen} className="type-small mt-1.5 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-ink-3">
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
    </>
  );
}
