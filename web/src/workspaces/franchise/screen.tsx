import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { FranchisePractice } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { franchisePracticesQuery } from "@/features/insights/api";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Note } from "@/ui/note";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Tag } from "@/ui/tag";

import { PracticeName } from "./practice-name";

/** It ought to have given figures and did not: what is counted together is too little. */
const isMissing = ({ gap }: FranchisePractice): boolean => gap === "late" || gap === "silent";

/** The practices of the group beside each other: counts only, so nobody's file is open here. */
export function Screen() {
  const { t } = useTranslation(["w-franchise", "common"]);
  const f = useFormats();
  const { slug, practiceName } = useMap();
  const found = useInfiniteQuery(franchisePracticesQuery(slug));
  const practices = found.data?.pages.flatMap((page) => page.items) ?? [];
  const today = practices.reduce((sum, one) => sum + (one.visits_today ?? 0), 0);
  const missing = practices.filter(isMissing);
  useCrumb({ key: "franchise", title: t("title"), icon: "franchise" });
  return (
    <div className="flex max-w-[1120px] flex-col gap-3">
      <h1 className="type-h1">{found.data && practices.length > 0 ? t("heading", { count: practices.length, more: found.hasNextPage ? "+" : "", visits: t("visits", { count: today }) }) : practiceName}</h1>
      <p className="text-ink-2">{t("lead")}</p>
      {missing.length > 0 && (
        <Note tone="amber" role="status">
          <span className="mr-3">{t("missing", { count: missing.length, names: f.list(missing.map(({ name }) => name)) })}</span>
          <Button size="s" className="max-tablet:mt-2" isBusy={found.isRefetching} onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>
        </Note>
      )}
      <Sheet className="px-4 py-3">
        {found.isError && !found.data ? (
          <ErrorState className="shadow-none" title={t("failed")} action={<Button onClick={() => void found.refetch()}>{t("common:action.retry")}</Button>} />
        ) : !found.data ? (
          <Loading label={t("common:state.loading")} className="flex flex-col gap-3 py-2">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-10" />)}</Loading>
        ) : practices.length === 0 ? (
          <EmptyState className="shadow-none" title={t("none")}>{t("noneText")}</EmptyState>
        ) : (
          <Practices practices={practices} />
        )}
        {found.hasNextPage && <Button className="mt-3" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("common:action.more")}</Button>}
      </Sheet>
    </div>
  );
}

function Practices({ practices }: { practices: readonly FranchisePractice[] }) {
  const { t } = useTranslation("w-franchise");
  const f = useFormats();
  const { me } = useSession();
  const figure = (value: number | null | undefined): string => (value == null ? "–" : f.number(value));
  const rate = (value: number | null | undefined): string => (value == null ? "–" : `${f.number(value * 100, 1)}%`);
  return (
    <Table label={t("title")}>
      <thead>
        <Row>
          <HeadCell>{t("column.practice")}</HeadCell>
          <HeadCell isNumber>{t("column.today")}</HeadCell>
          <HeadCell isNumber>{t("column.month")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("column.before")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("column.clients")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("column.noShow")}</HeadCell>
          <HeadCell isNumber>{t("column.requests")}</HeadCell>
        </Row>
      </thead>
      <tbody>
        {practices.map((one) => (
          <Row key={one.id}>
            <Cell>
              <PracticeName practice={one} isOwn={me?.memberships.some(({ practice_slug }) => practice_slug === one.slug) ?? false} />
              {one.state !== "active" && <Tag tone="amber" className="ml-2 max-tablet:ml-0">{t(`state.${one.state}`, { defaultValue: one.state })}</Tag>}
              {one.gap && <span className={cn("type-small block", isMissing(one) ? "text-amber-ink" : "text-ink-2")}>{t(`gap.${one.gap}`)}</span>}
            </Cell>
            <Cell isNumber>{figure(one.visits_today)}</Cell>
            <Cell isNumber>{figure(one.month?.now.visits)}</Cell>
            <Cell isNumber className="text-ink-2 max-tablet:hidden">{figure(one.month?.before.visits)}</Cell>
            <Cell isNumber className="max-tablet:hidden">{figure(one.month?.now.new_clients)}</Cell>
            <Cell isNumber className="max-tablet:hidden">{rate(one.month?.now.no_show_rate)}</Cell>
            <Cell isNumber>{figure(one.requests_open)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
