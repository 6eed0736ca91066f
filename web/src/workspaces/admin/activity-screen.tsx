import { useInfiniteQuery } from "@tanstack/react-query";
import { FileDown } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import { LogFilters, NO_FILTER, type LogFilterValues } from "@/features/insights/log-filters";
import { LogTable } from "@/features/insights/log-table";
import { activityQuery, clinicsQuery, type ActivityFilter } from "@/features/platform/api";
import { useActions, type RailAction } from "@/lib/actions";
import { addDays, instantOf } from "@/lib/dates";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Combobox } from "@/ui/combobox";
import { EmptyState } from "@/ui/states";

import { PlatformHead, usePlatformCrumb } from "./head";
import { ListFailed, MoreButton, RowsLoading } from "./list-states";
import { useTenantNames } from "./use-tenant-names";
import { ZONE } from "./zone";

const ACTIONS = ["login", "logout", "user.", "session.", "password.", "profile.", "notification_settings.", "clinic_application.", "practice.", "member.", "invitation.", "role.", "vet.", "department.", "appointment.", "appointments.", "slot.", "visit.", "waitlist.", "record.", "patient.", "client.", "owner.", "pet.", "message.", "thread.", "opening_hours.", "hours_exception.", "appointment_type.", "resource.", "resource_hours.", "leave.", "likely.", "activity.", "job.", "event.", "keys."];

function filterOf(value: LogFilterValues, tenant: string | null): ActivityFilter {
  return {
    ...(value.actor ? { actor: value.actor.id } : {}),
    ...(value.action ? { action: value.action } : {}),
    ...(value.outcome ? { outcome: value.outcome } : {}),
    ...(value.first ? { from: instantOf(value.first, "00:00", ZONE).toISOString() } : {}),
    ...(value.last ? { to: instantOf(addDays(value.last, 1), "00:00", ZONE).toISOString() } : {}),
    ...(tenant === null ? {} : { tenant }),
  };
}

/** Everything that was done on the platform: who, what, where and with what outcome; never the content. */
export function ActivityScreen() {
  const { t } = useTranslation("w-admin");
  const problemText = useProblemText("w-admin");
  const [value, setValue] = useState<LogFilterValues>(NO_FILTER);
  const [tenant, setTenant] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const filter = useMemo(() => filterOf(value, tenant), [value, tenant]);
  const list = useInfiniteQuery(activityQuery(filter));
  const clinics = useInfiniteQuery(clinicsQuery({}, 100)).data?.pages.flatMap((page) => page.items) ?? [];
  const nameOf = useTenantNames();
  const rows = list.data?.pages.flatMap((page) => page.items).map((one) => ({ ...one, id: one.entry_id, place: nameOf(one.tenant_id) }));
  usePlatformCrumb("activity");
  const save = useCallback((): void => {
    setSaving(true);
    download("/api/platform/activity.csv", { ...filter })
      .then(() => toast.done(t("activity.saved")), (error: unknown) => toast.failed(problemText(error)))
      .finally(() => setSaving(false));
  }, [filter, problemText, t]);
  useActions(useMemo<RailAction[]>(() => [{ slot: 7, label: t("activity.export"), icon: FileDown, isPrimary: true, run: save }], [save, t]));
  return (
    <div className="pb-4">
      <PlatformHead
        title={t("activity.title")}
        lead={t("activity.lead")}
        figures={<Button tone="main" keyCap="7" isBusy={isSaving} onClick={save}>{t("activity.export")}</Button>}
      />
      <div className="mt-4">
        <LogFilters value={value} actions={ACTIONS} onChange={(next) => { setValue(next); if (next === NO_FILTER) setTenant(null); }}>
          <Combobox
            className="w-56"
            label={t("activity.tenant")}
            placeholder={t("activity.allTenants")}
            emptyText={t("clinic.none")}
            selectedId={tenant}
            options={clinics.map((clinic) => ({ id: clinic.id, text: clinic.name, value: clinic.id }))}
            onSelect={(option) => setTenant(option?.id ?? null)}
          />
        </LogFilters>
      </div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {list.isError ? (
          <ListFailed onRetry={() => void list.refetch()} />
        ) : !rows ? (
          <RowsLoading rows={10} />
        ) : rows.length === 0 ? (
          <EmptyState className="shadow-none" title={t("activity.none")}>{t("activity.noneText")}</EmptyState>
        ) : (
          <LogTable label={t("place.activity")} rows={rows} zone={ZONE} onActor={(row) => row.actor_id && setValue({ ...value, actor: { id: row.actor_id, name: row.actor_name ?? t("activity.thisPerson") } })} />
        )}
        <MoreButton query={list} />
      </Sheet>
    </div>
  );
}
