import { describe, expect, it } from "vitest";

import { noor, sessionOf } from "@/test-person";
import { stubServer } from "@/test-render";

import { api, data } from "./client";
import { isProblem } from "./problem";
import { sessionStore, signedIn, signedOut } from "./session";
import type { Session } from "./types";

const me = noor();
const session = (token: string): Session => sessionOf(me, token);

/** What becomes of an answer that is waited for. */
function outcomeOf(answer: Promise<unknown>): Promise<string> {
  const waited = new Promise<string>((resolve) => { setTimeout(resolve, 50, "told to nobody"); });
  return Promise.race([answer.then(() => "answered", () => "refused"), waited]);
}

/** A server that knows only the second token. */
function serverWithNewToken() {
  return stubServer({
    "GET /api/me": (request) =>
      request.headers.get("Authorization") === "Bearer second" ? { body: me } : { status: 401, body: { code: "unauthenticated" } },
    "POST /api/me/pets": (request) =>
      request.headers.get("Authorization") === "Bearer second" ? { status: 201, body: { id: "p1" } } : { status: 401, body: { code: "unauthenticated" } },
    "POST /api/auth/refresh": { body: session("second") },
  });
}

describe("the client", () => {
  it("refreshes a token that ran out and asks again, without the caller knowing", async () => {
    const asked = serverWithNewToken();
    signedIn(session("first"));
    await expect(data(api.GET("/api/me"))).resolves.toEqual(me);
    expect(asked.map((request) => new URL(request.url).pathname)).toEqual(["/api/me", "/api/auth/refresh", "/api/me"]);
  });

  it("refreshes once for requests that fail together", async () => {
    const asked = serverWithNewToken();
    signedIn(session("first"));
    await Promise.all([data(api.GET("/api/me")), data(api.GET("/api/me")), data(api.GET("/api/me"))]);
    expect(asked.filter((request) => request.url.endsWith("/refresh"))).toHaveLength(1);
  });

  it("repeats a write with the same body and the same idempotency key", async () => {
    const asked = serverWithNewToken();
    signedIn(session("first"));
    const bella = { name: "Bella", species: "dog" as const, breed: "", colour: "", sex: "female" as const, born_is_estimate: false };
    await api.POST("/api/me/pets", { body: bella });
    const [first, , second] = asked;
    expect(first?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
    await expect(second?.json()).resolves.toEqual(bella);
  });

  it("signs the person out when the refresh is refused", async () => {
    stubServer({ "GET /api/me": { status: 401, body: {} }, "POST /api/auth/refresh": { status: 401, body: {} } });
    signedIn(session("first"));
    await expect(data(api.GET("/api/me"))).rejects.toMatchObject({ status: 401 });
    expect(sessionStore.get().status).toBe("anonymous");
  });

  it("throws a problem with its code, field and extra members", async () => {
    stubServer({ "POST /api/practices/zwaluwhof/appointments": { status: 409, body: { code: "slot_taken", field: "starts_at", alternatives: [1] } } });
    const booking = api.POST("/api/practices/{slug}/appointments", {
      params: { path: { slug: "zwaluwhof" } },
      body: { type: "consult", starts_at: "2026-11-24T09:00:00Z", pet_id: "p1", reason: "" },
    });
    const error: unknown = await booking.catch((caught: unknown) => caught);
    expect(isProblem(error, "slot_taken") && error.field === "starts_at" && error.data["alternatives"]).toEqual([1]);
  });

  it("waits when another window is refreshing just now, and then goes on", async () => {
    let tries = 0;
    stubServer({
      "GET /api/me": (request) => (request.headers.get("Authorization") === "Bearer second" ? { body: me } : { status: 401, body: {} }),
      "POST /api/auth/refresh": () => (++tries === 1 ? { status: 409, body: { code: "refresh_in_flight" } } : { body: session("second") }),
    });
    signedIn(session("first"));
    await expect(data(api.GET("/api/me"))).resolves.toEqual(me);
    expect(tries).toBe(2);
  });

  it("does not take a wrong password for a token that ran out", async () => {
    const asked = stubServer({ "POST /api/auth/login": { status: 401, body: { code: "wrong_credentials" } } });
    signedIn(session("first"));
    await expect(api.POST("/api/auth/login", { body: { email: "a@b.example", password: "x" } })).rejects.toMatchObject({ code: "wrong_credentials" });
    expect(asked).toHaveLength(1);
  });

  it("drops a request whose refresh brings another person, instead of doing it in their name", async () => {
    const other = { ...me, id: "0192f000-0000-7000-8000-000000000009" };
    const asked = stubServer({
      "POST /api/me/pets": (request) => (request.headers.get("Authorization") === "Bearer second" ? { status: 201, body: { id: "p1" } } : { status: 401, body: {} }),
      "POST /api/auth/refresh": { body: sessionOf(other, "second") },
    });
    signedIn(session("first"));
    const bella = { name: "Bella", species: "dog" as const, breed: "", colour: "", sex: "female" as const, born_is_estimate: false };
    expect(await outcomeOf(api.POST("/api/me/pets", { body: bella }))).toBe("told to nobody");
    expect(asked.filter((request) => request.url.endsWith("/pets"))).toHaveLength(1);
  });

  it.each([200, 409])("gives the next person no answer that was asked for by the one before: %d", async (status) => {
    stubServer({
      "GET /api/me/pets": () => {
        signedIn(sessionOf({ ...me, id: "0192f000-0000-7000-8000-000000000009" }));
        return { status, body: { items: [], code: "stale" } };
      },
    });
    signedIn(session("first"));
    expect(await outcomeOf(data(api.GET("/api/me/pets")))).toBe("told to nobody");
  });

  it("tells whose session ended while nobody else is here that it did", async () => {
    stubServer({
      "GET /api/me/pets": () => {
        signedOut();
        return { body: { items: [] } };
      },
    });
    signedIn(session("first"));
    await expect(data(api.GET("/api/me/pets"))).rejects.toMatchObject({ code: "session_over" });
  });
});
