import { useQueryClient } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { anna, bella, page, slotAt, VET } from "../test-clinic";

import { MoveScreen } from "./move-screen";

const slot = slotAt("2030-01-08T14:40:00Z");
const wanted = slotAt("2030-01-08T15:10:00Z");
const planned = {
  id: "a1", practice_slug: "zwaluwhof", practice_name: "De Zwaluwhof", practice_address: "", practice_phone: "", zone: "Europe/Amsterdam", type_key: "consult", type_name_nl: "Ziek of gewond", type_name_en: "Ill",
  category: "consult", state: "confirmed", starts_at: slot.starts_at, ends_at: slot.ends_at, vet_id: VET, vet_name: "Lotte Zandstra", pet_id: bella.id, pet_name: "Bella", species: "dog", reason: "", decline_reason: null,
  notice_minutes: 60, may_cancel_until: slot.starts_at, may_change: true, version: 1, record_id: null,
};
const moved = { ...planned, version: 2, starts_at: "2030-01-09T09:00:00Z", ends_at: "2030-01-09T09:20:00Z" };

it("moves nothing that the clinic has moved meanwhile: it tells the new time and keeps the choice", async () => {
  signedIn(sessionOf(anna));
  let isMoved = false;
  const asked = stubServer({
    "GET /api/practices/zwaluwhof": { body: page },
    "GET /api/practices/zwaluwhof/slots": { body: { items: [slot, wanted], zone: "Europe/Amsterdam" } },
    "GET /api/practices/zwaluwhof/appointments/a1": () => ({ body: isMoved ? moved : planned }),
    "POST /api/practices/zwaluwhof/appointments/a1/reschedule": (request) => {
      isMoved = true;
      return request.headers.get("If-Match") === "2" ? { body: { ...moved, version: 3, starts_at: wanted.starts_at } } : { status: 409, body: { code: "stale" } };
    },
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId/move", element: <MoveScreen /> }, { path: "*", element: <p>elders</p> }], "/appointments/zwaluwhof/a1/move");
  await userEvent.click(await screen.findByRole("button", { name: /^16:10/ }, { timeout: 5000 }));
  const submit = screen.getByRole("button", { name: /16:10$/ });
  await userEvent.click(submit);
  expect(await screen.findByRole("alert")).toHaveTextContent(/De afspraak is intussen verzet: .*10:00/);
  expect(screen.getByText(/Bella.*10:00/, { selector: "p" })).toBeVisible();
  await userEvent.click(submit);
  expect(await screen.findByText("elders")).toBeVisible();
  expect(asked.filter(({ method }) => method === "POST").map((one) => one.headers.get("If-Match"))).toEqual(["1", "2"]);
});

/** What a push from the server does. */
function Pushes() {
  const queries = useQueryClient();
  return <button type="button" onClick={() => void queries.invalidateQueries({ queryKey: ["appointments"] })}>push</button>;
}

it("follows a move in another window of the same person, and says so before anything is pressed", async () => {
  signedIn(sessionOf(anna));
  let now: typeof planned = planned;
  const asked = stubServer({
    "GET /api/practices/zwaluwhof": { body: page },
    "GET /api/practices/zwaluwhof/slots": { body: { items: [slot, wanted], zone: "Europe/Amsterdam" } },
    "GET /api/practices/zwaluwhof/appointments/a1": () => ({ body: now }),
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId/move", element: <><MoveScreen /><Pushes /></> }, { path: "*", element: <p>elders</p> }], "/appointments/zwaluwhof/a1/move");
  await screen.findByRole("button", { name: /^16:10/ }, { timeout: 5000 });
  now = moved;
  await userEvent.click(screen.getByText("push"));
  expect(await screen.findByRole("alert")).toHaveTextContent(/De afspraak is intussen verzet: .*10:00/);
  expect(screen.getByText(/Bella.*10:00/, { selector: "p" })).toBeVisible();
  expect(asked.some(({ method }) => method === "POST")).toBe(false);
  now = { ...moved, state: "cancelled", may_change: false, version: 3 };
  await userEvent.click(screen.getByText("push"));
  expect(await screen.findByText("elders")).toBeVisible();
});
