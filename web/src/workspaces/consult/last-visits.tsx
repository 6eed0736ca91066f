import { useInfiniteQuery } from "@tanstack/react-query";
import { Lock, PencilLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { RecordView } from "@/api/types";
import { recordsQuery } from "@/features/records/api";
import { kindOf } from "@/features/records/rules";
import { KIND_LOOKS, useVisitWords } from "@/features/records/visit-line";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";

const SHOWN = 6;

/** What happened before, beside what is written now. */
export function LastVisits({ slug, record, zone }: { slug: string; record: RecordView; zone: string }) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const map = useMap();
  const words = useVisitWords();
  const { data, hasNextPage, isError, refetch } = useInfiniteQuery(recordsQuery(slug, record.patient_id));
  const lines = (data?.pages.flatMap((page) => page.items) ?? []).filter((line) => line.id !== record.id);
  return (
    <section aria-label={t("visits.title")} className="flex flex-col gap-2">
      <header className="flex items-baseline justify-between gap-2">
        <h2 className="type-h3 font-sans tracking-normal">{t("visits.title")}</h2>
        {lines.length > 0 && <Link to={map.href("patient", record.patient_id) ?? ""} viewTransition className="type-small text-ink-2 hover:underline">{t("visits.all", { count: lines.length, more: hasNextPage ? "+" : "" })}</Link>}
      </header>
      {!data && isError && (
        <p role="alert" className="type-small text-ink-2">
          {t("visits.failed")}
          <Button tone="link" className="type-small ml-2" onClick={() => void refetch()}>{t("common:action.retry")}</Button>
        </p>
      )}
      {!data && !isError && <Loading label={t("common:state.loading")} className="flex flex-col gap-3">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-10" />)}</Loading>}
      {data && lines.length === 0 && <p className="type-small text-ink-3">{t("visits.none")}</p>}
      <ol>
        {lines.slice(0, SHOWN).map((line, index) => {
          const { icon: Icon, ground } = KIND_LOOKS[kindOf(line)];
          const { title, text } = words(line);
          const isLast = index === Math.min(lines.length, SHOWN) - 1;
          return (
            <li key={line.id} className="relative grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 pb-3.5">
              {!isLast && <span aria-hidden="true" className="absolute top-6 bottom-0 left-[11.5px] w-[1.5px] bg-line-2" />}
              <span className={cn("grid size-6 place-items-center rounded-full", ground)}><Icon size={13} aria-hidden="true" /></span>
              <div className="type-small min-w-0">
                <p className="flex items-baseline justify-between gap-2 text-[13px] leading-[18px]">
                  <Link to={map.href("consult", line.id) ?? ""} className="truncate font-semibold hover:underline">{title}</Link>
                  <span className="mono flex-none text-[12px] text-ink-2">{f.date(dayIn(line.visited_at, zone), "short").replace(/^\S+\s/, "")}</span>
                </p>
                <p className="text-ink-2">{text}</p>
                <p className="flex items-center gap-1 text-ink-3">{line.state === "signed" ? <Lock size={12} aria-hidden="true" /> : <PencilLine size={12} aria-hidden="true" />}{t(line.state === "signed" ? "visits.signed" : "visits.draft", { name: line.vet_name })}</p>
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
