import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { AppointmentRow, Waitlist, WaitlistAdd, WaitlistChange, WaitlistEntry } from "@/api/types";

type Headers = Record<string, string>;
type Seen = Pick<WaitlistEntry, "id" | "version">;

/** Who waits for a time, and the places that became free for them. */
export const waitlistQuery = (slug: string) =>
  queryOptions({
    queryKey: ["waitlist", slug],
    queryFn: () => data(api.GET("/api/staff/{slug}/waitlist", { params: { path: { slug } } })),
  });

/** The three best of the times that are free now for one who waits. */
export const waitlistOffersQuery = (slug: string, entry: Seen) =>
  queryOptions({
    queryKey: ["slots", slug, "waitlist", entry.id, entry.version],
    queryFn: () => data(api.GET("/api/staff/{slug}/waitlist/{entry_id}/offers", { params: { path: { slug, entry_id: entry.id } } })),
  });

const of = (slug: string, { id, version }: Seen) => ({ path: { slug, entry_id: id }, header: { "If-Match": String(version) } });

export function addToWaitlist(slug: string, body: WaitlistAdd, headers: Headers): Promise<WaitlistEntry> {
  return data(api.POST("/api/staff/{slug}/waitlist", { params: { path: { slug } }, body, headers }));
}

export function changeWaitlistEntry(slug: string, entry: Seen, body: WaitlistChange, headers: Headers): Promise<WaitlistEntry> {
  return data(api.PATCH("/api/staff/{slug}/waitlist/{entry_id}", { params: of(slug, entry), body, headers }));
}

export function withdrawFromWaitlist(slug: string, entry: Seen, headers: Headers): Promise<WaitlistEntry> {
  return data(api.POST("/api/staff/{slug}/waitlist/{entry_id}/withdraw", { params: of(slug, entry), headers }));
}

export function bookFromWaitlist(slug: string, entry: Seen, body: { starts_at: string; vet_id: string }, headers: Headers): Promise<{ entry: WaitlistEntry; appointment: AppointmentRow }> {
  return data(api.POST("/api/staff/{slug}/waitlist/{entry_id}/book", { params: of(slug, entry), body, headers }));
}

export function undoWaitlist(slug: string, entry: Seen, headers: Headers): Promise<WaitlistEntry> {
  return data(api.POST("/api/staff/{slug}/waitlist/{entry_id}/undo", { params: of(slug, entry), headers }));
}

export function dismissFreedPlace(slug: string, placeId: string, isDismissed: boolean, headers: Headers): Promise<Waitlist> {
  return data(api.POST("/api/staff/{slug}/freed-places/{place_id}/dismiss", { params: { path: { slug, place_id: placeId } }, body: { is_dismissed: isDismissed }, headers }));
}
