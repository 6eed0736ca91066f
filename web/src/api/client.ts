import createClient from "openapi-fetch";

import { ApiProblem, problemFrom, Unreachable } from "./problem";
import type { paths } from "./schema";
import { accessToken, personId, refreshSession } from "./session";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);
/** Here a 401 is the answer itself (wrong password, spent token), not a token that ran out. */
const SIGN_IN = /^\/api\/auth\/(login|refresh|register|verify-email|forgot|reset|invitations)/;

/**
 * fetch with the person's access token. A 401 is tried once more after a silent refresh, with the same body and
 * the same Idempotency-Key, so an action is never done twice. When the refresh brings another person, who logged in
 * at this browser meanwhile, the request is dropped: it was not theirs. Throws ApiProblem for every answer that is no
 * success; never settles once another person is here.
 */
export async function authFetch(input: Request): Promise<Response> {
  const path = new URL(input.url, window.location.origin).pathname;
  const person = personId();
  const request = withHeaders(input);
  const again = request.clone();
  let response = await send(request);
  if (response.status === 401 && !SIGN_IN.test(path) && accessToken() !== null) {
    const session = await refreshSession();
    if (session?.me.id === person) response = await send(withHeaders(again));
  }
  // What came back for somebody who is gone is not shown to the next, nor kept here after them.
  if (isAnother(person)) return toldToNobody();
  if (person !== null && personId() !== person) throw new ApiProblem(401, { code: "session_over" });
  if (!response.ok) throw await problemFrom(response);
  return response;
}

/** Begins something for the one who asked for it, unless another has come in their place: with that token it would be done in the other's name. */
export function asPerson<T>(person: string | null, work: () => Promise<T>): Promise<T> {
  return isAnother(person) ? toldToNobody() : work();
}

function isAnother(person: string | null): boolean {
  const here = personId();
  return person !== null && here !== null && here !== person;
}

/**
 * Neither an answer nor a refusal: either would be said to the wrong one, with the name of a patient in it or a way to try
 * again. The screens of the one who asked are gone, and nothing of the next one's waits for what was theirs.
 */
function toldToNobody<T>(): Promise<T> {
  return new Promise(() => undefined);
}

function withHeaders(request: Request): Request {
  const headers = new Headers(request.headers);
  const token = accessToken();
  if (token !== null) headers.set("Authorization", `Bearer ${token}`);
  if (UNSAFE.has(request.method) && !headers.has("Idempotency-Key")) {
    headers.set("Idempotency-Key", crypto.randomUUID());
  }
  return new Request(request, { headers });
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable();
  }
}

export const api = createClient<paths>({
  baseUrl: typeof window === "undefined" ? "" : window.location.origin,
  fetch: authFetch,
  credentials: "same-origin",
});

/** The body of a successful answer: `await data(api.GET("/api/me"))`. Refusals were thrown as ApiProblem before. */
export async function data<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

/** Sends a file with its other fields as a form; the answer is the changed thing. */
export async function upload<T>(method: "POST" | "PUT", path: string, parts: Record<string, string | Blob>): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(parts)) body.append(name, value);
  const response = await authFetch(new Request(new URL(path, window.location.origin), { method, body }));
  return (await response.json()) as T;
}
