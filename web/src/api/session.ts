import { problemFrom, Unreachable } from "./problem";
import type { Me, Session } from "./types";

/**
 * The access token lives in memory only; the refresh token is an HttpOnly cookie that scripts never see.
 * What is kept in the browser is one mark of who signed in here, so that a visitor without an account does not cause
 * a refused refresh on every first load, and so that the next person is known to be another one.
 */
const MARK = "vetsync.signed-in";

/** How a session ended that nobody ended at this computer, and whether words of its person wait here for them. */
export interface Ended {
  why: "expired" | "ended" | "over";
  hasWaiting: boolean;
}

export type SessionState = { status: "unknown" } | { status: "anonymous"; ended?: Ended } | { status: "signed_in"; session: Session };

let state: SessionState = { status: "unknown" };
let refreshing: Promise<Session | null> | null = null;
let departures = 0;
const listeners = new Set<() => void>();
const leavers = new Set<Forget>();
const hosts = new Set<Prepare>();

export const sessionStore = {
  get: (): SessionState => state,
  /** How many people have left since the page was loaded: what is built for one person is built anew at the next count. */
  departures: (): number => departures,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export interface Departure {
  /** Who is gone. */
  personId: string;
  /** They left by themselves, here. Whoever was sent away, or came back to a session that is over, may be back in a minute. */
  isChosen: boolean;
}

/** Answers whether something waits for them. */
type Forget = (departure: Departure) => boolean | void;
type Prepare = (session: Session) => Promise<void>;

/** Called whenever the person who was here is gone, by whatever way: logged out, ended by the server, or replaced by another. */
export function onDeparture(forget: Forget): () => void {
  leavers.add(forget);
  return () => leavers.delete(forget);
}

/** Called, and waited for, before the screens of a person are built: for what must lie ready for them. */
export function beforeArrival(prepare: Prepare): () => void {
  hosts.add(prepare);
  return () => hosts.delete(prepare);
}

/** Whose tokens and data this page has at the moment. */
export function personId(): string | null {
  return state.status === "signed_in" ? state.session.me.id : null;
}

function change(next: SessionState, why: Ended["why"] | null = null): void {
  const before = personId() ?? localStorage.getItem(MARK);
  state = next;
  const now = personId();
  if (before !== null && before !== now) {
    departures += 1;
    const isChosen = why === null && now === null;
    const waiting = [...leavers].map((forget) => forget({ personId: before, isChosen }));
    if (why !== null) state = { status: "anonymous", ended: { why, hasWaiting: waiting.includes(true) } };
  }
  if (now === null) localStorage.removeItem(MARK);
  else localStorage.setItem(MARK, now);
  listeners.forEach((listener) => listener());
}

export function accessToken(): string | null {
  return state.status === "signed_in" ? state.session.access_token : null;
}

export function signedIn(session: Session): void {
  change({ status: "signed_in", session });
}

/** As `signedIn`, once all lies ready for the person. */
export async function arrive(session: Session): Promise<void> {
  await Promise.allSettled([...hosts].map((prepare) => prepare(session)));
  signedIn(session);
}

/** Takes over what the server answered about the signed-in person, for example after a change of the profile. */
export function meChanged(me: Me): void {
  if (state.status === "signed_in" && state.session.me.id === me.id) change({ status: "signed_in", session: { ...state.session, me } });
}

export function signedOut(): void {
  change({ status: "anonymous" });
}

const REASONS: Readonly<Record<string, Ended["why"]>> = { session_expired: "expired", session_ended: "ended" };

/** The server no longer knows the session of whoever sits here, or sat here when the page was last open. */
function sessionEnded(code: string): void {
  change({ status: "anonymous" }, REASONS[code] ?? "over");
}

/** Called once at the start: answers whether somebody is signed in, by the cookie. */
export async function resumeSession(): Promise<void> {
  if (state.status !== "unknown") return;
  if (localStorage.getItem(MARK) === null) return signedOut();
  await refreshSession().catch(() => {
    // Nobody said that the session is over, so what is kept here stays whose it was.
    state = { status: "anonymous" };
    listeners.forEach((listener) => listener());
  });
}

/** Another tab of this browser has logged out or in: the cookie is theirs now, so this one asks who is here. */
export function followOtherTabs(): () => void {
  const ask = (event: StorageEvent): void => {
    if (event.key === MARK && personId() !== null && event.newValue !== personId()) void refreshSession().catch(() => undefined);
  };
  window.addEventListener("storage", ask);
  return () => window.removeEventListener("storage", ask);
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
    sessionEnded((await problemFrom(response)).code);
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
  await arrive(session);
  return session;
}
