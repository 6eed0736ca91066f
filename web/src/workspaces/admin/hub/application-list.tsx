import { Clock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ClinicApplicationRow } from "@/api/types";
import type { ApplicationState } from "@/features/platform/api";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { QuietSelect } from "@/ui/quiet-select";
import { Tag } from "@/ui/tag";

import { ListFailed, MoreButton, RowsLoading } from "../list-states";
import { ZONE } from "../zone";

const STATES: readonly ApplicationState[] = ["submitted", "rejected", "approved"];
const HOUR = 3_600_000;
/** From here on a waiting clinic is marked. */
const LONG_HOURS = 12;

export interface ApplicationListProps {
  state: ApplicationState;
  onState: (state: ApplicationState) => void;
  list: {
    data: { pages: { items: ClinicApplicationRow[] }[] } | undefined;
    isError: boolean;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  openId: string | undefined;
}

export function ApplicationList({ state, onState, list, openId }: ApplicationListProps) {
  const { t } = useTranslation("w-admin");
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={t(`application.list.${state}`)}>
      <div className="flex items-center justify-between gap-3 pb-1.5">
        <h2 className="type-h3">{t("application.title")}</h2>
        <QuietSelect className="type-small" label={t("application.filter")} value={state} onChange={onState} options={STATES.map((one) => ({ value: one, label: t(`application.state.${one}`) }))} />
      </div>
      {list.isError ? (
        <ListFailed onRetry={() => void list.refetch()} />
      ) : !items ? (
        <RowsLoading rows={3} />
      ) : items.length === 0 ? (
        <p className="py-1.5 text-ink-3">{t(`application.none.${state}`)} {state === "submitted" && t("application.noneText")}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {items.map((one) => <ApplicationLine key={one.id} one={one} isOpen={one.id === openId} />)}
        </ul>
      )}
      <MoreButton query={list} />
    </section>
  );
}

function ApplicationLine({ one, isOpen }: { one: ClinicApplicationRow; isOpen: boolean }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const [now] = useState(() => Date.now());
  const at = one.decided_at ?? one.submitted_at ?? one.changed_at;
  const hours = Math.floor((now - Date.parse(one.submitted_at ?? one.changed_at)) / HOUR);
  const when = one.state === "submitted" ? "application.sent" : "application.decided";
  return (
    <li>
      <Link
        to={`/platform/applications/${one.id}`}
        aria-current={isOpen ? "true" : undefined}
        className={cn("grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-md px-2.5 py-2.5 transition-colors duration-quick", isOpen ? "bg-surface shadow-[0_0_0_2px_var(--blue-fill)]" : "hover:bg-hover")}
      >
        <span className="truncate font-semibold">{one.name}</span>
        {one.state === "submitted" && (
          <Tag tone={hours >= LONG_HOURS ? "amber" : "slate"} icon={<Clock aria-hidden="true" />}>{hours < 1 ? t("application.fresh") : hours < 48 ? t("application.hours", { hours }) : t("application.days", { count: Math.floor(hours / 24) })}</Tag>
        )}
        <span className="type-small col-span-2 text-ink-2">
          {[one.city, t(when, { when: `${f.day(at, ZONE, new Date(now))} ${f.time(at, ZONE)}` }), one.submissions > 1 && t("application.nth", { count: one.submissions })].filter(Boolean).join(", ")}
        </span>
      </Link>
    </li>
  );
}
