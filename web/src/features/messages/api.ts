import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { ThreadView } from "@/api/types";

export type ThreadState = ThreadView["state"];

export const threadsQuery = (slug: string, state: ThreadState | undefined) =>
  infiniteQueryOptions({
    queryKey: ["threads", slug, state ?? "all"],
    queryFn: ({ pageParam }) => data(api.GET("/api/staff/{slug}/threads", { params: { path: { slug }, query: { state, cursor: pageParam, limit: 40 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** How many open conversations the practice has something unread in: the server counts all of them, not those of the page. */
export function unreadOf(list: { pages: readonly { unread: number }[] } | undefined): number {
  return list?.pages[0]?.unread ?? 0;
}

/** A person's own conversations at all practices, the latest first. */
export const myThreadsQuery = infiniteQueryOptions({
  queryKey: ["threads", "own"],
  queryFn: ({ pageParam }) => data(api.GET("/api/me/threads", { params: { query: { cursor: pageParam, limit: 30 } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
});

/** An owner's own conversation by its address, wherever in their list it stands. */
export const myThreadQuery = (slug: string, threadId: string) =>
  queryOptions({
    queryKey: ["threads", "own", slug, threadId],
    queryFn: () => data(api.GET("/api/practices/{slug}/threads/{thread_id}", { params: { path: { slug, thread_id: threadId } } })),
  });

/** One conversation by its address, wherever in the list it stands. */
export const threadQuery = (slug: string, threadId: string) =>
  queryOptions({
    queryKey: ["threads", slug, "one", threadId],
    queryFn: () => data(api.GET("/api/staff/{slug}/threads/{thread_id}", { params: { path: { slug, thread_id: threadId } } })),
  });

/** A conversation, newest page first. */
export const messagesQuery = (slug: string, threadId: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", slug, threadId],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/staff/{slug}/threads/{thread_id}/messages", { params: { path: { slug, thread_id: threadId }, query: { cursor: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export interface Start {
  client_id: string;
  patient_id: string | null;
  subject: string;
  text: string;
}

export function startThread(slug: string, body: Start, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/threads", { params: { path: { slug } }, body, headers }));
}

export function writeMessage(slug: string, threadId: string, text: string, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/threads/{thread_id}/messages", { params: { path: { slug, thread_id: threadId } }, body: { text }, headers }));
}

/** Up to and with this message; what came later stays unread. */
export function readThread(slug: string, threadId: string, messageId: string) {
  return data(api.POST("/api/staff/{slug}/threads/{thread_id}/read", { params: { path: { slug, thread_id: threadId } }, body: { message_id: messageId } }));
}

/** Refused with `thread_unread` when it would put away what nobody has read, unless `withUnread`. */
export function setThreadState(slug: string, thread: Pick<ThreadView, "id" | "version">, state: ThreadState, withUnread = false) {
  const params = { path: { slug, thread_id: thread.id }, header: { "If-Match": String(thread.version) } };
  return data(api.PATCH("/api/staff/{slug}/threads/{thread_id}", { params, body: { state, with_unread: withUnread } }));
}
