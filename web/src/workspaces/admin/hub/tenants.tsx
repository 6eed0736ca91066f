import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PlatformClinic } from "@/api/types";
import { clinicsQuery } from "@/features/platform/api";
import { cn } from "@/lib/cn";
import { Skeleton } from "@/ui/states";

const PAGE = 100;
const PAGES_MAX = 10;

export type Mark = "healthy" | "failing" | "suspended" | "asleep";

/** Thirty days without anybody at work is asleep; what fails comes before everything else. */
export function markOf(clinic: PlatformClinic, now: number): Mark {
  if (clinic.events_failed > 0) return "failing";
  if (clinic.state !== "active") return "suspended";
  const last = clinic.last_activity_at === null ? 0 : Date.parse(clinic.last_activity_at);
  return now - last > 30 * 86_400_000 ? "asleep" : "healthy";
}

const MARKS: Record<Mark, string> = {
  healthy: "rounded-[2px] bg-green/70",
  failing: "rotate-45 scale-90 rounded-[1px] bg-amber-fill",
  suspended: "rounded-[2px] bg-red",
  asleep: "rounded-[2px] shadow-[inset_0_0_0_1.5px_var(--slate)]",
};

/** One mark for each clinic; faults differ in shape, and the legend counts them. */
export function Tenants({ className }: { className?: string }) {
  const { t } = useTranslation("w-admin");
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, dataUpdatedAt } = useInfiniteQuery(clinicsQuery({}, PAGE));
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < PAGES_MAX) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, pages, fetchNextPage]);
  const clinics = data?.pages.flatMap((page) => page.items).filter((clinic) => clinic.kind === "practice");
  const marks = clinics?.map((clinic) => ({ id: clinic.id, name: clinic.name, mark: markOf(clinic, dataUpdatedAt) }));
  const kinds = (["healthy", "failing", "suspended", "asleep"] as const).map((mark) => ({ mark, count: marks?.filter((one) => one.mark === mark).length ?? 0 }));
  return (
    <section aria-label={t("tenants.title")} className={className}>
      <h2 className="type-h3"><Link to="/platform/clinics" viewTransition className="rounded-chip hover:underline">{t("tenants.title")}</Link></h2>
      {!marks ? (
        <Skeleton className="mt-2.5 h-10" />
      ) : (
        <>
          <div aria-hidden="true" className="mt-2.5 flex flex-wrap gap-[3px]">
            {marks.map((one) => <span key={one.id} title={one.name} className={cn("size-[9px]", MARKS[one.mark])} />)}
          </div>
          <ul className="type-small mt-2.5 flex flex-wrap gap-x-3.5 gap-y-1 text-ink-2">
            {kinds.filter((kind) => kind.count > 0).map((kind) => (
              <li key={kind.mark} className="flex items-center gap-1.5">
                <span aria-hidden="true" className={cn("size-[9px]", MARKS[kind.mark])} />
                {t(`tenants.${kind.mark}`, { count: kind.count })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
