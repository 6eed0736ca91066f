import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { MessageView, ThreadView } from "@/api/types";
import { useCurrentActions } from "@/lib/actions";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Conversation } from "./conversation";

/** The texts are fetched first, which takes its time on a busy machine. */
const PATIENT = { timeout: 5000 };

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "messages", href: () => null, go: () => undefined };
const thread = { id: "t1", client_name: "Sanne de Vries", patient_id: null, patient_name: null, subject: "Hoest", state: "open", unread: 2, version: 3 } as ThreadView;
const base = "/api/staff/zwaluwhof/threads/t1";

function said(id: string, side: MessageView["side"], text: string): MessageView {
  return { id, thread_id: "t1", side, author_name: null, text, sent_at: "2026-11-23T09:00:00Z", read_at: null };
}

function Rail() {
  return useCurrentActions().actions.map((action) => <button key={action.slot} onClick={action.run}>{action.label}</button>);
}

function open(change: Parameters<typeof stubServer>[0] = {}) {
  signedIn(sessionOf(noor(["messages.read", "messages.write"])));
  const asked = stubServer({
    [`GET ${base}/messages`]: { body: { items: [said("m3", "practice", "Kom langs"), said("m2", "owner", "Nu ook bloed"), said("m1", "owner", "Zij hoest")], next_cursor: null } },
    [`POST ${base}/read`]: { body: { ...thread, unread: 0 } },
    ...change,
  });
  renderScreen(<MapProvider value={map}><Conversation slug="zwaluwhof" threadId="t1" thread={thread} zone="Europe/Amsterdam" /><Rail /></MapProvider>);
  return () => asked.filter((request) => request.method !== "GET");
}

afterEach(() => vi.restoreAllMocks());

it("reads nothing while nobody looks, and then up to the latest that stands on the screen", async () => {
  const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const sent = open();
  expect(await screen.findByText("Nu ook bloed", undefined, PATIENT)).toBeVisible();
  expect(sent()).toEqual([]);
  hasFocus.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("focus")));
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
  await expect(sent()[0]?.json()).resolves.toEqual({ message_id: "m2" });
});

it("says it again at the next look when it did not arrive", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const sent = open({ [`POST ${base}/read`]: { status: 503, body: { code: "unavailable" } } });
  await vi.waitFor(() => expect(sent()).toHaveLength(1), PATIENT);
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event("blur")));
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("focus")));
  await vi.waitFor(() => expect(sent()).toHaveLength(2));
});

it("asks before it puts away what nobody has read", async () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const sent = open({ [`PATCH ${base}`]: async (request) => ((await request.json() as { with_unread: boolean }).with_unread ? { body: { ...thread, state: "closed" } } : { status: 409, body: { code: "thread_unread", unread: 1 } }) });
  await userEvent.click(await screen.findByRole("button", { name: "Afsluiten" }, PATIENT));
  await userEvent.click(await screen.findByRole("button", { name: "Toch afsluiten" }));
  await vi.waitFor(() => expect(sent()).toHaveLength(2));
  await expect(sent()[1]?.json()).resolves.toEqual({ state: "closed", with_unread: true });
});
