import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { MergeChoice, MergeKind, MergePreview, MergeWish } from "@/api/types";

/** What would come of it; the answer may have turned the two round, for the one with an account always stays. */
export const mergePreviewQuery = (slug: string, kind: MergeKind, keptId: string, droppedId: string) =>
  queryOptions({
    queryKey: ["merges", slug, "preview", kind, keptId, droppedId],
    queryFn: () => data(api.GET("/api/staff/{slug}/merges/preview", { params: { path: { slug }, query: { kind, kept_id: keptId, dropped_id: droppedId } } })),
    // Somebody decides by this: it is never one from before.
    staleTime: 0,
    gcTime: 0,
  });

/** What was merged into this client and this patient and can still be taken apart. */
export const mergesQuery = (slug: string, clientId: string, patientId: string) =>
  queryOptions({
    queryKey: ["merges", slug, "of", clientId, patientId],
    queryFn: () => data(api.GET("/api/staff/{slug}/merges", { params: { path: { slug }, query: { client_id: clientId, patient_id: patientId } } })),
  });

export const unmergePreviewQuery = (slug: string, mergeId: string) =>
  queryOptions({
    queryKey: ["merges", slug, "apart", mergeId],
    queryFn: () => data(api.GET("/api/staff/{slug}/merges/{merge_id}/undo", { params: { path: { slug, merge_id: mergeId } } })),
    staleTime: 0,
    gcTime: 0,
  });

export const duplicatesQuery = (slug: string) =>
  queryOptions({
    queryKey: ["duplicates", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/duplicates", { params: { path: { slug } } })),
  });

export function merge(slug: string, body: MergeWish, headers: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/merges", { params: { path: { slug } }, body, headers }));
}

export function unmerge(slug: string, mergeId: string, headers?: Record<string, string>) {
  return data(api.POST("/api/staff/{slug}/merges/{merge_id}/undo", { params: { path: { slug, merge_id: mergeId } }, ...(headers ? { headers } : {}) }));
}

interface Pair {
  kind: MergeKind;
  one_id: string;
  other_id: string;
}

export function dismissDuplicate(slug: string, body: Pair) {
  return data(api.POST("/api/staff/{slug}/duplicates/dismiss", { params: { path: { slug } }, body }));
}

export function restoreDuplicate(slug: string, body: Pair) {
  return data(api.POST("/api/staff/{slug}/duplicates/restore", { params: { path: { slug } }, body }));
}

/** Nearly everything of a practice names somebody. */
export function mergesChanged(queries: QueryClient): void {
  for (const key of ["clients", "patients", "merges", "duplicates", "appointments", "board", "records", "threads", "messages", "dashboard"]) void queries.invalidateQueries({ queryKey: [key] });
}

/** What is sent: the choices that are other than suggested, of the fields that there are to choose. */
export function wishOf(seen: MergePreview, chosen: Readonly<Record<string, MergeChoice>>): MergeWish {
  const other = seen.fields.filter((field) => field.choices.length > 1 && chosen[field.field] !== undefined && chosen[field.field] !== field.suggested);
  return {
    kind: seen.kind,
    kept_id: seen.kept.id,
    dropped_id: seen.dropped.id,
    versions: { kept: seen.kept.version, dropped: seen.dropped.version },
    take: Object.fromEntries(other.map(({ field }) => [field, chosen[field] as MergeChoice])),
  };
}
