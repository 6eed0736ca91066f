import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

import { StaffShell } from "./staff-shell";

const BOARD = "GET /api/staff/zwaluwhof/board";
const THREADS = "GET /api/staff/zwaluwhof/threads";
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const pluis = { visit_id: "v1", appointment_id: "a1", stage: "arrived", stage_at: minutesAgo(2), arrived_at: minutesAgo(2), starts_at: null, ends_at: null, patient_id: "p1", patient_name: "Pluis <b>" };
const ilse = { id: "t1", client_name: "Ilse Oost", last_message_at: minutesAgo(5), last_side: "owner", unread: 1 };

async function strip(permissions: string[]): Promise<HTMLElement> {
  signedIn(sessionOf(noor(permissions)));
  renderRoutes([{ path: "/p/:slug", element: <StaffShell /> }], "/p/zwaluwhof");
  return screen.findByRole("region", { name: "Nu gaande" });
}

it("tells who came and who wrote, the newest on top, and leads there", async () => {
  stubServer({ [BOARD]: { body: { items: [pluis] } }, [THREADS]: { body: { items: [ilse] } } });
  const region = await strip(["practice.read", "schedule.read", "patients.read", "messages.read"]);
  const links = await within(region).findAllByRole("link");
  expect(links.map((link) => link.textContent.replace(/^[\d:]+/, ""))).toEqual(["Pluis <b> is er", "Ilse Oost schreef"]);
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["/p/zwaluwhof/patient/p1", "/p/zwaluwhof/messages/t1"]);
});

it("asks for nothing that the person may not see", async () => {
  const asked = stubServer({});
  await strip(["practice.read"]);
  expect(asked.map((request) => new URL(request.url).pathname)).not.toContain("/api/staff/zwaluwhof/board");
  expect(asked.map((request) => new URL(request.url).pathname)).not.toContain("/api/staff/zwaluwhof/threads");
});
