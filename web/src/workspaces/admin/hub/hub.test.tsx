import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { signedIn } from "@/api/session";
import type { ClinicApplication, PlatformDashboard } from "@/api/types";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { ApprovalDialog } from "./approval-dialog";
import { ApplicationSheet } from "./application-sheet";
import { DecisionDialog } from "./decision-dialog";
import { Health } from "./health";
import { logOf } from "./save-log";
import { markOf } from "./tenants";

const application = {
  id: "a1", state: "submitted", practice: { name: "Zilverpoot" }, log: [{ at: "2026-11-22T23:26:14Z", actor_side: "applicant", actor_id: null, what: "submitted", remarks: '=1+1 "x"' }],
  documents: [{ id: "d1", kind: "licence", title: "licence.pdf", media_type: "application/pdf", size_bytes: 102, added_at: "2026-11-22T23:26:14Z" }],
} as unknown as ClinicApplication;

beforeEach(() => signedIn(sessionOf(noor([]))));

it("sends nobody back without words, and names the paper that must come again", async () => {
  const asked = stubServer({ "POST /api/platform/applications/a1/reject": { body: { ...application, state: "rejected" } } });
  let decided = "";
  renderScreen(<DecisionDialog asked="correct" application={application} onDecided={(changed) => { decided = changed.state; }} onClose={() => undefined} />);
  const send = await screen.findByRole("button", { name: "Vraag om correctie" }, { timeout: 5000 });
  await userEvent.click(send);
  expect(await screen.findByRole("alert")).toHaveTextContent("Schrijf erbij waarom.");
  expect(asked).toEqual([]);
  await userEvent.click(screen.getByRole("checkbox", { name: "Registratie van de dierenarts" }));
  await userEvent.click(send);
  await expect.poll(() => decided).toBe("rejected");
  await expect(asked[0]?.json()).resolves.toEqual({ remarks: "Registratie van de dierenarts: stuur dit opnieuw." });
});

const waiting = {
  ...application, practice: { name: "Zilverpoot", street: "", house_number: "", postcode: "", city: "" }, submissions: 1, version: 4, remarks: "", slug: null,
  approval: { admin_name: "Sanne de Vries", admin_email: "sanne@example.com", slug: "zilverpoot-zwolle" },
} as unknown as ClinicApplication;

it("says who becomes the administrator and at which address before a practice is made, and makes none without a yes", async () => {
  const asked = stubServer({
    "GET /api/platform/applications/a1": { body: waiting },
    "POST /api/platform/applications/a1/approve": { body: { ...waiting, state: "approved", slug: "zilverpoot-zwolle", approval: null } },
  });
  const decided = { times: 0 };
  renderScreen(<ApplicationSheet applicationId="a1" isListed onDecided={() => { decided.times += 1; }} />);
  await userEvent.click(await screen.findByRole("button", { name: /^Goedkeuren/ }, { timeout: 5000 }));
  const dialog = await screen.findByRole("dialog", { name: "Zilverpoot goedkeuren?" });
  expect(dialog).toHaveTextContent("Sanne de Vries sanne@example.com");
  expect(dialog).toHaveTextContent("Praktijkmanager");
  expect(dialog).toHaveTextContent("/practices/zilverpoot-zwolle");
  expect(dialog).toHaveTextContent("Meteen, voor iedereen");
  expect(asked.filter((one) => one.method === "POST")).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Annuleren" }));
  expect(asked.filter((one) => one.method === "POST")).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: /^Goedkeuren/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Goedkeuren en praktijk maken" }));
  await expect.poll(() => decided.times).toBe(1);
  const sent = asked.find((one) => one.method === "POST");
  expect(sent?.headers.get("If-Match")).toBe("4");
  await expect(sent?.json()).resolves.toEqual({ slug: "zilverpoot-zwolle" });
});

