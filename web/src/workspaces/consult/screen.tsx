import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Stethoscope } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, RecordListed } from "@/api/types";
import { appointmentsQuery, vetsQuery } from "@/features/appointments/api";
import { acting } from "@/features/appointments/digits";
import { useNow, useOwnVetId, useZone } from "@/features/appointments/practice";
import { useAbout } from "@/features/appointments/type-name";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { nextOf, progressOf } from "@/features/appointments/rules";
import { ProgressTag } from "@/features/appointments/state-tag";
import { isForVet, walkedIn, walkProgress } from "@/features/appointments/walk-ins";
import { draftsQuery } from "@/features/records/api";
import { LongText } from "@/features/records/long-text";
import { boardQuery } from "@/features/visits/api";
import { useActions, type RailAction } from "@/lib/actions";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

import { WalkIns } from "./walk-ins";

/** The way in without a patient: who comes now, and what is not signed yet. */
export function Screen() {
  const { t } = useTranslation(["w-consult", "appointments"]);
  const map = useMap();
  const { slug } = map;
  const zone = useZone(slug);
  const now = useNow();
  const today = dayIn(now, zone);
  const ownVetId = useOwnVetId(slug);
  // Whose list it is has to be known before anything can be asked for.
  const vets = useQuery(vetsQuery(slug));
  const { data, isError, refetch } = useQuery({
    ...appointmentsQuery(slug, { from: today, to: today, vet: ownVetId ?? undefined, state: "confirmed" }),
    enabled: ownVetId !== undefined,
  });
  const board = useQuery(boardQuery(slug, today));
  const unsigned = useInfiniteQuery({ ...draftsQuery(slug, ownVetId ?? undefined), enabled: ownVetId !== undefined });
  useCrumb({ key: "consult", title: t("title"), icon: "consult" });
  const drafts = unsigned.data?.pages.flatMap((page) => page.items) ?? [];
  // Who was seen is done here; whose consult waits to be signed stands above already.
  const listed = new Set(drafts.map((draft) => draft.id));
  const coming = (data ?? []).filter((row) => progressOf(row) !== "seen" && !(row.record_id !== null && listed.has(row.record_id)));
  const walkIns = walkedIn(board.data?.items ?? []).filter((row) => isForVet(row, ownVetId) && walkProgress(row) !== "seen" && !(row.record_id !== null && listed.has(row.record_id)));
  const inConsult = new Set((data ?? []).filter((row) => progressOf(row) === "in_consult").map((row) => row.record_id));
  const next = nextOf(coming, now) ?? coming[0];
  useActions(
    useMemo<RailAction[]>(() => (next ? [{ ...acting("consult.open"), label: t(next.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult"), icon: Stethoscope, isPrimary: true, run: () => goToConsult(map, next) }] : []), [next, map, t]),
    next?.patient_name,
    "appointment",
  );
  const retry = (): void => {
    if (!vets.data) void vets.refetch();
    else void Promise.all([refetch(), board.refetch(), unsigned.refetch()]);
  };
  const isFailed = (vets.isError && !vets.data) || (isError && !data) || (board.isError && !board.data) || (unsigned.isError && !unsigned.data);
  if (isFailed) return <ErrorState className="max-w-lg" title={t("list.failed")} action={<Button onClick={retry}>{t("common:action.retry")}</Button>} />;
  if (!data || !board.data || !unsigned.data) return <Loading label={t("common:state.loading")} className="flex max-w-[720px] flex-col gap-3"><Skeleton className="h-7 w-72" /><Skeleton className="h-72 rounded-sheet" /></Loading>;
  return (
    <div className="flex max-w-[720px] flex-col gap-4">
      <h1 className="type-h1">{drafts.length > 0 ? t("list.drafts", { count: drafts.length }) : t("list.clear")}</h1>
      {drafts.length + coming.length + walkIns.length === 0 && <EmptyState title={t("list.none")} action={map.href("patient") && <Button onClick={() => map.go("patient")}>{t("list.find")}</Button>}>{t("list.noneText")}</EmptyState>}
      {drafts.length > 0 && <Drafts drafts={drafts} inConsult={inConsult} zone={zone} isOwn={Boolean(ownVetId)} />}
      {unsigned.hasNextPage && <Button tone="bare" className="self-start" isBusy={unsigned.isFetchingNextPage} onClick={() => void unsigned.fetchNextPage()}>{t("common:action.more")}</Button>}
      {walkIns.length > 0 && <WalkIns rows={walkIns} zone={zone} />}
      {coming.length > 0 && <Lines title={t("list.today")} rows={coming} zone={zone} />}
    </div>
  );
}

function Lines({ title, rows, zone }: { title: string; rows: readonly AppointmentRow[]; zone: string }) {
  const { t } = useTranslation(["w-consult", "appointments"]);
  const f = useFormats();
  const map = useMap();
  const now = useNow();
  const about = useAbout();
  return (
    <Sheet className="px-4 py-3">
      <h2 className="type-h3 pb-1.5">{title}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex items-start gap-3 border-t border-line py-2 first:border-0">
            <SpeciesIcon species={row.species} size={32} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2"><b className="min-w-0 [overflow-wrap:anywhere]">{row.patient_name}</b><ProgressTag row={row} /></p>
              <p className="type-small text-ink-3">{f.day(row.starts_at, zone, now)} <span className="mono">{f.time(row.starts_at, zone)}</span>, {row.client_name}</p>
              <LongText text={about(row)} lines={2} textClassName="text-ink-2" />
            </div>
            <Button aria-label={t(row.record_id === null ? "list.start" : "list.open", { name: row.patient_name })} onClick={() => goToConsult(map, row)}>{t(row.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult")}</Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

interface DraftsProps {
  drafts: readonly RecordListed[];
  /** The records of those who are in consult now. */
  inConsult: ReadonlySet<string | null>;
  zone: string;
  isOwn: boolean;
}

function Drafts({ drafts, inConsult, zone, isOwn }: DraftsProps) {
  const { t } = useTranslation(["w-consult", "appointments"]);
  const f = useFormats();
  const map = useMap();
  const now = useNow();
  return (
    <Sheet className="px-4 py-3">
      <h2 className="type-h3 pb-1.5">{t("list.unsigned")}</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id} className="flex items-center gap-3 border-t border-line py-2 first:border-0">
            <SpeciesIcon species={draft.species} size={32} />
            <div className="min-w-0 flex-1">
              <p className="truncate"><b>{draft.patient_name}</b> <span className="text-ink-2">{draft.title}</span></p>
              <p className="type-small truncate text-ink-3">{f.day(draft.visited_at, zone, now)} <span className="mono">{f.time(draft.visited_at, zone)}</span>, {[draft.client_name, isOwn ? "" : draft.vet_name].filter(Boolean).join(", ")}</p>
            </div>
            {inConsult.has(draft.id) ? <Tag tone="purple" icon={<Stethoscope aria-hidden="true" />} className="max-tablet:hidden">{t("appointments:progress.in_consult")}</Tag> : <Tag tone="amber" className="max-tablet:hidden">{t("state.draft")}</Tag>}
            <Button aria-label={t("list.open", { name: draft.patient_name })} onClick={() => map.go("consult", draft.id)}>{t("appointments:action.openConsult")}</Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
