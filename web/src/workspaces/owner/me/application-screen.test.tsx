import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { ApplicationScreen } from "./application-screen";

const clinic = { id: "a1", name: "Kattenkliniek Zilverpoot", city: "Assen", state: "submitted", remarks: "", slug: null, submissions: 1, submitted_at: "2026-11-20T09:00:00Z", changed_at: "2026-11-20T09:00:00Z", created_at: "2026-11-20T08:00:00Z", decided_at: null, version: 2 };
const vet = { id: "v1", practice_name: "Zwaluwhof", practice_slug: "zwaluwhof", state: "pending", remarks: "", licence_number: "1", specialisation: null, created_at: "2026-11-20T09:00:00Z", decided_at: null };

function show(clinics: unknown[], vets: unknown[]) {
  signedIn(sessionOf({ ...noor(), kinds: ["pet_owner"], memberships: [] }));
  stubServer({ "GET /api/me/clinic-applications": { body: { items: clinics } }, "GET /api/me/vet-applications": { body: { items: vets } } });
  return renderRoutes([{ path: "/me/application", element: <ApplicationScreen /> }, { path: "*", element: <p>elders</p> }], "/me/application");
}

it("says that a clinic is looked at, what comes next, and where the application can be read", async () => {
  show([clinic], []);
  expect(await screen.findByRole("heading", { level: 1, name: "We bekijken de aanvraag van Kattenkliniek Zilverpoot." })).toBeVisible();
  expect(screen.getByText("VetSync bekijkt de gegevens en papieren").closest("li")).toHaveAttribute("aria-current", "step");
  expect(screen.getByRole("link", { name: /Aanvraag nalezen/ })).toHaveAttribute("href", "/me/clinic-application?id=a1");
});

it("leads whose application came back with remarks to where it is mended", async () => {
  show([{ ...clinic, state: "rejected", remarks: "Het uittreksel is te oud.", changed_at: new Date().toISOString() }], []);
  expect(await screen.findByText("Het uittreksel is te oud.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Verbeteren en opnieuw versturen" })).toHaveAttribute("href", "/me/clinic-application?id=a1");
});

it("tells a vet which practice has not answered yet", async () => {
  show([], [vet]);
  expect(await screen.findByRole("heading", { level: 1, name: "Zwaluwhof bekijkt je aanvraag." })).toBeVisible();
});

it("sends whoever waits for nothing to the search", async () => {
  show([], []);
  expect(await screen.findByText("elders")).toBeVisible();
});
