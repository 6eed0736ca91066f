import { infiniteQueryOptions, queryOptions, replaceEqualDeep } from "@tanstack/react-query";

import { api, data, upload } from "@/api/client";
import type { NoteChange, RecordParts, RecordSaved, RecordView, SignatureSaved, VitalsChange } from "@/api/types";

export const recordsQuery = (slug: string, patientId: string) =>
  infiniteQueryOptions({
    queryKey: ["records", slug, "of", patientId],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/staff/{slug}/patients/{patient_id}/records", { params: { path: { slug, patient_id: patientId }, query: { cursor: pageParam, limit: 30 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/** An answer that was overtaken on its way must not put older text back. */
function newer(known: unknown, answer: unknown): unknown {
  const isOlder = known !== undefined && (answer as RecordView).version < (known as RecordView).version;
  return isOlder ? known : replaceEqualDeep(known, answer);
}

export const recordQuery = (slug: string, recordId: string) =>
  queryOptions({
    queryKey: ["records", slug, "one", recordId],
    queryFn: () => data(api.GET("/api/staff/{slug}/records/{record_id}", { params: { path: { slug, record_id: recordId } } })),
    structuralSharing: newer,
  });

/** What waits for a signature: of one vet, or of everybody. */
export const draftsQuery = (slug: string, vet: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["records", slug, "drafts", vet ?? "all"],
    queryFn: ({ pageParam }) => data(api.GET("/api/staff/{slug}/records", { params: { path: { slug }, query: { state: "draft", vet, cursor: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

export const vaccinationsQuery = (slug: string, patientId: string) =>
  queryOptions({
    queryKey: ["records", slug, "vaccinations", patientId],
    queryFn: () => data(api.GET("/api/staff/{slug}/patients/{patient_id}/vaccinations", { params: { path: { slug, patient_id: patientId } } })),
  });

export function openRecord(slug: string, patientId: string, appointmentId: string | null, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/records", { params: { path: { slug } }, body: { patient_id: patientId, appointment_id: appointmentId }, headers }));
}

export function saveNote(slug: string, recordId: string, version: number, body: NoteChange): Promise<RecordSaved> {
  const params = { path: { slug, record_id: recordId }, header: { "If-Match": String(version) } };
  return data(api.PATCH("/api/staff/{slug}/records/{record_id}", { params, body }));
}

/** Only what changed is sent: what a colleague measured meanwhile stays. `version` is what these were read in. */
export function saveVitals(slug: string, recordId: string, version: number, body: VitalsChange): Promise<RecordSaved> {
  const params = { path: { slug, record_id: recordId }, header: { "If-Match": String(version) } };
  return data(api.PATCH("/api/staff/{slug}/records/{record_id}/vitals", { params, body }));
}

type WithoutId<T> = Omit<T, "id">;

/** A part of a record with what it says; the id is made here, so that a repeated call adds nothing twice. */
export type Part =
  | { kind: "diagnoses"; body: WithoutId<RecordParts["diagnoses"][number]> }
  | { kind: "prescriptions"; body: WithoutId<RecordParts["prescriptions"][number]> }
  | { kind: "vaccinations"; body: WithoutId<RecordParts["vaccinations"][number]> }
  | { kind: "dewormings"; body: WithoutId<RecordParts["dewormings"][number]> }
  | { kind: "lab-results"; body: WithoutId<RecordParts["lab_results"][number]> };

/** `version` is what the part was read in: what somebody else made of it since is not overwritten. */
export function putPart(slug: string, recordId: string, partId: string, version: number, part: Part): Promise<RecordSaved> {
  const params = { path: { slug, record_id: recordId, part_id: partId }, header: { "If-Match": String(version) } };
  switch (part.kind) {
    case "diagnoses":
      return data(api.PUT("/api/staff/{slug}/records/{record_id}/diagnoses/{part_id}", { params, body: part.body }));
    case "prescriptions":
      return data(api.PUT("/api/staff/{slug}/records/{record_id}/prescriptions/{part_id}", { params, body: part.body }));
    case "vaccinations":
      return data(api.PUT("/api/staff/{slug}/records/{record_id}/vaccinations/{part_id}", { params, body: part.body }));
    case "dewormings":
      return data(api.PUT("/api/staff/{slug}/records/{record_id}/dewormings/{part_id}", { params, body: part.body }));
    case "lab-results":
      return data(api.PUT("/api/staff/{slug}/records/{record_id}/lab-results/{part_id}", { params, body: part.body }));
  }
}

/** Answers with what the part said last, to have it back with `putPart`; null when it was gone already. */
export async function removePart(slug: string, recordId: string, kind: Part["kind"], partId: string, version: number, headers: Record<string, string>) {
  const params = { path: { slug, record_id: recordId, part_id: partId }, header: { "If-Match": String(version) } };
  switch (kind) {
    case "diagnoses":
      return data(api.DELETE("/api/staff/{slug}/records/{record_id}/diagnoses/{part_id}", { params, headers }));
    case "prescriptions":
      return data(api.DELETE("/api/staff/{slug}/records/{record_id}/prescriptions/{part_id}", { params, headers }));
    case "vaccinations":
      return data(api.DELETE("/api/staff/{slug}/records/{record_id}/vaccinations/{part_id}", { params, headers }));
    case "dewormings":
      return data(api.DELETE("/api/staff/{slug}/records/{record_id}/dewormings/{part_id}", { params, headers }));
    case "lab-results":
      return data(api.DELETE("/api/staff/{slug}/records/{record_id}/lab-results/{part_id}", { params, headers }));
  }
}

export const filePath = (slug: string, recordId: string, fileId: string): string => `/api/staff/${slug}/records/${recordId}/files/${fileId}`;

/** The id is made once for each file that somebody picks, so that a second try adds nothing twice. */
export function addFile(slug: string, recordId: string, fileId: string, file: File): Promise<RecordSaved> {
  return upload("PUT", filePath(slug, recordId, fileId), { file });
}

export function removeFile(slug: string, recordId: string, fileId: string): Promise<RecordSaved> {
  return data(api.DELETE("/api/staff/{slug}/records/{record_id}/files/{file_id}", { params: { path: { slug, record_id: recordId, file_id: fileId } } }));
}

/** `version` is what the vet read: nobody signs what they have not seen. */
export function signRecord(slug: string, recordId: string, version: number, share: boolean, sureOf: number | null): Promise<SignatureSaved> {
  const params = { path: { slug, record_id: recordId }, header: { "If-Match": String(version) } };
  return data(api.POST("/api/staff/{slug}/records/{record_id}/sign", { params, body: { share, sure_of_grams: sureOf } }));
}

export function shareRecord(slug: string, recordId: string): Promise<RecordSaved> {
  return data(api.POST("/api/staff/{slug}/records/{record_id}/share", { params: { path: { slug, record_id: recordId } } }));
}

export function unshareRecord(slug: string, recordId: string): Promise<RecordSaved> {
  return data(api.POST("/api/staff/{slug}/records/{record_id}/unshare", { params: { path: { slug, record_id: recordId } } }));
}

export function addAddendum(slug: string, recordId: string, text: string, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/records/{record_id}/addenda", { params: { path: { slug, record_id: recordId } }, body: { text }, headers }));
}
