import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { useCrumb } from "@/lib/trail";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { StaffShell } from "./staff-shell";

const ARRANGEMENT = "/api/staff/zwaluwhof/arrangement";
const BELLA = { key: "/p/zwaluwhof patient:1", title: "Bella", to: "/p/zwaluwhof/patient/1", icon: "patient" };

function Screen() {
  useCrumb({ key: "schedule", title: "Agenda", icon: "schedule" });
  return null;
}

function Call() {
  useCrumb({ key: "call", title: "06 00 12 34 56", icon: "front-desk", isUnsaved: true });
  return null;
}

async function renderShell(state?: unknown) {
  signedIn(sessionOf(noor(["practice.read", "schedule.read"])));
  const routes = [{ path: "/", element: null }, { path: "/p/:slug", element: <StaffShell />, children: [{ path: "call", element: <Call /> }, { path: "schedule", element: <Screen /> }] }];
  const { router } = renderRoutes(routes, "/");
  await act(() => router.navigate("/p/zwaluwhof/call"));
  return act(() => router.navigate("/p/zwaluwhof/schedule", { state }));
}

beforeEach(() => {
  sessionStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
});

it("shows the way that the person came on another device before where they are now", async () => {
  stubServer({ [`GET ${ARRANGEMENT}`]: { body: { trail: [BELLA] } }, [`PATCH ${ARRANGEMENT}`]: { status: 204 } });
  await renderShell();
  const bella = await screen.findByRole("link", { name: "Bella" });
  expect(bella).toHaveAttribute("href", BELLA.to);
  expect(screen.getByRole("link", { name: /Agenda/ })).toHaveAttribute("aria-current", "page");
});

it("keeps each step a moment later, without what was searched for and without what is unsaved", async () => {
  const asked = stubServer({ [`GET ${ARRANGEMENT}`]: { body: { trail: [] } }, [`PATCH ${ARRANGEMENT}`]: { status: 204 } });
  await renderShell({ words: "de Vries" });
  await act(() => vi.advanceTimersByTimeAsync(4_000));
  const kept = asked.filter((request) => request.method === "PATCH");
  expect(kept).toHaveLength(1);
  expect(await kept[0]?.json()).toEqual({ trail: [{ key: "/p/zwaluwhof schedule", title: "Agenda", to: "/p/zwaluwhof/schedule", icon: "schedule" }] });
});
