import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import type { ClinicApplication } from "@/api/types";
import { renderScreen, stubServer } from "@/test-render";

import { DecisionDialog } from "./decision-dialog";
import { logOf } from "./save-log";
import { markOf } from "./tenants";

const application = {
  id: "a1", state: "submitted", practice: { name: "Zilverpoot" }, log: [{ at: "2026-11-22T23:26:14Z", actor_side: "applicant", actor_id: null, what: "submitted", remarks: '=1+1 "x"' }],
  documents: [{ id: "d1", kind: "licence", title: "licence.pdf", media_type: "application/pdf", size_bytes: 102, added_at: "2026-11-22T23:26:14Z" }],
} as unknown as ClinicApplication;

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
