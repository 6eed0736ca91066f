import { useQuery } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { api, data } from "@/api/client";
import { meChanged, personId, refreshSession, signedIn } from "@/api/session";
import { logOut } from "@/features/identity/session";
import { toast, useToasts } from "@/lib/toasts";
import { useDraft } from "@/lib/use-draft";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

const KEPT_MS = 2 * 60 * 60 * 1000;
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

it("shows nothing of a person whose session ran out, and keeps only what they were writing", async () => {
  await leaveTraces({ status: 401, body: { code: "session_expired" } });
  await act(() => refreshSession());
  await waitFor(() => expect(document.body).not.toHaveTextContent("Bella"));
  expect(screen.getByLabelText("veld")).toHaveValue("");
  localStorage.removeItem(`vetsync.draft.note.${me.id}`);
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

describe("what was being written when the session ran out", () => {
  const key = `vetsync.draft.booking.zwaluwhof.${me.id}`;
  const end = async (code = "session_expired"): Promise<void> => {
    stubServer({ "POST /api/auth/refresh": { status: 401, body: { code } } });
    signedIn(sessionOf(me));
    localStorage.setItem(key, '"Bella drinkt veel"');
    localStorage.setItem("vetsync.next", "Bella");
    await refreshSession();
    expect(personId()).toBeNull();
    expect(localStorage.getItem("vetsync.next")).toBeNull();
  };

  it("is there again for the same person", async () => {
    await end();
    signedIn(sessionOf(me, "second"));
    expect(localStorage.getItem(key)).toBe('"Bella drinkt veel"');
  });

  it("is there again when it ended while the page was closed", async () => {
    stubServer({ "POST /api/auth/refresh": { status: 401, body: { code: "session_expired" } } });
    localStorage.setItem("vetsync.signed-in", me.id);
    localStorage.setItem(key, '"Bella drinkt veel"');
    await refreshSession();
    signedIn(sessionOf(me));
    expect(localStorage.getItem(key)).toBe('"Bella drinkt veel"');
  });

  it("is gone when another person logs in, also for the first one afterwards", async () => {
    await end();
    signedIn(sessionOf(other));
    expect(JSON.stringify({ ...localStorage })).not.toContain("Bella");
  });

  it("is gone when nobody came for it within two hours", async () => {
    await end();
    vi.useFakeTimers({ now: Date.now() + KEPT_MS, toFake: ["Date"] });
    signedIn(sessionOf(me, "second"));
    expect(localStorage.getItem(key)).toBeNull();
  });

  it("is gone at once when the session was ended: everywhere, with the account, or because its token was copied", async () => {
    await end("session_over");
    expect(JSON.stringify({ ...localStorage })).not.toContain("Bella");
  });

  it("is gone after two hours on a page that stays open", async () => {
    vi.useFakeTimers();
    await end();
    vi.advanceTimersByTime(KEPT_MS - 1);
    expect(localStorage.getItem(key)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(JSON.stringify({ ...localStorage })).not.toContain("Bella");
  });

  it("is gone when the page is looked at again on a computer that slept", async () => {
    await end();
    vi.useFakeTimers({ now: Date.now() + KEPT_MS, toFake: ["Date"] });
    document.dispatchEvent(new Event("visibilitychange"));
    expect(localStorage.getItem(key)).toBeNull();
  });

  it("is gone when the page is opened after two hours, and still there before", async () => {
    await end();
    const open = async (ms: number): Promise<void> => {
      vi.useFakeTimers({ now: Date.now() + ms, toFake: ["Date"] });
      vi.resetModules();
      await import("./forget-person");
    };
    await open(KEPT_MS / 2);
    expect(localStorage.getItem(key)).not.toBeNull();
    await open(KEPT_MS / 2);
    expect(localStorage.getItem(key)).toBeNull();
  });

  it("is gone at once when the person logged out", async () => {
    await end();
    signedIn(sessionOf(me, "second"));
    stubServer({ "POST /api/auth/logout": { status: 204 } });
    await logOut();
    expect(localStorage.getItem(key)).toBeNull();
  });
});

it("asks who is here when another tab has logged somebody else in", async () => {
  await leaveTraces({ body: sessionOf(other) });
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: "vetsync.signed-in", newValue: other.id })));
  await waitFor(() => expect(personId()).toBe(other.id));
  expect(document.body).not.toHaveTextContent("Bella");
});
