import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import type { MessageView, ThreadView } from "@/api/types";
import { myThreadsQuery } from "@/features/messages/api";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { EmptyState, Loading, Skeleton } from "@/ui/states";

import { messagesQuery, practiceQuery, readThread } from "../api";
import { BackLink, Failed, Page } from "../parts/page";

import { Composer } from "./composer";
import { NewThread } from "./new-thread";

/** One conversation with a practice, or the beginning of a new one. */
export function ThreadScreen() {
  const { t } = useTranslation("w-owner");
  const slug = useParams()["slug"] ?? "";
  const [params] = useSearchParams();
  const threads = useInfiniteQuery(myThreadsQuery);
  const practice = useQuery(practiceQuery(slug));
  const items = threads.data?.pages.flatMap((page) => page.items) ?? [];
  const here = items.filter((thread) => thread.practice_slug === slug);
  const thread = params.get("new") === "1" ? undefined : (here.find(({ id }) => id === params.get("thread")) ?? here[0]);
  const name = thread?.practice_name ?? practice.data?.name ?? "";
  useTitle(thread?.subject ?? (name === "" ? null : t("messages.to", { name })));
  return (
    <Page className="min-h-0 flex-1 pb-4">
      <BackLink to="/messages">{t("messages.title")}</BackLink>
      {threads.isLoading ? (
        <Loading label={t("messages.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-56" /><Skeleton className="h-20 w-3/4 rounded-card" /><Skeleton className="ml-auto h-20 w-3/4 rounded-card" /></Loading>
      ) : threads.error ? (
        <Failed title={t("messages.failed")} error={threads.error} onRetry={() => void threads.refetch()} />
      ) : thread ? (
        <Conversation thread={thread} />
      ) : (
        <NewThread slug={slug} name={name} />
      )}
    </Page>
  );
}

/** Tells the practice that its messages were seen, and takes the dots away. */
function useSeen(thread: ThreadView): void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => readThread(thread.practice_slug, thread.id),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["threads"] }),
  });
  const isUnread = thread.unread > 0;
  useEffect(() => {
    if (isUnread) mutate();
  }, [isUnread, thread.id, mutate]);
}

function Conversation({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation("w-owner");
  const messages = useInfiniteQuery(messagesQuery(thread.practice_slug, thread.id));
  const items = (messages.data?.pages.flatMap((page) => page.items) ?? []).toReversed();
  const end = useRef<HTMLDivElement>(null);
  const newest = items.at(-1)?.id;
  useSeen(thread);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [newest]);
  return (
    <>
      <div>
        <h1 className="type-display text-balance">{thread.subject}</h1>
        <p className="text-ink-2">{[thread.practice_name, thread.patient_name].filter(Boolean).join(", ")}</p>
      </div>
      {messages.hasNextPage && <Button size="l" className="self-center" isBusy={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>{t("messages.earlier")}</Button>}
      {messages.isLoading ? (
        <Loading label={t("messages.loading")} className="flex flex-col gap-4"><Skeleton className="h-20 w-3/4 rounded-card" /><Skeleton className="ml-auto h-20 w-3/4 rounded-card" /></Loading>
      ) : messages.error ? (
        <Failed title={t("messages.failed")} error={messages.error} onRetry={() => void messages.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t("messages.noneYet")} />
      ) : (
        <ol aria-label={t("messages.conversation")} className="flex flex-col gap-2.5">{items.map((message) => <Bubble key={message.id} message={message} zone={thread.zone} />)}</ol>
      )}
      <div ref={end} />
      {thread.state === "closed" ? <Note className="rounded-sheet px-4 py-3">{t("messages.closed")}</Note> : <Composer thread={thread} />}
    </>
  );
}

function Bubble({ message, zone }: { message: MessageView; zone: string }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const isOwn = message.side === "owner";
  const isToday = dayIn(message.sent_at, zone) === dayIn(new Date(), zone);
  const when = isToday ? f.time(message.sent_at, zone) : f.dateTime(message.sent_at, zone);
  const who = isOwn ? t("messages.you") : (message.author_name ?? t("messages.practice"));
  return (
    <li className={cn("flex max-w-[85%] flex-col gap-1", isOwn ? "items-end self-end" : "items-start")}>
      <p className={cn("rounded-card px-4 py-2.5 break-words whitespace-pre-line", isOwn ? "rounded-br-chip bg-selected" : "rounded-bl-chip bg-surface shadow-1")}>{message.text}</p>
      <p className="type-small px-1 text-ink-3">{[who, when, isOwn && message.read_at !== null && t("messages.seen")].filter(Boolean).join(" · ")}</p>
    </li>
  );
}
