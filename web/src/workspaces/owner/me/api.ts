import { queryOptions } from "@tanstack/react-query";

import { api, data, upload } from "@/api/client";
import type { AccountSession, ClinicApplication, DocumentKind, MyVetApplication, PracticeFacts, Session } from "@/api/types";

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: (): Promise<{ items: AccountSession[] }> => data(api.GET("/api/auth/sessions")),
});

export async function endSession(id: string): Promise<void> {
  await api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } });
}

export async function endEverySession(): Promise<void> {
  await api.POST("/api/auth/logout-everywhere");
}

/** Signs every other device out; this one goes on with the session in the answer. */
export function changePassword(body: { current_password: string; new_password: string }): Promise<Session> {
  return data(api.POST("/api/me/password", { body }));
}

export function putPicture(file: File): Promise<{ picture_url: string; version: number }> {
  return upload("PUT", "/api/me/picture", { file });
}

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["clinic-applications", "own", id],
    queryFn: () => data(api.GET("/api/me/clinic-applications/{application_id}", { params: { path: { application_id: id } } })),
  });

export function startApplication(practice: PracticeFacts, headers: Record<string, string>): Promise<ClinicApplication> {
  return data(api.POST("/api/me/clinic-applications", { body: { practice }, headers }));
}

export function changeApplication(before: ClinicApplication, practice: PracticeFacts): Promise<ClinicApplication> {
  const params = { path: { application_id: before.id }, header: { "If-Match": String(before.version) } };
  return data(api.PATCH("/api/me/clinic-applications/{application_id}", { params, body: { practice } }));
}

export function addDocument(id: string, kind: DocumentKind, file: File): Promise<ClinicApplication> {
  return upload("PUT", `/api/me/clinic-applications/${id}/documents`, { kind, file });
}

export function submitApplication(id: string): Promise<ClinicApplication> {
  return data(api.POST("/api/me/clinic-applications/{application_id}/submit", { params: { path: { application_id: id } } }));
}

export function applyAsVet(slug: string, body: { licence_number: string; specialisation?: string; note: string }, headers: Record<string, string>): Promise<MyVetApplication> {
  return data(api.POST("/api/practices/{slug}/vet-applications", { params: { path: { slug } }, body, headers }));
}
