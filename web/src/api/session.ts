import { problemFrom, Unreachable } from "./problem";
import type { Me, Session } from "./types";

/**
 * The access token lives in memory only; the refresh token is an HttpOnly cookie that scripts never see.
 * What is kept in the browser is one mark that somebody signed in here, so that a visitor without an account
 * does not cause a refused refresh on every first load.
 */
const MARK = "vetsync.signed-in";

export type SessionState = { status: "unknown" | "anonymous" } | { status: "signed_in"; session: Session };

let state: SessionState = { status: "unknown" };
let refreshing: Promise<Session | null> | null = null;
const listeners = new Set<() => void>();

export const sessionStore = {
  get: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function change(next: SessionState): void {
  state = next;
  if (next.status === "signed_in") localStorage.setItem(MARK, "1");
  if (next.status === "anonymous") localStorage.removeItem(MARK);
  listeners.forEach((listener) => listener());
}

export function accessToken(): string | null {
  return state.status === "signed_in" ? state.session.access_token : null;
}

export function signedIn(session: Session): void {
  change({ status: "signed_in", session });
}

/** Takes over what the server answered about the signed-in person, for example after a change of the profile. */
export function meChanged(me: Me): void {
  if (state.status === "signed_in") change({ status: "signed_in", session: { ...state.session, me } });
}

export function signedOut(): void {
  change({ status: "anonymous" });
}

/** Called once at the start: answers whether somebody is signed in, by the cookie. */
export async function resumeSession(): Promise<void> {
  if (state.status !== "unknown") return;
  if (localStorage.getItem(MARK) === null) return signedOut();
  await refreshSession().catch(() => signedOut());
}

/**
 * Gets a new access token; requests that ask at the same time share one refresh. The lock keeps two windows apart,
 * because a refresh token that is used twice counts as stolen and would sign the person out everywhere.
 */
export function refreshSession(): Promise<Session | null> {
  refreshing ??= withLock(() => askForSession()).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function withLock(work: () => Promise<Session | null>): Promise<Session | null> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("vetsync.refresh", work);
}

const TRIES_MAX = 6;
const WAIT_MS = 150;

async function askForSession(tries = 1): Promise<Session | null> {
  const response = await fetch("/api/auth/refresh", { method: "POST", credentials: "same-origin" }).catch(() => {
    throw new Unreachable();
  });
  if (response.status === 401 || response.status === 403) {
    signedOut();
    return null;
  }
  // The same browser has just used the cookie: the next try carries the new one. If its answer was lost with a page
  // that was left, the server gives another after a second, so the tries last longer than that.
  if (response.status === 409 && tries < TRIES_MAX) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS * tries));
    return askForSession(tries + 1);
  }
  if (!response.ok) throw await problemFrom(response);
  const session = (await response.json()) as Session;
  signedIn(session);
  return session;
}
