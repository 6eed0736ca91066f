import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, Search } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { SEARCH_MAX } from "@/api/limits";
import type { PlatformClinic } from "@/api/types";
import { clinicsQuery, resumeClinic, suspendClinic, type ClinicFilter } from "@/features/platform/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useProblemText, useSearchRefusal } from "@/lib/problems";
import { useSearchWords } from "@/lib/search-words";
import { toast } from "@/lib/toasts";
import { useDebounced } from "@/lib/use-debounced";
import { Sheet } from "@/ui/card";
import { SegmentedControl } from "@/ui/choices";
import { EmptyState } from "@/ui/states";
import { HeadCell, Table } from "@/ui/table";
import { TextField } from "@/ui/text-field";

import { ClinicLine } from "./clinic-line";
import { ConfirmDialog } from "./confirm-dialog";
import { PlatformHead, usePlatformCrumb } from "./head";
import { ListFailed, MoreButton, RowsLoading } from "./list-states";

const VIEWS = ["all", "active", "asleep", "suspended"] as const;
type View = (typeof VIEWS)[number];

function filterOf(view: View, q: string): ClinicFilter {
  const text = q.trim() ? { q: q.trim() } : {};
  if (view === "suspended") return { ...text, state: "suspended" };
  return view === "all" ? text : { ...text, activity: view };
}

export function ClinicsScreen() {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const queries = useQueryClient();
  const problemText = useProblemText("w-admin");
  const [view, setView] = useState<View>("all");
  const [typed, setTyped] = useSearchWords();
  const [chosen, setChosen] = useState<PlatformClinic | null>(null);
  const [suspending, setSuspending] = useState<PlatformClinic | null>(null);
  const list = useInfiniteQuery(clinicsQuery(filterOf(view, useDebounced(typed))));
  const refused = useSearchRefusal()(list.error);
  const clinics = list.data?.pages.flatMap((page) => page.items);
  const selected = clinics?.find((clinic) => clinic.id === chosen?.id) ?? null;
  usePlatformCrumb("clinics");

  const refresh = useCallback((): void => void queries.invalidateQueries({ queryKey: ["platform"] }), [queries]);
  const resume = useCallback(
    (clinic: PlatformClinic): void => {
      resumeClinic(clinic.slug).then(() => {
        refresh();
        toast.done(t("clinic.resumed", { name: clinic.name }));
      }, (error: unknown) => toast.failed(problemText(error)));
    },
    [problemText, refresh, t],
  );
  const suspend = async (clinic: PlatformClinic): Promise<void> => {
    await suspendClinic(clinic.slug);
    refresh();
    toast.done(t("clinic.suspended", { name: clinic.name }), () => resume(clinic));
  };
  useSlots(selected, setSuspending, resume);
  return (
    <div className="pb-4">
      <PlatformHead title={clinics ? t("clinic.title", { count: clinics.filter((clinic) => clinic.kind === "practice").length, more: list.hasNextPage ? "+" : "" }) : t("place.clinics")} />
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <TextField className="w-72 max-tablet:w-full" label={t("clinic.search")} isLabelHidden icon={<Search size={15} />} placeholder={t("clinic.search")} maxLength={SEARCH_MAX.clinics} error={refused} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <SegmentedControl label={t("clinic.view")} value={view} onChange={setView} options={VIEWS.map((one) => ({ value: one, label: t(`clinic.views.${one}`) }))} />
      </div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {list.isError && !refused ? (
          <ListFailed onRetry={() => void list.refetch()} />
        ) : !clinics && !refused ? (
          <RowsLoading />
        ) : !clinics || clinics.length === 0 ? (
          <EmptyState className="shadow-none" title={t("clinic.none")}>{t("clinic.noneText")}</EmptyState>
        ) : (
          <Table label={t("place.clinics")}>
            <thead>
              <tr>
                <HeadCell>{t("clinic.head.name")}</HeadCell>
                <HeadCell className="max-tablet:hidden">{t("clinic.head.franchise")}</HeadCell>
                <HeadCell>{t("clinic.head.state")}</HeadCell>
                <HeadCell isNumber className="max-tablet:hidden">{t("clinic.head.staff")}</HeadCell>
                <HeadCell isNumber className="max-tablet:hidden">{t("clinic.head.failed")}</HeadCell>
                <HeadCell isNumber className="max-tablet:hidden">{t("clinic.head.last")}</HeadCell>
                <HeadCell><span className="sr-only">{t("clinic.head.act")}</span></HeadCell>
              </tr>
            </thead>
            <tbody>
              {clinics.map((clinic) => (
                <ClinicLine key={clinic.id} clinic={clinic} f={f} isSelected={clinic.id === selected?.id} onSelect={() => setChosen(clinic)} onSuspend={() => setSuspending(clinic)} onResume={() => resume(clinic)} />
              ))}
            </tbody>
          </Table>
        )}
        <MoreButton query={list} />
      </Sheet>
      {suspending && (
        <ConfirmDialog title={t("clinic.suspendAsk", { name: suspending.name })} act={t("clinic.suspend")} tone="danger" run={() => suspend(suspending)} onClose={() => setSuspending(null)}>
          <p>{t("clinic.suspendText", { count: suspending.staff })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** What can be done with the clinic that is chosen. */
function useSlots(selected: PlatformClinic | null, onSuspend: (clinic: PlatformClinic) => void, onResume: (clinic: PlatformClinic) => void): void {
  const { t } = useTranslation("w-admin");
  useActions(
    useMemo<RailAction[]>(() => {
      if (!selected) return [];
      if (selected.state === "suspended") return [{ slot: 1, label: t("clinic.resume"), icon: CirclePlay, isPrimary: true, run: () => onResume(selected) }];
      const closed = selected.state === "active" ? {} : { unavailable: t(`clinic.state.${selected.state}`) };
      return [{ slot: 8, label: t("clinic.suspend"), icon: CirclePause, run: () => onSuspend(selected), ...closed }];
    }, [onResume, onSuspend, selected, t]),
    selected?.name,
  );
}