it("makes no practice at another address than was read, and shows the one it would be now", async () => {
  const address = { slug: "zilverpoot-zwolle" };
  stubServer({
    "GET /api/platform/applications/a1": () => ({ body: { ...waiting, approval: { ...waiting.approval, ...address } } }),
    "POST /api/platform/applications/a1/approve": () => {
      address.slug = "zilverpoot-2";
      return { status: 409, body: { type: "about:blank", title: "Conflict", status: 409, detail: "", code: "slug_changed", slug: "zilverpoot-2" } };
    },
  });
  renderScreen(<ApplicationSheet applicationId="a1" isListed onDecided={() => undefined} />);
  await userEvent.click(await screen.findByRole("button", { name: /^Goedkeuren/ }, { timeout: 5000 }));
  const dialog = await screen.findByRole("dialog", { name: "Zilverpoot goedkeuren?" });
  await userEvent.click(within(dialog).getByRole("button", { name: "Goedkeuren en praktijk maken" }));
  expect(await within(dialog).findByRole("alert")).toHaveTextContent("Nu wordt het /practices/zilverpoot-2.");
  await expect.poll(() => within(dialog).queryByText("/practices/zilverpoot-zwolle")).toBeNull();
  expect(within(dialog).getByText("/practices/zilverpoot-2")).toBeVisible();
});

it("offers no approval that would be refused for want of an address", async () => {
  stubServer({});
  renderScreen(<ApprovalDialog application={{ ...waiting, approval: { admin_name: "Sanne", admin_email: "s@example.com", slug: null } }} onDecided={() => undefined} onClose={() => undefined} />);
  expect(await screen.findByRole("button", { name: "Goedkeuren en praktijk maken" }, { timeout: 5000 })).toBeDisabled();
  expect(screen.getByRole("alert")).toHaveTextContent("Er is al een praktijk met dit adres.");
});

it("rejects nobody without a reason", async () => {
  const asked = stubServer({});
  renderScreen(<DecisionDialog asked="reject" application={waiting} onDecided={() => undefined} onClose={() => undefined} />);
  expect(await screen.findByText(/^Sanne de Vries krijgt per e-mail waarom/, {}, { timeout: 5000 })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Afwijzen" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Schrijf erbij waarom.");
  expect(asked).toEqual([]);
});

it("keeps a spreadsheet from reading remarks as a formula", () => {
  expect(logOf(application).split("\r\n")[1]).toBe(`"2026-11-22T23:26:14Z","applicant","submitted","'=1+1 ""x"""`);
});

it("marks faults before everything else, and sleep only after thirty days", () => {
  const now = Date.parse("2026-11-23T00:00:00Z");
  const clinic = { events_failed: 0, state: "active", last_activity_at: "2026-11-20T00:00:00Z" } as Parameters<typeof markOf>[0];
  expect(markOf(clinic, now)).toBe("healthy");
  expect(markOf({ ...clinic, last_activity_at: "2026-10-01T00:00:00Z" }, now)).toBe("asleep");
  expect(markOf({ ...clinic, state: "suspended" }, now)).toBe("suspended");
  expect(markOf({ ...clinic, state: "suspended", events_failed: 1 }, now)).toBe("failing");
});

it("keeps who has an account, whenever it was made, out of what was done in the last thirty days", async () => {
  stubServer({ "GET /api/platform/jobs": { body: { items: [], next_cursor: null } } });
  const dashboard = { as_of: "2026-11-23T00:00:00Z", activity_by_day: [], users_by_kind: { pet_owner: 812 }, users_by_state: { active: 812 }, logins: { done_30d: 40, refused_30d: 2 }, jobs: [], jobs_stuck: 0 };
  renderScreen(<Health dashboard={dashboard as unknown as PlatformDashboard} />);
  const lately = await screen.findByRole("region", { name: "Laatste 30 dagen" });
  expect(within(lately).queryByText("812")).toBeNull();
  expect(within(screen.getByRole("region", { name: "Accounts nu" })).getByText("812")).toBeVisible();
});
