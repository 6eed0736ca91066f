import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { AppointmentView, Hold, NotificationSettings, Pet, PetAdd, PetChange, PracticeCard, Slot } from "@/api/types";

export interface FeedSearch {
  q?: string;
  lat?: number;
  lon?: number;
  radius_km?: number;
  species?: string;
  service?: string;
  open_now?: boolean;
  /** Key or category of a kind of visit. */
  type?: string;
  sort: "relevance" | "distance" | "next_slot" | "name";
}

const FEED_PAGE = 20;

export const feedQuery = (search: FeedSearch) =>
  infiniteQueryOptions({
    queryKey: ["practices", "feed", search],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET("/api/practices", { params: { query: { ...search, limit: FEED_PAGE, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
  });

export const favouritesQuery = queryOptions({
  queryKey: ["practices", "favourites"],
  queryFn: (): Promise<{ items: PracticeCard[] }> => data(api.GET("/api/me/favourites")),
});

export async function setFavourite(slug: string, isOn: boolean): Promise<void> {
  const params = { path: { slug } };
  if (isOn) await api.PUT("/api/me/favourites/{slug}", { params });
  else await api.DELETE("/api/me/favourites/{slug}", { params });
}

export const practiceQuery = (slug: string) =>
  queryOptions({
    queryKey: ["practices", "page", slug],
    queryFn: () => data(api.GET("/api/practices/{slug}", { params: { path: { slug } } })),
    staleTime: 60_000,
  });

export interface SlotSearch {
  slug: string;
  type: string;
  from: string;
  days: number;
  species?: string;
}

export const slotsQuery = ({ slug, type, from, days, species }: SlotSearch) =>
  queryOptions({
    queryKey: ["slots", slug, type, from, days, species ?? null],
    queryFn: async ({ signal }): Promise<Slot[]> => {
      const query = { type, from, days, species: species as Pet["species"] | undefined };
      const list = await data(api.GET("/api/practices/{slug}/slots", { params: { path: { slug }, query }, signal }));
      return list.items;
    },
    staleTime: 10_000,
  });

export const petsQuery = queryOptions({
  queryKey: ["pets"],
  queryFn: (): Promise<{ items: Pet[] }> => data(api.GET("/api/me/pets")),
});

export const petQuery = (petId: string) =>
  queryOptions({
    queryKey: ["pets", petId],
    queryFn: () => data(api.GET("/api/me/pets/{pet_id}", { params: { path: { pet_id: petId } } })),
  });

export const passportQuery = (petId: string) =>
  queryOptions({
    queryKey: ["pets", petId, "passport"],
    queryFn: () => data(api.GET("/api/me/pets/{pet_id}/passport", { params: { path: { pet_id: petId } } })),
    staleTime: 60_000,
  });

export function addPet(body: PetAdd, headers: Record<string, string>): Promise<Pet> {
  return data(api.POST("/api/me/pets", { body, headers }));
}

export function changePet(pet: Pet, body: PetChange): Promise<Pet> {
  return data(api.PATCH("/api/me/pets/{pet_id}", { params: { path: { pet_id: pet.id }, header: { "If-Match": String(pet.version) } }, body }));
}

export const archivePet = (id: string): Promise<Pet> => data(api.POST("/api/me/pets/{pet_id}/archive", { params: { path: { pet_id: id } } }));
export const restorePet = (id: string): Promise<Pet> => data(api.POST("/api/me/pets/{pet_id}/restore", { params: { path: { pet_id: id } } }));
export const petDied = (id: string, died_on: string): Promise<Pet> =>
  data(api.POST("/api/me/pets/{pet_id}/deceased", { params: { path: { pet_id: id } }, body: { died_on } }));

export interface HoldWish {
  type: string;
  starts_at: string;
  vet_id: string | null;
}

/** `expires_at` comes back on this device's clock, which may run ahead of or behind the server's. */
export async function takeHold(slug: string, body: HoldWish): Promise<Hold> {
  const answer = await api.POST("/api/practices/{slug}/holds", { params: { path: { slug } }, body });
  const hold = answer.data as Hold;
  const sentAt = Date.parse(answer.response.headers.get("Date") ?? "");
  if (Number.isNaN(sentAt)) return hold;
  return { ...hold, expires_at: new Date(Date.parse(hold.expires_at) + Date.now() - sentAt).toISOString() };
}

/** Gives a held place back. It expires by itself too, so a failure is nobody's loss. */
export async function releaseHold(slug: string, id: string): Promise<void> {
  await api.DELETE("/api/practices/{slug}/holds/{hold_id}", { params: { path: { slug, hold_id: id } }, keepalive: true }).catch(() => undefined);
}

export interface Booking extends HoldWish {
  pet_id: string;
  reason: string;
  hold_id: string | null;
}

export function book(slug: string, body: Booking, headers: Record<string, string>): Promise<AppointmentView> {
  return data(api.POST("/api/practices/{slug}/appointments", { params: { path: { slug } }, body, headers }));
}

export type When = "upcoming" | "past";

export const appointmentsQuery = (when: When) =>
  infiniteQueryOptions({
    queryKey: ["appointments", "own", when],
    queryFn: ({ pageParam }) => data(api.GET("/api/me/appointments", { params: { query: { when, cursor: pageParam, limit: 20 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
  });

export const appointmentQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["appointments", "own", slug, id],
    queryFn: () => data(api.GET("/api/practices/{slug}/appointments/{appointment_id}", { params: { path: { slug, appointment_id: id } } })),
  });

/** Where it is, and the version that its owner has on the screen: what the practice changed since is not touched. */
const asSeen = ({ practice_slug: slug, id, version }: AppointmentView) => ({ path: { slug, appointment_id: id }, header: { "If-Match": String(version) } });

export function cancelAppointment(appointment: AppointmentView, reason: string | null, headers: Record<string, string>): Promise<AppointmentView> {
  const params = asSeen(appointment);
  return data(api.POST("/api/practices/{slug}/appointments/{appointment_id}/cancel", { params, body: { reason }, headers }));
}

export function moveAppointment(appointment: AppointmentView, body: { starts_at: string; vet_id: string | null }, headers: Record<string, string>): Promise<AppointmentView> {
  const params = asSeen(appointment);
  return data(api.POST("/api/practices/{slug}/appointments/{appointment_id}/reschedule", { params, body, headers }));
}

export const notificationsQuery = queryOptions({
  queryKey: ["notification-settings"],
  queryFn: () => data(api.GET("/api/me/notification-settings")),
});

export function setNotifications(body: NotificationSettings): Promise<NotificationSettings> {
  return data(api.PUT("/api/me/notification-settings", { body }));
}

export const recordQuery = (slug: string, id: string) =>
  queryOptions({
    queryKey: ["records", "own", slug, id],
    queryFn: () => data(api.GET("/api/practices/{slug}/records/{record_id}", { params: { path: { slug, record_id: id } } })),
  });

export const messagesQuery = (slug: string, threadId: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", "own", slug, threadId],
    queryFn: ({ pageParam }) =>
      data(api.GET("/api/practices/{slug}/messages", { params: { path: { slug }, query: { thread_id: threadId, cursor: pageParam, limit: 30 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last): string | undefined => last.next_cursor ?? undefined,
  });

export function writeMessage(slug: string, body: { text: string; thread_id?: string; subject?: string; pet_id?: string }, headers: Record<string, string>) {
  return data(api.POST("/api/practices/{slug}/messages", { params: { path: { slug } }, body, headers }));
}

/** Up to and with this message; what came later stays unread. */
export function readThread(slug: string, thread_id: string, message_id: string) {
  return data(api.POST("/api/practices/{slug}/messages/read", { params: { path: { slug } }, body: { thread_id, message_id } }));
}
