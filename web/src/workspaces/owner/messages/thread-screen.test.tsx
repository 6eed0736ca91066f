import { act, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { MessageView, ThreadView } from "@/api/types";
import { sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { anna } from "../test-clinic";

import { ThreadScreen } from "./thread-screen";

/** The texts are fetched first, which takes its time on a busy machine. */
const PATIENT = { timeout: 5000 };

const thread = (id: string, subject: string): ThreadView =>
  ({ id, subject, practice_slug: "zwaluwhof", practice_name: "De Zwaluwhof", patient_name: null, zone: "Europe/Amsterdam", state: "open", unread: 1, version: 1 }) as ThreadView;
const message: MessageView = { id: "m1", thread_id: "t9", side: "practice", author_name: null, text: "Kom langs", sent_at: "2026-11-23T09:00:00Z", read_at: null };

function open(address: string, change: Parameters<typeof stubServer>[0] = {}) {
  signedIn(sessionOf(anna));
  const asked = stubServer({
    "GET /api/me/threads": { body: { items: [thread("t1", "Iets anders")], next_cursor: "verder" } },
    "GET /api/practices/zwaluwhof": { body: { name: "De Zwaluwhof" } },
    "GET /api/practices/zwaluwhof/messages": { body: { items: [message], next_cursor: null } },
    "POST /api/practices/zwaluwhof/messages/read": { body: thread("t9", "Oud gesprek") },
    ...change,
  });
  renderScreen(<ThreadScreen />, { path: "/messages/:slug", address });
  return () => asked.filter((request) => request.method !== "GET");
}

afterEach(() => vi.restoreAllMocks());

it("shows the conversation of the address, though it stands beyond the first page of the list", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const sent = open("/messages/zwaluwhof?thread=t9", { "GET /api/practices/zwaluwhof/threads/t9": { body: thread("t9", "Oud gesprek") } });
  expect(await screen.findByRole("heading", { name: "Oud gesprek" }, PATIENT)).toBeVisible();
  await vi.waitFor(() => expect(sent()).toHaveLength(1), PATIENT);
  await expect(sent()[0]?.json()).resolves.toEqual({ thread_id: "t9", message_id: "m1" });
});

it("says that it knows no such conversation, and shows no other in its place", async () => {
  const sent = open("/messages/zwaluwhof?thread=t8", { "GET /api/practices/zwaluwhof/threads/t8": { status: 404, body: { code: "thread_unknown" } } });
  expect(await screen.findByText("Dit gesprek is er niet.", undefined, PATIENT)).toBeVisible();
  expect(screen.queryByText("Iets anders")).toBeNull();
  expect(sent()).toEqual([]);
});

it("leaves a message unread until somebody looks", async () => {
  const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const sent = open("/messages/zwaluwhof?thread=t1");
  expect(await screen.findByText("Kom langs", undefined, PATIENT)).toBeVisible();
  expect(sent()).toEqual([]);
  hasFocus.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("focus")));
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
});
