import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/features/identity/session";
import { HeaderSlot } from "@/lib/header-slot";
import { useSearchRefusal } from "@/lib/problems";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { EmptyState, Loading } from "@/ui/states";

import { favouritesQuery, feedQuery } from "../api";
import { Failed } from "../parts/page";
import { UnfinishedBooking } from "../parts/unfinished-booking";
import { useNow } from "../parts/use-now";
import { usePets } from "../parts/use-pets";

import { CardSkeleton, ClinicCard } from "./card";
import { Filters, SortSelect } from "./filters";
import { Heading } from "./heading";
import { ClinicMap } from "./map";
import { SearchBox } from "./search-box";
import { useSearch } from "./use-search";

const MINUTE = 60_000;

/** Cards of the search, or of the person's favourites that the search leaves. */
function useCards(search: ReturnType<typeof useSearch>["search"], isFavourites: boolean) {
  const { me } = useSession();
  const showsFavourites = isFavourites && me !== null;
  const feed = useInfiniteQuery({ ...feedQuery(search), placeholderData: keepPreviousData });
  const favourites = useQuery({ ...favouritesQuery, enabled: showsFavourites });
  const found = useMemo(() => feed.data?.pages.flatMap((page) => page.items) ?? [], [feed.data]);
  const kept = favourites.data?.items ?? [];
  const query = showsFavourites ? favourites : feed;
  return {
    cards: showsFavourites ? kept.map((card) => found.find((other) => other.slug === card.slug) ?? card) : found,
    isLoading: query.isLoading,
    isOld: !showsFavourites && feed.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: !showsFavourites && feed.hasNextPage,
    more: () => void feed.fetchNextPage(),
    isMoreComing: feed.isFetchingNextPage,
  };
}

export function FeedScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const { state, search, set, setPlace, reset } = useSearch();
  const list = useCards(search, state.isFavourites);
  const refused = useSearchRefusal()(list.error);
  const now = useNow(MINUTE);
  const [lit, setLit] = useState<string | null>(null);
  const { active: pets } = usePets();
  const pet = pets.find((one) => state.species === "" || one.species === state.species) ?? null;
  useTitle(t("feed.title"));
  const find = useMemo(() => (q: string) => set({ q }), [set]);
  const box = <SearchBox value={state.q} refused={refused} onSearch={find} />;

  return (
    <div className="flex-1 desk:grid desk:grid-cols-[660px_minmax(0,1fr)] desk:items-start">
      <HeaderSlot>{box}</HeaderSlot>
      <div className="flex flex-col gap-3.5 px-[22px] pt-4 pb-8 tablet:px-7 tablet:pt-2.5">
        <Heading count={list.cards.length} hasMore={list.hasMore} isKnown={!list.isLoading && !list.error} pet={pet} state={state} />
        <div className="tablet:hidden">{box}</div>
        <UnfinishedBooking />
        <div className="flex items-start gap-3 max-tablet:flex-col max-tablet:gap-0">
          <div className="min-w-0 flex-1 max-tablet:w-full"><Filters state={state} set={set} setPlace={setPlace} /></div>
          <SortSelect state={state} set={set} />
        </div>
        {list.error && !refused ? (
          <Failed title={t("feed.failed")} error={list.error} onRetry={list.retry} />
        ) : list.isLoading ? (
          <Loading label={t("feed.loading")} className="flex flex-col gap-4">{[1, 2, 3, 4].map((key) => <CardSkeleton key={key} />)}</Loading>
        ) : list.cards.length === 0 ? (
          <NoClinics isFavourites={state.isFavourites} isNarrowed={state.isNarrowed} onReset={reset} />
        ) : (
          <ul aria-label={t("feed.list")} aria-busy={list.isOld} className="flex flex-col gap-4 tablet:gap-3">
            {list.cards.map((card) => <ClinicCard key={card.slug} card={card} now={now} species={state.species} isLit={lit === card.slug} onLight={setLit} />)}
          </ul>
        )}
        {list.hasMore && <Button size="l" isBusy={list.isMoreComing} onClick={list.more} className="self-start">{t("feed.more")}</Button>}
      </div>
      <ClinicMap cards={list.cards} state={state} now={now} lit={lit} onLight={setLit} onRadius={(km) => set({ radius: km === null ? null : String(km) })} />
    </div>
  );
}

function NoClinics({ isFavourites, isNarrowed, onReset }: { isFavourites: boolean; isNarrowed: boolean; onReset: () => void }) {
  const { t } = useTranslation("w-owner");
  const key = isFavourites ? "favourites" : isNarrowed ? "narrowed" : "all";
  return (
    <EmptyState title={t(`feed.empty.${key}.title`)} action={isNarrowed && <Button size="l" onClick={onReset}>{t("feed.reset")}</Button>}>
      {t(`feed.empty.${key}.text`)}
    </EmptyState>
  );
}
