import { useSyncExternalStore } from "react";
import { Navigate, Outlet, useLocation } from "react-router";

import { api } from "@/api/client";
import { arrive, sessionStore, signedOut, type Ended } from "@/api/session";
import type { Me, Membership, Session } from "@/api/types";
import { setLocale } from "@/lib/i18n";
import { setTheme } from "@/lib/theme";

import { changeProfile } from "./api";
import { takeChosenLocale } from "./chosen-locale";

export function useSession(): { status: "unknown" | "anonymous" | "signed_in"; me: Me | null } {
  const state = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  return { status: state.status, me: state.status === "signed_in" ? state.session.me : null };
}

/** How the session ended that was here a moment ago, unless its person ended it. */
export function useEnded(): Ended | null {
  const state = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  return (state.status === "anonymous" && state.ended) || null;
}

/** The signed-in person. Only below a RequireSession. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error("useMe needs a signed-in person.");
  return me;
}

/** What the person is in a practice; null when nothing. */
export function useMembership(slug: string): Membership | null {
  const { me } = useSession();
  return me?.memberships.find((membership) => membership.practice_slug === slug) ?? null;
}

/** Whether the screen may offer something. The server decides again at every request. */
export function useMay(slug: string, permission: string): boolean {
  return useMembership(slug)?.permissions.includes(permission) ?? false;
}

/**
 * Takes over a new session, with the language and theme the person chose before. A language that was picked on the way
 * to the log-in was picked by this person, and later than the account's: it stays, and becomes the account's. Asking
 * would put a question in the way of whoever has just answered it; the switch is one press away everywhere.
 */
export async function startSession(session: Session): Promise<void> {
  const { me } = session;
  // Taken before the person is known: what another one left in this window goes with their departure.
  const chosen = takeChosenLocale();
  await arrive(session);
  setTheme(me.theme);
  await setLocale(chosen ?? me.locale);
  // For their letters and other devices; here it counts already, also when the server cannot be reached.
  if (chosen !== null && chosen !== me.locale) void changeProfile(me, { locale: chosen }).catch(() => undefined);
}

/** Ends the session; what the page knew of the person goes with it. */
export async function logOut(): Promise<void> {
  // Also without a connection the person must be able to leave this computer.
  await api.POST("/api/auth/logout").catch(() => undefined);
  signedOut();
}

/** Where a person begins: their practice, the platform, or the search for a clinic. */
export function homeOf(me: Me): string {
  const practice = me.memberships[0];
  if (practice) return `/p/${practice.practice_slug}`;
  return me.kinds.includes("system_admin") ? "/platform" : "/";
}

/** Shows its children to signed-in people; others log in first and come back to the same place. */
export function RequireSession() {
  const { status } = useSession();
  const { pathname, search } = useLocation();
  if (status === "signed_in") return <Outlet />;
  return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
}

/** A way back taken from the address: only a path on this site, never another host. */
export function safeNext(next: string | null): string | null {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : null;
}
