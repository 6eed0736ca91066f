import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { ClinicApplication, PlatformUser, TreeNode } from "@/api/types";

const PAGE = 30;
const next = (last: { next_cursor?: string | null }): string | undefined => last.next_cursor ?? undefined;
const first = undefined as string | undefined;

export const platformDashboardQuery = queryOptions({
  queryKey: ["platform", "dashboard"],
  queryFn: () => data(api.GET("/api/platform/dashboard")),
});

export type ApplicationState = "submitted" | "rejected" | "approved";

export const applicationsQuery = (state: ApplicationState, q = "", limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: ["clinic-applications", "platform", state, q, limit],
    queryFn: ({ pageParam, signal }) => data(api.GET("/api/platform/applications", { params: { query: { state, q, cursor: pageParam, limit } }, signal })),
    initialPageParam: first,
    getNextPageParam: next,
  });

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["clinic-applications", "platform", "one", id],
    queryFn: (): Promise<ClinicApplication> =>
      data(api.GET("/api/platform/applications/{application_id}", { params: { path: { application_id: id } } })),
    enabled: id !== "",
    // The tenant is made after the approval; until it lives the sheet follows how far it is.
    refetchInterval: (query) => (query.state.data?.state === "approved" && query.state.data.progress !== "live" ? 2000 : false),
  });

/** Says yes to what was read: this version of the application, at this address. */
export function approveApplication({ id, version }: ClinicApplication, slug: string): Promise<ClinicApplication> {
  const params = { path: { application_id: id }, header: { "If-Match": String(version) } };
  return data(api.POST("/api/platform/applications/{application_id}/approve", { params, body: { slug } }));
}

export function rejectApplication(id: string, remarks: string): Promise<ClinicApplication> {
  return data(api.POST("/api/platform/applications/{application_id}/reject", { params: { path: { application_id: id } }, body: { remarks } }));
}

export const documentPath = (applicationId: string, documentId: string): string =>
  `/api/platform/applications/${applicationId}/documents/${documentId}`;

export type ClinicState = "active" | "suspended" | "leaving";
export interface ClinicFilter {
  state?: ClinicState;
  activity?: "active" | "asleep";
  q?: string;
}

export const clinicsQuery = (filter: ClinicFilter, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: ["platform", "clinics", filter, limit],
    queryFn: ({ pageParam, signal }) => data(api.GET("/api/platform/clinics", { params: { query: { ...filter, cursor: pageParam, limit } }, signal })),
    initialPageParam: first,
    getNextPageParam: next,
  });

export const suspendClinic = (slug: string): Promise<TreeNode> => data(api.POST("/api/platform/clinics/{slug}/suspend", { params: { path: { slug } } }));
export const resumeClinic = (slug: string): Promise<TreeNode> => data(api.POST("/api/platform/clinics/{slug}/resume", { params: { path: { slug } } }));
export function moveClinic(slug: string, franchise_slug: string | null): Promise<TreeNode> {
  return data(api.POST("/api/platform/clinics/{slug}/move", { params: { path: { slug } }, body: { franchise_slug } }));
}

export const treeQuery = queryOptions({
  queryKey: ["platform", "tree"],
  queryFn: async () => (await data(api.GET("/api/platform/tree"))).items,
});

export type UserKind = PlatformUser["kinds"][number];

export const usersQuery = (q: string, kind: UserKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ["platform", "users", q, kind ?? null],
    queryFn: ({ pageParam, signal }) => data(api.POST("/api/platform/users/find", { body: { q, kind: kind ?? null, cursor: pageParam ?? null, limit: PAGE }, signal })),
    initialPageParam: first,
    getNextPageParam: next,
  });

export const disableUser = (id: string): Promise<PlatformUser> =>
  data(api.POST("/api/platform/users/{user_id}/disable", { params: { path: { user_id: id } } }));
export const enableUser = (id: string): Promise<PlatformUser> =>
  data(api.POST("/api/platform/users/{user_id}/enable", { params: { path: { user_id: id } } }));

export interface ActivityFilter {
  actor?: string;
  action?: string;
  tenant?: string;
  outcome?: string;
  from?: string;
  to?: string;
}

export const activityQuery = (filter: ActivityFilter, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: ["platform", "activity", filter, limit],
    queryFn: ({ pageParam, signal }) => data(api.GET("/api/platform/activity", { params: { query: { ...filter, cursor: pageParam, limit } }, signal })),
    initialPageParam: first,
    getNextPageParam: next,
  });

export type RankingMeasure = "completed" | "booked" | "no_show_rate" | "new_clients" | "owners";
export type RankingDays = 7 | 30 | 90 | 365;

export const rankingQuery = (by: RankingMeasure, days: RankingDays) =>
  queryOptions({
    queryKey: ["platform", "ranking", by, days],
    queryFn: () => data(api.GET("/api/platform/ranking", { params: { query: { by, days } } })),
  });

export type JobState = "todo" | "doing" | "succeeded" | "failed" | "cancelled" | "aborted";

export const jobsQuery = (state: JobState | undefined, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: ["platform", "jobs", state ?? null, limit],
    queryFn: ({ pageParam }) => data(api.GET("/api/platform/jobs", { params: { query: { state, cursor: pageParam, limit } } })),
    initialPageParam: first,
    getNextPageParam: next,
  });

export async function retryJob(id: number): Promise<void> {
  await api.POST("/api/platform/jobs/{job_id}/retry", { params: { path: { job_id: id } } });
}

/** Events that were tried as often as they may be, of all clinics together. */
export const failedEventsQuery = infiniteQueryOptions({
  queryKey: ["platform", "events"],
  queryFn: ({ pageParam }) => data(api.GET("/api/platform/events", { params: { query: { cursor: pageParam, limit: PAGE } } })),
  initialPageParam: first,
  getNextPageParam: next,
});

export async function retryEvent(tenantId: string, eventId: string): Promise<void> {
  await api.POST("/api/platform/events/{tenant_id}/{event_id}/retry", { params: { path: { tenant_id: tenantId, event_id: eventId } } });
}
