import { act, screen } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import type { AppointmentRow } from "@/api/types";
import { toast, useToasts } from "@/lib/toasts";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { useOwnVetId } from "./practice";
import { useStep } from "./use-step";

const PLACE = "/api/staff/zwaluwhof/appointments/a1";
const row = { id: "a1", patient_name: "Bella", client_name: "Anna Vlinder", starts_at: "2026-11-24T09:00:00Z", ends_at: "2026-11-24T09:20:00Z", state: "confirmed", version: 3 } as AppointmentRow;
const moved = { ...row, starts_at: "2026-11-24T10:00:00Z", ends_at: "2026-11-24T10:20:00Z", version: 4 };

function Screen() {
  const step = useStep("zwaluwhof");
  const said = useToasts();
  return (
    <>
      <button type="button" onClick={() => void step(row, { kind: "reschedule", starts_at: moved.starts_at, vet_id: null })}>verzet</button>
      <button type="button" onClick={() => void step({ ...row, state: "pending" }, { kind: "approve", vet_id: null })}>keur goed</button>
      {said.map((one) => <button key={one.id} type="button" onClick={one.retry}>{one.text}{one.retry ? ", nog eens" : ""}</button>)}
    </>
  );
}

const posts = (asked: readonly Request[]): Request[] => asked.filter(({ method }) => method === "POST");

beforeEach(() => {
  toast.clear();
  signedIn(sessionOf(noor(["schedule.book"])));
});

it("takes a step once when its answer was lost, and undoes that very step", async () => {
  let isLost = true;
  const moves = new Set<string | null>();
  const asked = stubServer({
    [`POST ${PLACE}/reschedule`]: (request) => {
      moves.add(request.headers.get("Idempotency-Key"));
      if (isLost) throw new TypeError("the line dropped");
      return { body: moved };
    },
    [`POST ${PLACE}/undo`]: { body: { ...row, version: 5 } },
  });
  renderScreen(<Screen />);
  const button = await screen.findByRole("button", { name: "verzet" });
  act(() => button.click());
  const failed = await screen.findByText(/^Bella \(Anna Vlinder\): Geen verbinding/);
  isLost = false;
  act(() => failed.click());
  await screen.findByText(/Bella \(Anna Vlinder\) is verzet naar .* om 11:00/);
  expect(moves.size).toBe(1);
  expect(posts(asked).map((request) => request.headers.get("If-Match"))).toEqual(["3", "3"]);
  act(() => void toast.undoLast());
  await expect.poll(() => asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("4");
});

it("takes and tells a step once that is pressed twice while it is under way", async () => {
  const asked = stubServer({ [`POST ${PLACE}/reschedule`]: { body: moved } });
  renderScreen(<Screen />);
  const button = await screen.findByRole("button", { name: "verzet" });
  act(() => { button.click(); button.click(); });
  await screen.findByText(/Bella \(Anna Vlinder\) is verzet naar .* om 11:00/);
  await act(() => Promise.resolve());
  expect(screen.getAllByText(/Bella \(Anna Vlinder\) is verzet naar .* om 11:00/)).toHaveLength(1);
  expect(posts(asked)).toHaveLength(1);
});

it("does not offer the same again to whoever is behind", async () => {
  stubServer({ [`POST ${PLACE}/reschedule`]: { status: 409, body: { code: "stale" } } });
  renderScreen(<Screen />);
  const button = await screen.findByRole("button", { name: "verzet" });
  act(() => button.click());
  expect(await screen.findByText(/Dit is net gewijzigd/)).not.toHaveTextContent("nog eens");
});

function Own() {
  return <p>{String(useOwnVetId("zwaluwhof"))}</p>;
}

it("does not wait for ever to know whether the reader is a vet", async () => {
  stubServer({ "GET /api/staff/zwaluwhof/resources": { status: 403, body: { code: "forbidden" } } });
  renderScreen(<Own />);
  expect(await screen.findByText("null")).toBeVisible();
});

it("takes an approval back as it does every other step", async () => {
  const asked = stubServer({ [`POST ${PLACE}/approve`]: { body: { ...row, version: 4 } }, [`POST ${PLACE}/undo`]: { body: { ...row, state: "pending", version: 5 } } });
  renderScreen(<Screen />);
  const button = await screen.findByRole("button", { name: "keur goed" });
  act(() => button.click());
  await screen.findByText("Bella is goedgekeurd.");
  act(() => void toast.undoLast());
  await expect.poll(() => asked.find((request) => request.url.endsWith("/undo"))?.headers.get("If-Match")).toBe("4");
});
