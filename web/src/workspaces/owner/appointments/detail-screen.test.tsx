import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { anna, bella, page, slotAt, VET } from "../test-clinic";

import { AppointmentScreen } from "./detail-screen";
import { AppointmentsScreen } from "./screen";

const slot = slotAt("2030-01-08T14:40:00Z");
const planned = {
  id: "a1", practice_slug: "zwaluwhof", practice_name: "De Zwaluwhof", practice_address: "", practice_phone: "", zone: "Europe/Amsterdam", type_key: "consult", type_name_nl: "Ziek of gewond", type_name_en: "Ill",
  category: "consult", state: "confirmed", starts_at: slot.starts_at, ends_at: slot.ends_at, vet_id: VET, vet_name: "Lotte Zandstra", pet_id: bella.id, pet_name: "Bella", species: "dog", reason: "", decline_reason: null as string | null, cancelled_by: null as string | null,
  notice_minutes: 60, may_cancel_until: slot.starts_at, may_change: true, version: 1, record_id: null,
};

it("says that the visit is called off when the first answer was lost and it is asked again", async () => {
  signedIn(sessionOf(anna));
  const done = new Set<string | null>();
  let isLost = true;
  stubServer({
    "GET /api/practices/zwaluwhof": { body: page },
    "GET /api/practices/zwaluwhof/appointments/a1": { body: planned },
    "POST /api/practices/zwaluwhof/appointments/a1/cancel": (request) => {
      const key = request.headers.get("Idempotency-Key");
      if (done.size > 0 && !done.has(key)) return { status: 409, body: { code: "wrong_state" } };
      done.add(key);
      if (isLost) throw new TypeError("the line dropped");
      return { body: { ...planned, state: "cancelled", may_change: false } };
    },
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId", element: <AppointmentScreen /> }, { path: "*", element: <p>elders</p> }], "/appointments/zwaluwhof/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Afzeggen" }, { timeout: 5000 }));
  const dialog = await screen.findByRole("dialog");
  const submit = within(dialog).getByRole("button", { name: "Afzeggen" });
  await userEvent.click(submit);
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Geen verbinding.");
  isLost = false;
  await userEvent.click(submit);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(done.size).toBe(1);
});

it("calls nothing off that the clinic has moved meanwhile: it tells the new time and asks again", async () => {
  signedIn(sessionOf(anna));
  const moved = { ...planned, version: 2, starts_at: "2030-01-09T09:00:00Z", ends_at: "2030-01-09T09:20:00Z" };
  let now: typeof planned = planned;
  const asked = stubServer({
    "GET /api/practices/zwaluwhof/appointments/a1": () => ({ body: now }),
    "POST /api/practices/zwaluwhof/appointments/a1/cancel": (request) => {
      const isSeen = request.headers.get("If-Match") === String(moved.version);
      now = isSeen ? { ...moved, version: 3, state: "cancelled", may_change: false } : moved;
      return isSeen ? { body: now } : { status: 409, body: { code: "stale" } };
    },
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId", element: <AppointmentScreen /> }], "/appointments/zwaluwhof/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Afzeggen" }, { timeout: 5000 }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByRole("textbox"), "Op vakantie");
  await userEvent.click(dialog.getByRole("button", { name: "Afzeggen" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent(/De afspraak is intussen verzet: .*10:00\. Er is nog niets gedaan/);
  expect(dialog.getByRole("textbox")).toHaveValue("Op vakantie");
  await userEvent.click(dialog.getByRole("button", { name: "Afzeggen" }));
  expect(await screen.findByText("Deze afspraak is afgezegd.")).toBeVisible();
  expect(asked.filter(({ method }) => method === "POST").map((one) => one.headers.get("If-Match"))).toEqual(["1", "2"]);
});

it("says that the clinic has called it off already, instead of asking again", async () => {
  signedIn(sessionOf(anna));
  const gone = { ...planned, version: 2, state: "cancelled", may_change: false };
  let isGone = false;
  stubServer({
    "GET /api/practices/zwaluwhof/appointments/a1": () => ({ body: isGone ? gone : planned }),
    "POST /api/practices/zwaluwhof/appointments/a1/cancel": () => ((isGone = true), { status: 409, body: { code: "stale" } }),
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId", element: <AppointmentScreen /> }], "/appointments/zwaluwhof/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Afzeggen" }, { timeout: 5000 }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Afzeggen" }));
  expect(await screen.findByRole("heading", { name: "Deze afspraak is afgezegd." })).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("says so when what the clinic changed cannot be fetched, and tells it at the next try", async () => {
  signedIn(sessionOf(anna));
  const moved = { ...planned, version: 2, starts_at: "2030-01-09T09:00:00Z", ends_at: "2030-01-09T09:20:00Z" };
  let line: "up" | "down" | "back" = "up";
  stubServer({
    "GET /api/practices/zwaluwhof/appointments/a1": () => (line === "down" ? { status: 403, body: { code: "forbidden" } } : { body: line === "up" ? planned : moved }),
    "POST /api/practices/zwaluwhof/appointments/a1/cancel": () => {
      line = line === "up" ? "down" : "back";
      return { status: 409, body: { code: "stale" } };
    },
  });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId", element: <AppointmentScreen /> }], "/appointments/zwaluwhof/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Afzeggen" }, { timeout: 5000 }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Afzeggen" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent(/wat er anders is kon niet worden opgehaald\. Er is nog niets gedaan/);
  await userEvent.click(dialog.getByRole("button", { name: "Afzeggen" }));
  expect(await dialog.findByText(/De afspraak is intussen verzet: .*10:00/)).toBeVisible();
  expect(dialog.queryByText(/kon niet worden opgehaald/)).toBeNull();
});

it.each([
  ["practice", "De kliniek heeft deze afspraak afgezegd."],
  ["owner", "Je hebt deze afspraak zelf afgezegd."],
])("says on the page of a visit that the %s called it off, and why", async (by, words) => {
  signedIn(sessionOf(anna));
  stubServer({ "GET /api/practices/zwaluwhof/appointments/a1": { body: { ...planned, state: "cancelled", may_change: false, cancelled_by: by, decline_reason: "Er is iemand ziek" } } });
  renderRoutes([{ path: "/appointments/:slug/:appointmentId", element: <AppointmentScreen /> }], "/appointments/zwaluwhof/a1");
  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByText("“Er is iemand ziek”")).toBeVisible();
});

it("gives the reason in the list of visits that were", async () => {
  signedIn(sessionOf(anna));
  stubServer({ "GET /api/me/appointments": { body: { items: [{ ...planned, state: "cancelled", may_change: false, cancelled_by: "practice", decline_reason: "Er is iemand ziek" }], next_cursor: null } } });
  renderRoutes([{ path: "/appointments", element: <AppointmentsScreen /> }], "/appointments?when=past");
  expect(await screen.findByText("“Er is iemand ziek”")).toBeVisible();
});
