import { useQuery } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { api, data } from "@/api/client";
import { arrive, meChanged, personId, refreshSession, sessionStore, signedIn, signedOut } from "@/api/session";
import { logOut } from "@/features/identity/session";
import { toast, useToasts } from "@/lib/toasts";
import { useDraft } from "@/lib/use-draft";
import { noor, OTHER_DRAFT_KEY, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { KEPT_MS } from "./waiting-drafts";

const me = noor();
const other = { ...noor(), id: "0192f000-0000-7000-8000-000000000002", first_name: "Bas" };

afterEach(() => {
  vi.useRealTimers();
});

/** A screen with everything that knows something of a person: an answer, a draft, a field, what was said. */
function Screen() {
  const { data: pets } = useQuery({ queryKey: ["pets"], queryFn: () => data(api.GET("/api/me/pets")), staleTime: Number.POSITIVE_INFINITY });
  const draft = useDraft(`note.${personId()}`, "");
  const [typed, setTyped] = useState("");
  const toasts = useToasts();
  return (
    <>
      <p>{pets?.items.map((pet) => pet.name).join()}</p>
      <p>{draft.value}</p>
      <p>{toasts.map((one) => one.text).join()}</p>
      <input aria-label="veld" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <button type="button" onClick={() => { draft.set("Bella drinkt veel"); setTyped("Bella"); toast.done("Bella is verplaatst"); }}>vul</button>
    </>
  );
}

async function leaveTraces(refresh: { status?: number; body?: unknown }) {
  let name = "Bella";
  stubServer({
    "GET /api/me/pets": () => ({ body: { items: [{ id: "p1", name }], next_cursor: null } }),
    "POST /api/auth/refresh": refresh,
  });
  signedIn(sessionOf(me));
  renderScreen(<Screen />);
  expect(await screen.findByText("Bella")).toBeVisible();
  act(() => screen.getByRole("button", { name: "vul" }).click());
  expect(screen.getByText("Bella is verplaatst")).toBeVisible();
  sessionStorage.setItem("vetsync.trail", "Bella");
  name = "Tijger";
}

it("shows nothing of a person whose session ran out, and leaves nothing of them that can be read", async () => {
  await leaveTraces({ status: 401, body: { code: "session_expired" } });
  await act(() => refreshSession());
  await waitFor(() => expect(document.body).not.toHaveTextContent("Bella"));
  expect(screen.getByLabelText("veld")).toHaveValue("");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("Bella");
});

it("leaves nothing of a person in whose place another has logged in", async () => {
  await leaveTraces({ body: sessionOf(other) });
  await act(() => refreshSession());
  expect(await screen.findByText("Tijger")).toBeVisible();
  expect(document.body).not.toHaveTextContent("Bella");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("Bella");
});

it("forgets what the person before kept in this browser, and keeps it for the same one", () => {
  signedIn(sessionOf(me));
  localStorage.setItem("vetsync.draft.note", "Bella");
  signedIn(sessionOf(me, "second"));
  meChanged({ ...me, first_name: "Nora" });
  expect(localStorage.getItem("vetsync.draft.note")).toBe("Bella");
  localStorage.setItem("vetsync.locale", "en");
  signedIn(sessionOf(other));
  expect(localStorage.getItem("vetsync.draft.note")).toBeNull();
  expect(localStorage.getItem("vetsync.locale")).toBe("en");
});

describe("what was being written when the session ended", () => {
  const key = `vetsync.draft.booking.zwaluwhof.${me.id}`;
  const words = '"Bella drinkt veel"';
  const kept = (): string => JSON.stringify({ ...localStorage });
  const sealed = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith("vetsync.sealed."));
  const isSealed = (count = 1): Promise<void> => waitFor(() => expect(sealed()).toHaveLength(count));
  const begin = async (text = words): Promise<void> => {
    await arrive(sessionOf(me));
    localStorage.setItem(key, text);
    localStorage.setItem("vetsync.next", "Bella");
  };
  const end = async (code = "session_expired"): Promise<void> => {
    stubServer({ "POST /api/auth/refresh": { status: 401, body: { code } } });
    await refreshSession();
    expect(personId()).toBeNull();
    expect(kept()).not.toContain("Bella");
  };

  it.each(["session_expired", "session_ended", "session_over"])("is there again for the same person, who can read it alone: %s", async (code) => {
    await begin();
    await end(code);
    await isSealed();
    expect(kept()).not.toContain("Bella");
    await arrive(sessionOf(me, "second"));
    expect(localStorage.getItem(key)).toBe(words);
    expect(sealed()).toEqual([]);
  });

  it("lies ready before a screen is built, also for whoever is back at once", async () => {
    await begin();
    await end();
    let atFirst: string | null = null;
    const stop = sessionStore.subscribe(() => {
      atFirst = localStorage.getItem(key);
    });
    await arrive(sessionOf(me, "second"));
    stop();
    expect(atFirst).toBe(words);
  });

  it("is there again when it ended while the page was closed", async () => {
    await begin();
    const half = { ...localStorage };
    signedOut();
    for (const [name, text] of Object.entries(half)) localStorage.setItem(name, String(text));
    await end("session_ended");
    await arrive(sessionOf(me));
    expect(localStorage.getItem(key)).toBe(words);
  });

  it("stays when another person logs in, who cannot read it, and is there for the first one afterwards", async () => {
    await begin();
    await end();
    await isSealed();
    await arrive(sessionOf(other, "other", OTHER_DRAFT_KEY));
    expect(kept()).not.toContain("Bella");
    await end("session_ended");
    await arrive(sessionOf(me, "third"));
    expect(localStorage.getItem(key)).toBe(words);
  });

  it("is sealed too when another person comes in the place of the first", async () => {
    await begin();
    await arrive(sessionOf(other, "other", OTHER_DRAFT_KEY));
    expect(kept()).not.toContain("Bella");
    await isSealed();
    await arrive(sessionOf(me, "third"));
    expect(localStorage.getItem(key)).toBe(words);
  });

  it("goes on from the newest of two windows, and never over what was begun anew", async () => {
    const second = `vetsync.draft.note.${me.id}`;
    await begin();
    localStorage.setItem(second, '"eerst"');
    const half = localStorage.getItem(`vetsync.draft-key.${me.id}`);
    await end();
    await isSealed();
    vi.useFakeTimers({ now: Date.now() + 1000, toFake: ["Date"] });
    localStorage.setItem("vetsync.signed-in", me.id);
    localStorage.setItem(`vetsync.draft-key.${me.id}`, String(half));
    localStorage.setItem(key, '"Bella drinkt meer"');
    await end();
    await isSealed(2);
    localStorage.setItem(second, '"opnieuw"');
    await arrive(sessionOf(me, "third"));
    expect(localStorage.getItem(key)).toBe('"Bella drinkt meer"');
    expect(localStorage.getItem(second)).toBe('"opnieuw"');
  });

  it("is gone when nobody came for it within a week, also on a page that was left open", async () => {
    await begin();
    await end();
    await isSealed();
    vi.useFakeTimers({ now: Date.now() + KEPT_MS - 60_000, toFake: ["Date"] });
    document.dispatchEvent(new Event("visibilitychange"));
    expect(sealed()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 60_000);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(sealed()).toEqual([]);
  });

  it("is gone when the clock was put back before it, which would keep it longer", async () => {
    await begin();
    await end();
    await isSealed();
    vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date"] });
    document.dispatchEvent(new Event("visibilitychange"));
    expect(sealed()).toEqual([]);
  });

  it("is kept in so many pieces and no more, the newest", () => {
    const at = Date.now();
    for (let one = 0; one < 30; one += 1) localStorage.setItem(`vetsync.sealed.${me.id}.${at - one}.x`, "x".repeat(60_000));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(sealed()).toHaveLength(16);
    expect(sealed()).toContain(`vetsync.sealed.${me.id}.${at}.x`);
    for (const name of sealed()) localStorage.setItem(name, "x");
    for (let one = 16; one < 30; one += 1) localStorage.setItem(`vetsync.sealed.${me.id}.${at - one}.x`, "x");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(sealed()).toHaveLength(20);
  });

  it("is gone at once where the browser cannot seal", async () => {
    vi.stubGlobal("crypto", { randomUUID: () => "1" });
    await begin();
    await end();
    await arrive(sessionOf(me, "second"));
    expect(localStorage.getItem(key)).toBeNull();
  });

  it("is gone at once when the person logged out", async () => {
    await begin();
    stubServer({ "POST /api/auth/logout": { status: 204 } });
    await logOut();
    expect(kept()).not.toContain("Bella");
    await arrive(sessionOf(me, "second"));
    expect(localStorage.getItem(key)).toBeNull();
  });

  it("is spoken of to whoever was sent away, with the reason, and not to whoever left or wrote nothing", async () => {
    await begin();
    await end("session_ended");
    expect(sessionStore.get()).toEqual({ status: "anonymous", ended: { why: "ended", hasWaiting: true } });
    await begin('""');
    await end("session_expired");
    expect(sessionStore.get()).toEqual({ status: "anonymous", ended: { why: "expired", hasWaiting: false } });
    await begin();
    signedOut();
    expect(sessionStore.get()).toEqual({ status: "anonymous" });
  });
});

it("asks who is here when another tab has logged somebody else in", async () => {
  await leaveTraces({ body: sessionOf(other) });
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: "vetsync.signed-in", newValue: other.id })));
  await waitFor(() => expect(personId()).toBe(other.id));
  expect(document.body).not.toHaveTextContent("Bella");
});
