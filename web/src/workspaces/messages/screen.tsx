import { useInfiniteQuery } from "@tanstack/react-query";
import { MailPlus, MessagesSquare } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";

import type { ThreadView } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { useZone } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { usePanelWidth } from "@/features/layout/use-panel-width";
import { threadsQuery, unreadOf } from "@/features/messages/api";
import { useActions, type RailAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Separator } from "@/ui/separator";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

import { Conversation } from "./conversation";
import { NewMessage } from "./new-message";
import { ThreadLine } from "./thread-line";

type Shown = "open" | "closed";

/** Threads on the left, the conversation beside them; on a phone one of the two. */
export function Screen() {
  const { t } = useTranslation(["w-messages", "messages", "patients"]);
  const map = useMap();
  const { slug } = map;
  const { threadId, clientId, patientId } = useParams();
  const isNew = useLocation().pathname.includes("/messages/new");
  const zone = useZone(slug);
  const [shown, setShown] = useState<Shown>("open");
  const threads = useInfiniteQuery(threadsQuery(slug, shown));
  const rows = useMemo(() => threads.data?.pages.flatMap((page) => page.items) ?? [], [threads.data]);
  const unread = unreadOf(threads.data);
  const mayWrite = useMay(slug, "messages.write");
  const list = usePanelWidth("messages", "list", { initial: 300, min: 240, max: 480, side: "start" });
  const isDetail = threadId !== undefined || isNew;

  useCrumb({ key: "messages", title: t("title"), icon: "messages" });
  useActions(useMemo<RailAction[]>(() => (mayWrite && !isNew ? [{ ...acting("message.write"), label: t("new.title"), icon: MailPlus, isPrimary: threadId === undefined, run: () => map.go("messages", "new") }] : []), [mayWrite, isNew, threadId, map, t]));

  const heading = !threads.data ? t("heading.loading") : unread > 0 ? t("heading.unread", { count: unread }) : shown === "open" && rows.length > 0 ? t("heading.open", { count: rows.length, more: threads.hasNextPage ? "+" : "" }) : t("heading.calm");
  return (
    <div data-panels style={list.style} className="grid h-full min-h-0 gap-5 tablet:grid-cols-[min(var(--list),45%)_minmax(0,1fr)]">
      <section aria-label={t("threads")} className={cn("relative flex min-h-0 flex-col gap-3", isDetail && "max-tablet:hidden")}>
        <header>
          <h1 className="type-h1" aria-live="polite">{heading}</h1>
        </header>
        <div className="flex items-center justify-between gap-2">
          <SegmentedControl label={t("show")} value={shown} onChange={setShown} options={[{ value: "open", label: t("open") }, { value: "closed", label: t("closed") }]} />
          {mayWrite && <Button size="s" asChild><Link to={map.href("messages", "new") ?? ""}><MailPlus size={14} aria-hidden="true" />{t("new.title")}</Link></Button>}
        </div>
        <div className="-mx-2 min-h-0 flex-1 overflow-y-auto px-2 py-0.5">
          <ThreadList {...{ threads, rows, zone, threadId, mayWrite }} />
        </div>
        <Separator label={t("width")} {...list.edge} className="absolute inset-y-0 -right-4 max-tablet:hidden" />
      </section>
      <div className={cn("min-h-0 min-w-0", !isDetail && "max-tablet:hidden")}>
        {isDetail && <h1 className="sr-only tablet:hidden">{isNew ? t("new.title") : (rows.find((row) => row.id === threadId)?.subject ?? t("title"))}</h1>}
        {isNew ? (
          <NewMessage key={`${clientId ?? ""}${patientId ?? ""}`} slug={slug} clientId={clientId ?? null} patientId={patientId ?? null} />
        ) : threadId !== undefined ? (
          <Conversation key={threadId} slug={slug} threadId={threadId} thread={rows.find((row) => row.id === threadId)} zone={zone} />
        ) : (
          threads.data && rows.length > 0 && <NothingChosen newest={rows.find((row) => row.unread > 0) ?? rows[0]} />
        )}
      </div>
    </div>
  );
}

/** Nothing opens by itself: what is opened counts as read. */
function NothingChosen({ newest }: { newest: ThreadView | undefined }) {
  const { t } = useTranslation("w-messages");
  const map = useMap();
  return (
    <div className="grid h-full place-items-center pb-16">
      <div className="flex max-w-[320px] flex-col items-center gap-3 text-center">
        <span className="grid size-14 place-items-center rounded-full bg-sunken text-ink-3"><MessagesSquare size={24} aria-hidden="true" /></span>
        <div>
          <p className="type-h2">{t("choose.title")}</p>
          <p className="mt-0.5 text-ink-2">{t("choose.text")}</p>
        </div>
        {newest && <Button asChild><Link to={map.href("messages", newest.id) ?? ""}>{t(newest.unread > 0 ? "choose.unread" : "choose.newest", { name: newest.client_name })}</Link></Button>}
      </div>
    </div>
  );
}

interface ListProps {
  threads: { data?: unknown; isError: boolean; hasNextPage: boolean; isFetchingNextPage: boolean; refetch: () => unknown; fetchNextPage: () => unknown };
  rows: readonly ThreadView[];
  zone: string;
  threadId: string | undefined;
  mayWrite: boolean;
}

function ThreadList({ threads, rows, zone, threadId, mayWrite }: ListProps) {
  const { t } = useTranslation("w-messages");
  const map = useMap();
  if (threads.isError && !threads.data) return <ErrorState title={t("failed")} action={<Button onClick={() => threads.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!threads.data) return <Loading label={t("common:state.loading")} className="flex flex-col gap-2">{Array.from({ length: 7 }, (_, index) => <Skeleton key={index} className="h-16 rounded-md" />)}</Loading>;
  if (rows.length === 0) {
    return <EmptyState title={t("empty.title")} action={mayWrite && <Button asChild><Link to={map.href("messages", "new") ?? ""}>{t("new.title")}</Link></Button>}>{t("empty.text")}</EmptyState>;
  }
  return (
    <>
      <ul className="flex flex-col gap-0.5">
        {rows.map((thread) => <ThreadLine key={thread.id} thread={thread} zone={zone} isShown={thread.id === threadId} />)}
      </ul>
      {threads.hasNextPage && <Button tone="bare" isBusy={threads.isFetchingNextPage} onClick={() => threads.fetchNextPage()}>{t("common:action.more")}</Button>}
    </>
  );
}
