import { useQuery } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";

import { api, data } from "@/api/client";
import { meChanged, personId, refreshSession, signedIn } from "@/api/session";
import { toast, useToasts } from "@/lib/toasts";
import { useDraft } from "@/lib/use-draft";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

const me = noor();
const other = { ...noor(), id: "0192f000-0000-7000-8000-000000000002", first_name: "Bas" };

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

it("leaves nothing of a person whose session the server has ended", async () => {
  await leaveTraces({ status: 401, body: {} });
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

it("asks who is here when another tab has logged somebody else in", async () => {
  await leaveTraces({ body: sessionOf(other) });
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: "vetsync.signed-in", newValue: other.id })));
  await waitFor(() => expect(personId()).toBe(other.id));
  expect(document.body).not.toHaveTextContent("Bella");
});
