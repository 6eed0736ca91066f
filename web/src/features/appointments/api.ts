import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { AppointmentRow, AppointmentState, AppointmentTypeView, SeriesView } from "@/api/types";

export interface Window {
  /** First and last local day, YYYY-MM-DD. */
  from: string;
  to: string;
  vet?: string | undefined;
  state?: AppointmentState | undefined;
}

/** A window with a name to look for, which travels in the body, never in an address. */
export interface Search extends Window {
  q: string;
}

const WHOLE = 500;
const PAGE = 50;

/** Everything of a day or a week, in order of time: a page of the server holds a whole day. */
export const appointmentsQuery = (slug: string, window: Window) =>
  queryOptions({
    queryKey: ["appointments", slug, "window", window],
    queryFn: async () => {
      const rows: AppointmentRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await data(api.GET("/api/staff/{slug}/appointments", { params: { path: { slug }, query: { ...window, cursor, limit: WHOLE } } }));
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return rows;
    },
  });

/** The same as pages, for long periods. */
export const appointmentPagesQuery = (slug: string, window: Window) =>
  infiniteQueryOptions({
    queryKey: ["appointments", slug, "pages", window],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/staff/{slug}/appointments", { params: { path: { slug }, query: { ...window, cursor: pageParam, limit: PAGE } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** Visits of patients and clients of whose name it is a part. */
export const foundAppointmentsQuery = (slug: string, { from, to, vet, state, q }: Search) =>
  infiniteQueryOptions({
    queryKey: ["appointments", slug, "found", { from, to, vet, state, q }],
    queryFn: ({ pageParam }) => {
      const body = { q, first_on: from, last_on: to, vet: vet ?? null, state: state ?? null, cursor: pageParam ?? null, limit: PAGE };
      return data(api.POST("/api/staff/{slug}/appointments/find", { params: { path: { slug } }, body }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const appointmentQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["appointments", slug, "one", id],
    queryFn: () => data(api.GET("/api/staff/{slug}/appointments/{appointment_id}", { params: { path: { slug, appointment_id: id } } })),
  });

/** All visits of one animal, those to come first. */
export const patientAppointmentsQuery = (slug: string, patientId: string) =>
  infiniteQueryOptions({
    queryKey: ["appointments", slug, "of", patientId],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/staff/{slug}/patients/{patient_id}/appointments", { params: { path: { slug, patient_id: patientId }, query: { cursor: pageParam, limit: 30 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** What is still to come and stands where nobody is there for it. */
export const unattendedQuery = (slug: string) =>
  queryOptions({
    queryKey: ["appointments", slug, "unattended"],
    queryFn: () => data(api.GET("/api/staff/{slug}/appointments/unattended", { params: { path: { slug } } })),
  });

export const freeVetsQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["appointments", slug, "free-vets", id],
    queryFn: () => data(api.GET("/api/staff/{slug}/appointments/{appointment_id}/free-vets", { params: { path: { slug, appointment_id: id } } })),
  });

export const slotsQuery = (slug: string, wish: { type: string; from: string; days: number; vet?: string | undefined; minutes?: number | undefined }) =>
  queryOptions({
    queryKey: ["slots", slug, wish],
    queryFn: () => data(api.GET("/api/staff/{slug}/slots", { params: { path: { slug }, query: wish } })),
  });

export const typesQuery = (slug: string) =>
  queryOptions({
    queryKey: ["appointment-types", slug],
    queryFn: async (): Promise<AppointmentTypeView[]> => (await data(api.GET("/api/staff/{slug}/appointment-types", { params: { path: { slug } } }))).items,
    staleTime: 300_000,
  });

/** Everybody who sees patients, in the practice's own order. */
export const vetsQuery = (slug: string) =>
  queryOptions({
    queryKey: ["resources", slug, "vet"],
    queryFn: () => data(api.GET("/api/staff/{slug}/resources", { params: { path: { slug }, query: { kind: "vet" } } })),
    staleTime: 300_000,
  });

export const profileQuery = (slug: string) =>
  queryOptions({
    queryKey: ["profile", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/profile", { params: { path: { slug } } })),
    staleTime: 300_000,
  });

export const dashboardQuery = (slug: string) =>
  queryOptions({
    queryKey: ["dashboard", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/dashboard", { params: { path: { slug } } })),
  });

export interface Wish {
  type: string;
  starts_at: string;
  patient_id: string;
  vet_id?: string | null;
  /** What the owner reads, and what only the practice does. */
  reason?: string;
  note?: string;
}

export function bookAtDesk(slug: string, body: Wish, headers: Record<string, string>): Promise<AppointmentRow> {
  return data(api.POST("/api/staff/{slug}/appointments", { params: { path: { slug } }, body, headers }));
}

/** A room, device or assistant instead of the one of its kind that a visit has. */
export interface Swap {
  from: string;
  to: string;
}

/** One step of an appointment's life, with what it needs to know. */
export type Step =
  | { kind: "approve"; vet_id?: string | null; unsuitable?: boolean }
  | { kind: "assign"; vet_id: string; unsuitable?: boolean }
  | { kind: "decline"; reason: string }
  | { kind: "cancel"; reason?: string | null; following?: boolean }
  | { kind: "reschedule"; starts_at: string; vet_id?: string | null; minutes?: number; swap?: Swap }
  | { kind: "resize"; minutes: number }
  | { kind: "complete" }
  | { kind: "no-show" }
  | { kind: "undo"; following?: boolean };

function rowOf(series: SeriesView, id: string): AppointmentRow {
  const row = series.items.find((one) => one.id === id);
  if (!row) throw new Error("The answer is about another series.");
  return row;
}

/** `version` is what was on the screen: a step that somebody else took since is not overruled unseen. */
export function takeStep(slug: string, { id, version, starts_at }: Pick<AppointmentRow, "id" | "version" | "starts_at">, step: Step, key: string): Promise<AppointmentRow> {
  const params = { path: { slug, appointment_id: id }, header: { "If-Match": String(version) } };
  const headers = { "Idempotency-Key": key };
  switch (step.kind) {
    case "approve":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/approve", { params, headers, body: { vet_id: step.vet_id ?? null, unsuitable: step.unsuitable ?? false } }));
    case "assign":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/assign", { params, headers, body: { vet_id: step.vet_id, unsuitable: step.unsuitable ?? false } }));
    case "decline":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/decline", { params, headers, body: { reason: step.reason } }));
    case "cancel":
      if (step.following) return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/cancel-following", { params, headers, body: { reason: step.reason ?? null } })).then((series) => rowOf(series, id));
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/cancel", { params, headers, body: { reason: step.reason ?? null } }));
    case "reschedule":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/reschedule", { params, headers, body: { starts_at: step.starts_at, vet_id: step.vet_id ?? null, ...(step.minutes === undefined ? {} : { minutes: step.minutes }), ...(step.swap ? { resource_id: step.swap.to } : {}) } }));
    case "resize":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/reschedule", { params, headers, body: { starts_at, minutes: step.minutes } }));
    case "complete":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/complete", { params, headers }));
    case "no-show":
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/no-show", { params, headers }));
    case "undo":
      if (step.following) return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/undo-following", { params, headers })).then((series) => rowOf(series, id));
      return data(api.POST("/api/staff/{slug}/appointments/{appointment_id}/undo", { params, headers }));
  }
}
