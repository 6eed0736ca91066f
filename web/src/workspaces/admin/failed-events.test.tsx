import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderScreen, stubServer } from "@/test-render";

import { FailedEvents } from "./failed-events";

const TENANT = "01900000-0000-7000-8000-000000000001";
const event = { id: "e1", tenant_id: TENANT, topic: "practice.suspended", attempts: 12, fault: "LookupError", created_at: "2026-11-22T23:26:14Z", failed_at: "2026-11-23T00:26:14Z" };
const lists = {
  "GET /api/platform/clinics": { body: { items: [{ id: TENANT, name: "Zwaluwhof" }], next_cursor: null } },
  "GET /api/platform/tree": { body: { items: [] } },
};

it("shows what did not arrive, where, and delivers it again by one button", async () => {
  const asked = stubServer({
    ...lists,
    "GET /api/platform/events": { body: { items: [event], next_cursor: null } },
    [`POST /api/platform/events/${TENANT}/e1/retry`]: { status: 204 },
  });
  renderScreen(<FailedEvents />);
  expect(await screen.findByRole("heading", { name: "Eén gebeurtenis kwam niet aan." }, { timeout: 5000 })).toBeVisible();
  expect(await screen.findByRole("cell", { name: "Zwaluwhof" })).toBeVisible();
  expect(screen.getByText("LookupError")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: /^Praktijk stilgezet van .* opnieuw proberen/ }));
  await expect.poll(() => asked.filter((one) => one.method === "POST").length).toBe(1);
});

it("is not there while everything arrives", async () => {
  const asked = stubServer({ ...lists, "GET /api/platform/events": { body: { items: [], next_cursor: null } } });
  renderScreen(<FailedEvents />);
  await expect.poll(() => asked.some((one) => one.url.includes("/api/platform/events"))).toBe(true);
  expect(screen.queryByRole("heading")).toBeNull();
});
