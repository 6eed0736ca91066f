import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { LikelyAsk, Noted } from "@/api/types";

const FRESH_MS = 2 * 60_000;

/** What people of one's role usually do there. What cannot be asked now is no trouble: nothing is suggested. */
export const likelyQuery = (slug: string, ask: LikelyAsk) =>
  queryOptions({
    queryKey: ["likely", slug, ask],
    queryFn: ({ signal }) => data(api.POST("/api/staff/{slug}/likely/next", { params: { path: { slug } }, body: ask, signal })),
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    retry: false,
  });

/** `isLeaving`: the page is being left, and the browser sends this all the same. */
export async function sendNotes(slug: string, items: Noted[], key: string, isLeaving: boolean): Promise<void> {
  await api.POST("/api/staff/{slug}/likely/notes", { params: { path: { slug } }, body: { items }, headers: { "Idempotency-Key": key }, keepalive: isLeaving });
}

export const likelySettingsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["likely", slug, "settings"],
    queryFn: () => data(api.GET("/api/staff/{slug}/likely", { params: { path: { slug } } })),
    staleTime: 0,
  });

export async function switchLikely(slug: string, whose: Whose, isOn: boolean): Promise<void> {
  const body = { is_on: isOn };
  if (whose === "mine") await api.PUT("/api/staff/{slug}/likely/mine", { params: { path: { slug } }, body });
  else await api.PUT("/api/staff/{slug}/likely", { params: { path: { slug } }, body });
}

export async function forgetLikely(slug: string, whose: Whose): Promise<void> {
  if (whose === "mine") await api.DELETE("/api/staff/{slug}/likely/mine", { params: { path: { slug } } });
  else await api.DELETE("/api/staff/{slug}/likely", { params: { path: { slug } } });
}

export type Whose = "mine" | "practice";
