import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { MessageView, ThreadView } from "@/api/types";
import { myThreadQuery, myThreadsQuery } from "@/features/messages/api";
import { latestUnread, useSeen } from "@/features/messages/seen";
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

/**
 * The conversation that the address names, wherever in the list it stands; another is never shown in its place.
 * An address without one means the latest with this practice.
 */
function useThread(slug: string) {
  const [params] = useSearchParams();
  const isNew = params.get("new") === "1";
  const asked = isNew ? null : params.get("thread");
  const threads = useInfiniteQuery({ ...myThreadsQuery, enabled: !isNew });
  const items = threads.data?.pages.flatMap((page) => page.items) ?? [];
  const listed = items.find((thread) => thread.practice_slug === slug && (asked === null || thread.id === asked));
  const single = useQuery({ ...myThreadQuery(slug, asked ?? ""), enabled: asked !== null && listed === undefined, retry: false });
  if (isNew) return { thread: undefined, isLoading: false, error: null, retry: () => undefined };
  const source = asked === null || listed ? threads : single;
  return { thread: listed ?? single.data, isLoading: source.isLoading, error: listed ? null : source.error, retry: () => void source.refetch() };
}

/** One conversation with a practice, or the beginning of a new one. */
export function ThreadScreen() {
  const { t } = useTranslation("w-owner");
  const slug = useParams()["slug"] ?? "";
  const practice = useQuery(practiceQuery(slug));
  const { thread, isLoading, error, retry } = useThread(slug);
  const name = thread?.practice_name ?? practice.data?.name ?? "";
  useTitle(thread?.subject ?? (name === "" ? null : t("messages.to", { name })));
  return (
    <Page className="min-h-0 flex-1 pb-4">
      <BackLink to="/messages">{t("messages.title")}</BackLink>
      {isLoading ? (
        <Loading label={t("messages.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-56" /><Skeleton className="h-20 w-3/4 rounded-card" /><Skeleton className="ml-auto h-20 w-3/4 rounded-card" /></Loading>
      ) : isProblem(error, "thread_unknown") ? (
        <EmptyState title={t("messages.unknown")} action={<Button asChild size="l"><Link to="/messages">{t("messages.title")}</Link></Button>}>{t("messages.unknownText")}</EmptyState>
      ) : error ? (
        <Failed title={t("messages.failed")} error={error} onRetry={retry} />
      ) : thread ? (
        <Conversation key={thread.id} thread={thread} />
      ) : (
        <NewThread slug={slug} name={name} />
      )}
    </Page>
  );
}

function Conversation({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation("w-owner");
  const queries = useQueryClient();
  const messages = useInfiniteQuery(messagesQuery(thread.practice_slug, thread.id));
  const items = (messages.data?.pages.flatMap((page) => page.items) ?? []).toReversed();
  const end = useRef<HTMLDivElement>(null);
  const newest = items.at(-1)?.id;
  useSeen(latestUnread(items, "owner"), async (messageId) => {
    await readThread(thread.practice_slug, thread.id, messageId);
    for (const key of ["messages", "threads"]) void queries.invalidateQueries({ queryKey: [key] });
  });
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [newest]);
  return (
    <>
      <div>
        <h1 className="type-display text-balance wrap-anywhere">{thread.subject}</h1>
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
      <p className={cn("rounded-card px-4 py-2.5 wrap-anywhere whitespace-pre-line", isOwn ? "rounded-br-chip bg-selected" : "rounded-bl-chip bg-surface shadow-1")}>{message.text}</p>
      <p className="type-small px-1 text-ink-3">{[who, when, isOwn && message.read_at !== null && t("messages.seen")].filter(Boolean).join(" · ")}</p>
    </li>
  );
}
