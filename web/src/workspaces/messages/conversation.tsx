import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, ArrowLeft, Check } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { MessageView, ThreadView } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { messagesQuery, readThread, threadQuery } from "@/features/messages/api";
import { byDay } from "@/features/messages/rules";
import { latestUnread, useSeen } from "@/features/messages/seen";
import { useActions } from "@/lib/actions";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { Answer } from "./answer";
import { CloseDialog } from "./close-dialog";
import { useThreadActions } from "./use-thread-actions";

export interface ConversationProps {
  slug: string;
  threadId: string;
  /** The line of the list; not there yet, or on a page that was not loaded. */
  thread: ThreadView | undefined;
  zone: string;
}

export function Conversation({ slug, threadId, thread: listed, zone }: ConversationProps) {
  const { t } = useTranslation("w-messages");
  const map = useMap();
  const f = useFormats();
  const single = useQuery({ ...threadQuery(slug, threadId), enabled: listed === undefined });
  const thread = listed ?? single.data;
  const messages = useInfiniteQuery(messagesQuery(slug, threadId));
  const said = useMemo(() => messages.data?.pages.flatMap((page) => page.items) ?? [], [messages.data]);
  const days = useMemo(() => byDay(said, zone), [said, zone]);
  const mayWrite = useMay(slug, "messages.write");
  const end = useRef<HTMLDivElement>(null);
  const last = days.at(-1)?.messages.at(-1)?.id;
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [last]);
  useReading(slug, threadId, said);
  useCrumb(thread ? { key: `thread:${threadId}`, title: thread.client_name, icon: "messages" } : null);
  const state = useThreadActions(slug, thread);
  useActions(state.actions, thread && [thread.client_name, thread.patient_name].filter(Boolean).join(", "), "thread");
  return (
    <Sheet className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-3 px-5 pt-4 pb-3">
        <Link to={map.href("messages") ?? ""} aria-label={t("back")} className="grid size-9 place-items-center rounded-md hover:bg-hover tablet:hidden"><ArrowLeft size={18} aria-hidden="true" /></Link>
        {thread && <Avatar name={thread.client_name} size={36} isDecorative />}
        <div className="min-w-0 flex-1">
          <h2 className="type-h2 truncate">{thread?.client_name ?? t("conversation")}</h2>
          <p className="truncate text-ink-2">{[thread?.patient_name, thread?.subject].filter(Boolean).join(", ")}</p>
        </div>
        {thread?.state === "closed" && <Tag icon={<Archive aria-hidden="true" />}>{t("state.closed")}</Tag>}
      </header>
      {/* A long conversation scrolls by itself and must be reachable without a mouse. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="log" aria-label={t("conversation")} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 pb-3">
        {messages.isError && !messages.data && <ErrorState className="shadow-none" title={t("failedOne")} action={<Button onClick={() => void messages.refetch()}>{t("common:action.retry")}</Button>} />}
        {messages.isPending && <Loading label={t("common:state.loading")} className="flex flex-col gap-4 pt-4"><Skeleton className="h-12 w-3/5" /><Skeleton className="ml-auto h-12 w-3/5" /><Skeleton className="h-12 w-2/5" /></Loading>}
        {messages.hasNextPage && <Button tone="bare" className="mx-auto flex" isBusy={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>{t("earlier")}</Button>}
        {days.map(({ day, messages: ofDay }) => (
          <section key={day} aria-label={f.date(day, "medium")}>
            <p className="type-small py-3 text-center text-ink-3 first-letter:uppercase">{f.date(day, "medium")}</p>
            {ofDay.map((message) => <Bubble key={message.id} message={message} zone={zone} />)}
          </section>
        ))}
        <div ref={end} />
      </div>
      {mayWrite && thread && <Answer slug={slug} thread={thread} />}
      {thread && state.asks && <CloseDialog name={thread.client_name} onClose={state.settle} onConfirm={() => state.close(thread, true)} />}
    </Sheet>
  );
}

function Bubble({ message, zone }: { message: MessageView; zone: string }) {
  const { t } = useTranslation("w-messages");
  const f = useFormats();
  const isOurs = message.side === "practice";
  return (
    <div className={cn("flex animate-row flex-col pb-3", isOurs ? "items-end" : "items-start")}>
      <p className={cn("type-read max-w-[80%] rounded-sheet px-3.5 py-2 break-words whitespace-pre-wrap", isOurs ? "rounded-br-key bg-selected" : "rounded-bl-key bg-sunken")}>{message.text}</p>
      <p className="type-small mt-1 flex items-center gap-1 px-1 text-ink-3">
        {isOurs && message.read_at !== null && <Check size={13} aria-hidden="true" />}
        {[message.author_name ?? t(isOurs ? "us" : "owner"), f.time(message.sent_at, zone), isOurs && message.read_at !== null ? t("read") : ""].filter(Boolean).join(", ")}
      </p>
    </div>
  );
}

/** Looking at a conversation is reading it, as far as it stands on the screen. */
function useReading(slug: string, threadId: string, messages: readonly MessageView[]): void {
  const queries = useQueryClient();
  useSeen(latestUnread(messages, "practice"), async (messageId) => {
    await readThread(slug, threadId, messageId);
    for (const key of ["messages", "threads"]) void queries.invalidateQueries({ queryKey: [key] });
  });
}
