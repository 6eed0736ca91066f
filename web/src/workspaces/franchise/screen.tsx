import { useInfiniteQuery } from "@tanstack/react-query";
import { Building2, Search } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { FranchisePractice } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { franchisePracticesQuery } from "@/features/insights/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { SegmentedControl } from "@/ui/choices";
import { Note } from "@/ui/note";
import { QuietSelect } from "@/ui/quiet-select";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { TextField } from "@/ui/text-field";

import { Board } from "./board";
import { Detail } from "./detail";
import { Headline } from "./headline";
import { groupOf, isMissing, MEASURES, ordered, ORDERS, type Group } from "./rules";
import { useFits } from "./use-fits";
import { useLook } from "./use-look";

/** From here on a name is found faster by typing than by looking. */
const MANY = 10;
/** Room for the chosen practice beside the board; elsewhere it opens in its own row. */
const WIDE = 1360;

/** The practices of the group beside each other: counts only, so nobody's file is open here. */
export function Screen() {
  const { t } = useTranslation(["w-franchise", "common"]);
  const f = useFormats();
  const { slug, practiceName } = useMap();
  const problemText = useProblemText("w-franchise");
  const found = useInfiniteQuery(franchisePracticesQuery(slug));
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = found;
  // Practices are compared and put in order, so a part of them would be wrong: the rest follows by itself.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const practices = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const group = useMemo(() => groupOf(practices), [practices]);
  const missing = practices.filter(isMissing);
  useCrumb({ key: "franchise", title: t("title"), icon: "franchise" });
  if (found.isError && !found.data) {
    return <Frame title={practiceName}><ErrorState title={t("failed")} action={<Button onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>}>{problemText(found.error)}</ErrorState></Frame>;
  }
  if (!found.data) {
    return <Frame title={practiceName}><Loading label={t("common:state.loading")} className="flex flex-col gap-3"><Skeleton className="h-5 w-80 max-w-full" /><Skeleton className="mt-3 h-72" /></Loading></Frame>;
  }
  if (practices.length === 0) {
    return <Frame title={practiceName}><EmptyState picture={<Building2 size={22} className="text-ink-3" aria-hidden="true" />} title={t("none")}>{t("noneText")}</EmptyState></Frame>;
  }
  return (
    <div className="flex max-w-[1240px] flex-col gap-4 pb-4">
      <Headline practices={practices} group={group} />
      {missing.length > 0 && (
        <Note tone="amber" role="status">
          <span className="mr-3">{t("missing", { count: missing.length, names: f.list(missing.map(({ name }) => name)) })}</span>
          <Button size="s" className="max-tablet:mt-2" isBusy={found.isRefetching} onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>
        </Note>
      )}
      {isFetchNextPageError && (
        <Note tone="amber" role="alert">
          <span className="mr-3">{t("partly")}</span>
          <Button size="s" className="max-tablet:mt-2" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("common:action.retry")}</Button>
        </Note>
      )}
      {isFetchingNextPage && <p role="status" className="type-small text-ink-3">{t("following")}</p>}
      <Compare practices={practices} group={group} />
    </div>
  );
}

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  return <div className="flex max-w-[880px] flex-col gap-4"><h1 className="type-h1">{title}</h1>{children}</div>;
}

function Compare({ practices, group }: { practices: readonly FranchisePractice[]; group: Group }) {
  const { t } = useTranslation("w-franchise");
  const f = useFormats();
  const { me } = useSession();
  const navigate = useNavigate();
  const isWide = useFits(WIDE);
  const [look, change] = useLook();
  const [words, setWords] = useState("");
  const all = ordered(practices, look.order, look.measure, group);
  const sought = words.trim().toLocaleLowerCase(f.locale);
  const shown = sought === "" ? all : all.filter(({ name }) => name.toLocaleLowerCase(f.locale).includes(sought));
  const chosen = shown.find((one) => one.slug === look.practice) ?? (isWide ? shown[0] : undefined);
  const isOwn = me?.memberships.some(({ practice_slug }) => practice_slug === chosen?.slug) ?? false;
  const href = chosen ? (isOwn ? `/p/${chosen.slug}` : `/practices/${chosen.slug}`) : null;
  useActions(
    useMemo<RailAction[]>(() => (href === null ? [] : [{ slot: 4, label: t(isOwn ? "open.own" : "open.page"), icon: Building2, run: () => void navigate(href) }]), [href, isOwn, navigate, t]),
    chosen?.name,
  );
  const detail = (one: FranchisePractice) => <Detail practice={one} group={group} href={href ?? ""} isOwn={isOwn} />;
  return (
    <div className="grid items-start gap-[18px] wide:grid-cols-[minmax(0,1fr)_350px]">
      <Sheet className="min-w-0 px-3 pt-3 pb-1.5 max-tablet:px-1.5">
        <div className="mb-3 flex flex-wrap items-center gap-x-3 print:hidden gap-y-2 px-1.5">
          <SegmentedControl className="max-w-full max-tablet:flex-wrap" label={t("compareBy")} value={look.measure} onChange={(measure) => change({ measure })} options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))} />
          <QuietSelect className="tablet:ml-auto" label={t("orderBy")} value={look.order} onChange={(order) => change({ order })} options={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))} />
          {practices.length > MANY && <TextField className="w-full tablet:w-[190px]" label={t("find")} isLabelHidden placeholder={t("find")} icon={<Search size={14} />} type="search" value={words} onChange={(event) => setWords(event.target.value)} />}
        </div>
        {shown.length === 0 ? (
          <EmptyState className="mb-2 shadow-none" title={t("noneFound", { words: words.trim() })} action={<Button onClick={() => setWords("")}>{t("showAll", { count: practices.length })}</Button>} />
        ) : (
          <Board practices={shown} group={group} measure={look.measure} selected={chosen?.slug ?? null} onSelect={(slug) => change({ practice: !isWide && slug === chosen?.slug ? null : slug })} opened={isWide ? undefined : detail} />
        )}
      </Sheet>
      {isWide && chosen && (
        <aside aria-label={chosen.name} className="sticky top-0 min-w-0 rounded-sheet bg-surface p-4 shadow-1">
          <h2 className="type-h2 mb-3 break-words">{chosen.name}</h2>
          {detail(chosen)}
        </aside>
      )}
    </div>
  );
}
