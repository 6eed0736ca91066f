import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { LogTable } from "@/features/insights/log-table";
import { activityQuery } from "@/features/platform/api";

import { ListFailed, RowsLoading } from "../list-states";
import { useTenantNames } from "../use-tenant-names";
import { ZONE } from "../zone";

const SHOWN = 6;
const EVERY_MS = 20_000;

/** The newest entries of the whole platform. Only what was done, never what it was done with. */
export function LiveAudit({ className }: { className?: string }) {
  const { t } = useTranslation("w-admin");
  const { data, isError, refetch } = useInfiniteQuery({ ...activityQuery({}, SHOWN), refetchInterval: EVERY_MS });
  const nameOf = useTenantNames();
  const rows = data?.pages[0]?.items.map((one) => ({ ...one, id: one.entry_id, place: nameOf(one.tenant_id) }));
  return (
    <div className={className}>
      <h2 className="type-h3 pb-1"><Link to="/platform/activity" viewTransition className="rounded-chip hover:underline">{t("audit.live")}</Link></h2>
      {isError ? <ListFailed onRetry={() => void refetch()} /> : rows ? <LogTable label={t("audit.live")} rows={rows} zone={ZONE} isHeadHidden /> : <RowsLoading rows={SHOWN} />}
    </div>
  );
}
