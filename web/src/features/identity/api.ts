import { queryOptions } from "@tanstack/react-query";

import { api, authFetch, data } from "@/api/client";
import { isProblem } from "@/api/problem";
import { meChanged } from "@/api/session";
import type { Invitation, Me, Session } from "@/api/types";

export function logIn(body: { email: string; password: string }): Promise<Session> {
  return data(api.POST("/api/auth/login", { body }));
}

export type ProfileChange = Partial<Pick<Me, "first_name" | "last_name" | "phone" | "locale" | "theme">>;

/** Changes the signed-in person; refused as "stale" when it was changed elsewhere meanwhile. */
export async function changeProfile(me: Me, change: ProfileChange): Promise<Me> {
  const changed = await data(api.PATCH("/api/me", { params: { header: { "If-Match": String(me.version) } }, body: change }));
  meChanged(changed);
  return changed;
}

export interface Registration {
  email: string;
  password: string;
  first_name: string;
  last_name: string;
  phone?: string | null;
  locale: "nl" | "en";
}

/** The answer is the same for a known address, so that nobody can find out who has an account. */
export async function register(body: Registration): Promise<void> {
  await api.POST("/api/auth/register", { body });
}

export async function verifyEmail(token: string): Promise<void> {
  await api.POST("/api/auth/verify-email", { body: { token } });
}

export async function askForReset(email: string): Promise<void> {
  await api.POST("/api/auth/forgot", { body: { email } });
}

export async function resetPassword(body: { token: string; password: string }): Promise<void> {
  await api.POST("/api/auth/reset", { body });
}

export async function acceptInvitation(body: { token: string; password: string; first_name: string; last_name: string }): Promise<void> {
  await api.POST("/api/auth/invitations/accept", { body });
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: (): Promise<Invitation> => data(api.POST("/api/auth/invitations/find", { body: { token } })),
    retry: false,
    enabled: token !== "",
  });

export interface DemoPeople {
  password: string;
  items: { email: string; name: string; role: string; practice_name: string | null }[];
}

/** People to try the product as. Only a demonstration has them; elsewhere the server says 404 and nothing shows. */
export const demoPeopleQuery = queryOptions({
  queryKey: ["demo-people"],
  queryFn: async (): Promise<DemoPeople | null> => {
    try {
      // Not in the published interface: only a demonstration server has this address.
      const answer = await authFetch(new Request(new URL("/api/demo/people", window.location.origin)));
      return (await answer.json()) as DemoPeople;
    } catch (error) {
      if (isProblem(error)) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});
