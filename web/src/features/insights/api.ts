import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { PracticeReport } from "@/api/types";

export const reportQuery = (slug: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["dashboard", slug, "report", from, to],
    queryFn: (): Promise<PracticeReport> =>
      data(api.GET("/api/staff/{slug}/reports/practice", { params: { path: { slug }, query: { from, to } } })),
    placeholderData: (previous) => previous,
  });

export interface AuditFilter {
  actor?: string;
  action?: string;
  outcome?: string;
  from?: string;
  to?: string;
}

export const auditQuery = (slug: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", slug, filter],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/staff/{slug}/audit", { params: { path: { slug }, query: { ...filter, cursor: pageParam, limit: 30 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
  });

/** A franchise's practices with what they count, by name. */
export const franchisePracticesQuery = (slug: string) =>
  infiniteQueryOptions({
    queryKey: ["dashboard", slug, "practices"],
    queryFn: ({ pageParam }) => data(api.GET("/api/staff/{slug}/practices", { params: { path: { slug }, query: { cursor: pageParam, limit: 30 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
