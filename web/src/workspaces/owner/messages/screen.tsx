import { useInfiniteQuery } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { ThreadView } from "@/api/types";
import { myThreadsQuery } from "@/features/messages/api";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { EmptyState, Loading } from "@/ui/states";

import { Failed, Page } from "../parts/page";

import { usePractices } from "./use-practices";


export function MessagesScreen() {
  const { t } = useTranslation("w-owner");
  const threads = useInfiniteQuery(myThreadsQuery);
  const practices = usePractices();
  const items = threads.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.reduce((sum, thread) => sum + thread.unread, 0);
  useTitle(t("messages.title"));
  const heading = !threads.isSuccess ? t("messages.title") : unread > 0 ? t("messages.unread", { count: unread }) : items.length > 0 ? t("messages.read") : t("messages.none");
  return (
    <Page>
      <h1 className="type-display text-balance pr-16 tablet:pr-0">{heading}</h1>
      {threads.isLoading ? (
        <Loading label={t("messages.loading")} className="grid gap-3">{[1, 2, 3].map((key) => <span key={key} className="h-[76px] rounded-card bg-skeleton animate-skeleton" />)}</Loading>
      ) : threads.error ? (
        <Failed title={t("messages.failed")} error={threads.error} onRetry={() => void threads.refetch()} />
      ) : (
        <>
          {items.length === 0 && (
            <EmptyState title={t("messages.empty")} action={practices.length === 0 && <Button asChild tone="main" size="l"><Link to="/">{t("appointments.find")}</Link></Button>}>
              {practices.length === 0 ? t("messages.emptyStranger") : t("messages.emptyText")}
            </EmptyState>
          )}
          {items.length > 0 && <ul aria-label={t("messages.title")} className="grid grid-cols-[minmax(0,1fr)] gap-3">{items.map((thread) => <Line key={thread.id} thread={thread} />)}</ul>}
          {threads.hasNextPage && <Button size="l" className="self-start" isBusy={threads.isFetchingNextPage} onClick={() => void threads.fetchNextPage()}>{t("messages.more")}</Button>}
          {practices.length > 0 && (
            <section className="flex flex-col gap-2">
              <h2 className="type-h2">{t("messages.write")}</h2>
              <ul className="flex flex-wrap gap-2">
                {practices.map(({ slug, name }) => (
                  <li key={slug}><Button asChild size="l"><Link to={`/messages/${slug}?new=1`}><PenLine size={18} aria-hidden="true" />{name}</Link></Button></li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Page>
  );
}

function Line({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { last_message_at: at, zone } = thread;
  const isToday = dayIn(at, zone) === dayIn(new Date(), zone);
  const when = isToday ? f.time(at, zone) : f.date(dayIn(at, zone), "short");
  return (
    <li>
      <Link to={`/messages/${thread.practice_slug}?thread=${thread.id}`} className="flex min-h-[76px] items-center gap-3.5 rounded-card bg-surface p-4 shadow-1 transition-shadow duration-quick hover:shadow-2">
        <Avatar name={thread.practice_name} size={44} isDecorative />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className={cn("truncate", thread.unread > 0 ? "font-semibold" : "weight-name")}>{thread.subject}</span>
          <span className="truncate text-[14px] text-ink-2">{[thread.practice_name, thread.patient_name].filter(Boolean).join(", ")}</span>
          <span className="truncate text-[14px] text-ink-3">{thread.last_side === "owner" && `${t("messages.you")}: `}{thread.last_text}</span>
        </span>
        <span className="flex flex-col items-end gap-1.5">
          <span className="type-small text-ink-2">{when}</span>
          {thread.unread > 0 && <span className="size-2.5 rounded-full bg-blue"><span className="sr-only">{t("messages.unread", { count: thread.unread })}</span></span>}
        </span>
      </Link>
    </li>
  );
}
