import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderScreen, stubServer } from "@/test-render";

import { HubScreen } from "./hub/screen";
import { JobsScreen } from "./jobs-screen";

const empty = { body: { items: [], next_cursor: null } };
const job = { id: 7, queue: "schedule", task: "tidy_up", state: "failed", attempts: 1, scheduled_at: null, changed_at: null, tenant_id: "", is_made_up_for: false };
const around = { "GET /api/platform/clinics": empty, "GET /api/platform/tree": { body: { items: [] } }, "GET /api/platform/events": empty, "GET /api/platform/applications": empty, "GET /api/platform/activity": empty };
const jobs = (items: object[], stuck: number) => ({ "GET /api/platform/jobs": { body: { items, counts: [{ state: "failed", count: items.length }], stuck, next_cursor: null } } });

it("offers to try again what failed for good, and not what a later round has made up for", async () => {
  const asked = stubServer({ ...around, ...jobs([job, { ...job, id: 6, task: "tend", is_made_up_for: true }], 1), "POST /api/platform/jobs/7/retry": { status: 204 } });
  renderScreen(<JobsScreen />);
  expect(await screen.findByRole("heading", { name: /^Eén taak is mislukt/ }, { timeout: 5000 })).toBeVisible();
  expect(await screen.findByText("later gelukt")).toBeVisible();
  const retry = screen.getByRole("button", { name: /opnieuw proberen/ });
  expect(retry).toHaveAccessibleName("Nachtelijk opruimen 7 opnieuw proberen");
  const before = asked.filter((one) => one.url.includes("/platform/jobs?")).length;
  await userEvent.click(retry);
  await expect.poll(() => asked.filter((one) => one.url.includes("/platform/jobs?")).length).toBeGreaterThan(before);
});

const dashboard = {
  as_of: "2026-11-23T00:00:00Z", requests_open: 0, oldest_request_at: null, users_by_kind: {}, users_by_state: {}, activity_by_day: [], actions: [], jobs: [], jobs_stuck: 0,
  clinics: { submitted: 0, rejected: 0, provisioning: 0, active: 2, suspended: 0, leaving: 0, awake: 2, asleep: 0 },
  logins: { done_24h: 0, refused_24h: 0, done_30d: 0, refused_30d: 0 }, events: { waiting: 0, failed: 0, given_up: 0, oldest_waiting_at: null, measured_at: null },
};

async function headingWith(change: object): Promise<HTMLElement> {
  stubServer({ ...around, ...jobs([], 0), "GET /api/platform/dashboard": { body: { ...dashboard, ...change } } });
  renderScreen(<HubScreen />);
  return await screen.findByRole("heading", { level: 1, name: /^Geen kliniek wacht op je\./ }, { timeout: 5000 });
}

it("does not say that all is well while a job or an event has failed for good", async () => {
  const heading = await headingWith({ jobs_stuck: 2, events: { ...dashboard.events, failed: 1, given_up: 1 } });
  expect(heading).toHaveTextContent("2 taken zijn mislukt. Eén gebeurtenis kwam niet aan. Bekijk en probeer opnieuw.");
  expect(screen.getByRole("link", { name: "Bekijk en probeer opnieuw." })).toHaveAttribute("href", "/platform/jobs");
});

it("says that all is well when it is", async () => {
  expect(await headingWith({})).toHaveTextContent("Alles loopt.");
});

it("counts as failed on the hub only what nothing made up for, as the screen of the jobs does", async () => {
  stubServer({
    ...around, ...jobs([{ ...job, is_made_up_for: true }], 0),
    "GET /api/platform/dashboard": { body: { ...dashboard, jobs: [{ state: "failed", count: 3 }, { state: "succeeded", count: 1200 }], jobs_stuck: 1 } },
  });
  renderScreen(<HubScreen />);
  const strip = await screen.findByRole("region", { name: "Taken" }, { timeout: 5000 });
  await expect.poll(() => strip.textContent).toContain("1 mislukt, 1.200 klaar, 2 later gelukt");
  expect(await within(strip).findByText("later gelukt")).toBeVisible();
  expect(within(strip).queryByText("Mislukt")).toBeNull();
});
