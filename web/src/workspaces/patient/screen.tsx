import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarPlus, FileText, MessageSquare, Plus, Search } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { SEARCH_MAX } from "@/api/limits";
import type { PatientLine } from "@/api/types";
import { BookDialog } from "@/features/appointments/book-dialog";
import { acting } from "@/features/appointments/digits";
import { useOwnVetId, useZone } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { patientsQuery } from "@/features/patients/api";
import { duplicatesQuery } from "@/features/patients/merges";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useSearchRefusal } from "@/lib/problems";
import { useSearchWords } from "@/lib/search-words";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { TextField } from "@/ui/text-field";

import { PatientTable } from "./patient-table";

export function Screen() {
  const { t } = useTranslation(["w-patient", "patients", "appointments"]);
  const f = useFormats();
  const map = useMap();
  const { slug } = map;
  const [q, setQ] = useSearchWords();
  const wanted = useDeferredValue(q.trim());
  const found = useInfiniteQuery(patientsQuery(slug, wanted));
  const refused = useSearchRefusal()(found.error);
  const lines = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [isBooking, setBooking] = useState(false);
  const selected = lines.find((line) => line.id === selectedId);
  const book = useCallback(() => setBooking(true), [setBooking]);
  const zone = useZone(slug);
  const ownVetId = useOwnVetId(slug) ?? null;
  const mayWrite = useMay(slug, "patients.write");

  useCrumb({ key: "patients", title: t("title"), icon: "patient" });
  useActions(useLineActions(slug, selected, book), selected?.name, "patient");
  const total = found.data?.pages[0]?.total;
  const heading = q.trim() === "" ? (total ? t("heading.count", { count: total, total: f.number(total) }) : t("heading.all")) : !found.data && !refused ? t("heading.searching") : t("heading.found", { count: lines.length, more: found.hasNextPage ? "+" : "", q: q.trim() });

  return (
    <div className="flex max-w-[1120px] flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="type-h1" aria-live="polite">{heading}</h1>
        <LikelyDuplicates slug={slug} />
        {mayWrite && <Button tone="main" asChild><Link to={map.href("patient", "new") ?? ""}><Plus size={16} aria-hidden="true" />{t("new")}</Link></Button>}
      </header>
      <search>
        <TextField
          label={t("search")}
          isLabelHidden
          type="search"
          size="l"
          icon={<Search size={18} />}
          placeholder={t("searchHint")}
          maxLength={SEARCH_MAX.patients}
          error={refused}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </search>
      {found.hasNextPage && <p className="hidden print:block">{total ? t("onPaper.of", { shown: f.number(lines.length), total: f.number(total) }) : t("onPaper.more", { shown: f.number(lines.length) })}</p>}
      <Sheet className="px-4 py-3 print:p-0">
        {found.isError && !found.data && !refused ? (
          <ErrorState className="shadow-none" title={t("failed")} action={<Button onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>} />
        ) : !found.data && !refused ? (
          <Loading label={t("common:state.loading")} className="flex flex-col gap-3 py-2">{Array.from({ length: 9 }, (_, index) => <Skeleton key={index} className="h-8" />)}</Loading>
        ) : lines.length === 0 ? (
          <EmptyState
            className="shadow-none"
            title={t(q ? "empty.found" : "empty.all")}
            action={mayWrite && <Button asChild><Link to={map.href("patient", "new") ?? ""}>{t("new")}</Link></Button>}
          >
            {t(q ? "empty.foundText" : "empty.allText")}
          </EmptyState>
        ) : (
          <PatientTable lines={lines} zone={zone} selectedId={selectedId} onSelect={setSelectedId} />
        )}
        {found.hasNextPage && <Button className="mt-3" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("common:action.more")}</Button>}
      </Sheet>
      {isBooking && selected && <BookDialog slug={slug} zone={zone} patient={selected} ownVetId={ownVetId} onClose={() => setBooking(false)} />}
    </div>
  );
}

/** Quiet: there to tidy up with, and gone when there is nothing to. */
function LikelyDuplicates({ slug }: { slug: string }) {
  const { t } = useTranslation("w-patient");
  const map = useMap();
  const mayMerge = useMay(slug, "patients.merge");
  const { data } = useQuery({ ...duplicatesQuery(slug), enabled: mayMerge });
  if (!mayMerge || !data || data.items.length === 0) return null;
  return <Link to={map.href("patient", "duplicates") ?? ""} className="type-small ml-auto inline-flex min-h-6 items-center text-ink-2 hover:underline print:hidden">{t(data.is_all ? "merge.list.entry" : "merge.list.entryMany", { count: data.items.length })}</Link>;
}

function useLineActions(slug: string, line: PatientLine | undefined, book: () => void): RailAction[] {
  const { t } = useTranslation("w-patient");
  const map = useMap();
  const mayBook = useMay(slug, "schedule.book");
  const mayTell = useMay(slug, "messages.write") && map.href("messages") !== null;
  return useMemo(() => {
    if (!line) return [];
    const actions: RailAction[] = [];
    if (mayBook) actions.push({ ...acting("appointment.book"), label: t("action.book"), icon: CalendarPlus, run: book, ...(line.state === "active" ? {} : { unavailable: t("action.notActive") }) });
    actions.push({ ...acting("patient.open"), label: t("action.open"), icon: FileText, isPrimary: true, run: () => map.go("patient", line.id) });
    if (mayTell) actions.push({ ...acting("message.write"), label: t("action.message"), icon: MessageSquare, run: () => map.go("messages", "new", line.client_id, line.id) });
    return actions;
  }, [line, book, map, t, mayBook, mayTell]);
}
