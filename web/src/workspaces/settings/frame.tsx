import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";

import { useMembership } from "@/features/identity/session";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { EmptyState, Skeleton } from "@/ui/states";

import { PARTS, type Part } from "./parts";
import { useSummaries, type Summary } from "./use-summaries";

/** Left all parts and how they stand, right the one that is open. A phone shows one of the two. */
export function SettingsFrame() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const { pathname } = useLocation();
  const permissions = useMembership(slug)?.permissions ?? [];
  const { summaries, headline, lead } = useSummaries(slug, (permission) => permissions.includes(permission));
  const opened = pathname.split("/")[4];
  const parts = PARTS.filter((part) => permissions.includes(part.permission));
  const isAllowed = opened === undefined || parts.some((part) => part.key === opened);
  return (
    <div className="flex min-h-full gap-x-[18px] gap-y-3 max-tablet:flex-col tablet:grid tablet:grid-cols-[228px_minmax(0,1fr)] desk:grid-cols-[264px_minmax(0,1fr)]">
      <div className={cn("flex flex-col", opened && "max-tablet:gap-1")}>
        {opened && (
          <Link to={`/p/${slug}/settings`} className="type-small weight-name mt-1 flex items-center gap-1 self-start rounded-chip py-1 text-blue-ink tablet:hidden">
            <ChevronLeft size={14} aria-hidden="true" />{t("title")}
          </Link>
        )}
        <div className="px-2 pt-1.5 pb-3 max-tablet:px-0.5 max-tablet:pb-1">
          <h1 className="type-h1">{headline ?? t("title")}</h1>
          <p className="mt-1 min-h-[18px] text-ink-2">{lead}</p>
        </div>
        <nav aria-label={t("parts")} className={cn(opened && "max-tablet:hidden")}>
          <ul className="flex flex-col gap-1">
            {parts.map((part) => (
              <li key={part.key}>
                <PartLink part={part} slug={slug} summary={summaries[part.key]} isOpen={part.key === opened} />
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <div className="min-w-0">
        {isAllowed ? <Outlet /> : <EmptyState className="mt-1.5 max-w-lg" title={t("notYours.title")}>{t("notYours.text")}</EmptyState>}
      </div>
    </div>
  );
}

function PartLink({ part, slug, summary, isOpen }: { part: Part; slug: string; summary: Summary | undefined; isOpen: boolean }) {
  const { t } = useTranslation("w-settings");
  return (
    <Link
      to={`/p/${slug}/settings/${part.key}`}
      aria-current={isOpen ? "page" : undefined}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 rounded-md px-2.5 py-2.5 transition-colors duration-quick",
        isOpen ? "bg-surface shadow-[0_0_0_2px_var(--blue-fill)]" : "hover:bg-hover",
      )}
    >
      <span className="font-semibold">{t(`part.name.${part.key}`)}</span>
      <span className="type-figure row-span-2 max-desk:text-[17px]">
        {summary?.figure}
        {summary?.figure !== undefined && summary.unit && <span className="type-small ml-1 font-sans tracking-normal text-ink-2">{summary.unit}</span>}
      </span>
      {summary?.text == null ? (
        <Skeleton className="mt-1 w-28" />
      ) : (
        <span className={cn("type-small truncate", summary.isWaiting ? "text-amber-ink" : "text-ink-2")}>{summary.text}</span>
      )}
    </Link>
  );
}
