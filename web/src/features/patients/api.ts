import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import { download } from "@/api/download";
import type { ClientChange, PatientChange, PatientPage, PatientRegistration, WeighingMend } from "@/api/types";

const PAGE = 50;

/** By a name, a number or a chip, which travel in the body, never in an address. */
function findPatients(slug: string, body: { q: string; limit: number; cursor?: string }): Promise<PatientPage> {
  return data(api.POST("/api/staff/{slug}/patients/find", { params: { path: { slug } }, body }));
}

export const patientsQuery = (slug: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["patients", slug, "list", q],
    queryFn: ({ pageParam }) =>
      q === ""
        ? data(api.GET("/api/staff/{slug}/patients", { params: { path: { slug }, query: { cursor: pageParam, limit: PAGE } } }))
        : findPatients(slug, { q, limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

const FEW = 8;

/** The best few for a field that is typed in. */
export const patientSearchQuery = (slug: string, q: string, limit = FEW) =>
  queryOptions({
    queryKey: ["patients", slug, "search", q, limit],
    queryFn: () => findPatients(slug, { q, limit }),
    enabled: q.trim().length > 1,
  });

export const patientQuery = (slug: string, patientId: string) =>
  queryOptions({
    queryKey: ["patients", slug, "one", patientId],
    queryFn: () => data(api.GET("/api/staff/{slug}/patients/{patient_id}", { params: { path: { slug, patient_id: patientId } } })),
  });

export const clientQuery = (slug: string, clientId: string) =>
  queryOptions({
    queryKey: ["clients", slug, clientId],
    queryFn: () => data(api.GET("/api/staff/{slug}/clients/{client_id}", { params: { path: { slug, client_id: clientId } } })),
  });

export interface Look {
  first_name?: string;
  last_name?: string;
  phone?: string;
  email?: string;
  chip?: string;
}

/** Who may be meant, while the form is filled in; names travel in the body, never in an address. */
export const candidatesQuery = (slug: string, look: Look) =>
  queryOptions({
    queryKey: ["clients", slug, "candidates", look],
    queryFn: () => data(api.POST("/api/staff/{slug}/patients/candidates", { params: { path: { slug } }, body: look })),
  });

export function registerPatient(slug: string, body: PatientRegistration, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/patients", { params: { path: { slug } }, body, headers }));
}

export function changePatient(slug: string, patientId: string, version: number, body: PatientChange) {
  const params = { path: { slug, patient_id: patientId }, header: { "If-Match": String(version) } };
  return data(api.PATCH("/api/staff/{slug}/patients/{patient_id}", { params, body }));
}

/** `version` is the patient's as they were seen: what is far from the last weight is asked about beside that. */
export function noteWeighing(slug: string, patientId: string, version: number, grams: number, headers: Record<string, string>) {
  const params = { path: { slug, patient_id: patientId }, header: { "If-Match": String(version) } };
  return data(api.POST("/api/staff/{slug}/patients/{patient_id}/weighings", { params, headers, body: { grams } }));
}

export function takeBackWeighing(slug: string, patientId: string, weighingId: string, headers: Record<string, string>) {
  const params = { path: { slug, patient_id: patientId, weighing_id: weighingId } };
  return data(api.DELETE("/api/staff/{slug}/patients/{patient_id}/weighings/{weighing_id}", { params, headers }));
}

/** Each with its visit and what it said before it was mended, the newest first; or that of one visit alone. */
export const weighingsQuery = (slug: string, patientId: string, recordId: string | null = null) =>
  queryOptions({
    queryKey: ["patients", slug, "weighings", patientId, recordId],
    queryFn: () => data(api.GET("/api/staff/{slug}/patients/{patient_id}/weighings", { params: { path: { slug, patient_id: patientId }, query: { record_id: recordId } } })),
  });

export function correctWeighing(slug: string, patientId: string, weighingId: string, body: WeighingMend, headers: Record<string, string>) {
  const params = { path: { slug, patient_id: patientId, weighing_id: weighingId } };
  return data(api.POST("/api/staff/{slug}/patients/{patient_id}/weighings/{weighing_id}/corrections", { params, headers, body }));
}

export function changeClient(slug: string, clientId: string, version: number, body: ClientChange) {
  const params = { path: { slug, client_id: clientId }, header: { "If-Match": String(version) } };
  return data(api.PATCH("/api/staff/{slug}/clients/{client_id}", { params, body }));
}

export function archivePatient(slug: string, patientId: string) {
  return data(api.POST("/api/staff/{slug}/patients/{patient_id}/archive", { params: { path: { slug, patient_id: patientId } } }));
}

/** Takes back an archiving or a death. */
export function restorePatient(slug: string, patientId: string) {
  return data(api.POST("/api/staff/{slug}/patients/{patient_id}/restore", { params: { path: { slug, patient_id: patientId } } }));
}

export function recordDeath(slug: string, patientId: string, diedOn: string | null) {
  const params = { path: { slug, patient_id: patientId } };
  return data(api.POST("/api/staff/{slug}/patients/{patient_id}/deceased", { params, body: { died_on: diedOn } }));
}

/** The file as a PDF, saved under the patient's name: an address alone would carry no sign-in. */
export async function downloadReport(slug: string, patientId: string, name: string, lang: "nl" | "en"): Promise<void> {
  await download(`/api/staff/${slug}/patients/${patientId}/report.pdf`, { lang }, `${name}.pdf`);
}
