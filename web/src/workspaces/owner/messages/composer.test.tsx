import { onlineManager } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import type { ThreadView } from "@/api/types";
import { sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { anna } from "../test-clinic";

import { Composer } from "./composer";

/** The texts are fetched first, which takes its time on a busy machine. */
const PATIENT = { timeout: 5000 };

beforeEach(() => localStorage.clear());

it("sends an edited answer as a new one after the answer to the first was lost", async () => {
  signedIn(sessionOf(anna));
  let isLost = true;
  const asked = stubServer({ "POST /api/practices/zwaluwhof/messages": () => (isLost ? { status: 503, body: { code: "unavailable" } } : { status: 201, body: {} }) });
  renderScreen(<Composer thread={{ id: "t1", practice_slug: "zwaluwhof" } as ThreadView} />);
  const field = await screen.findByRole("textbox", undefined, PATIENT);
  const send = screen.getByRole("button", { name: "Verstuur" });
  await userEvent.type(field, "Zij hoest");
  await userEvent.click(send);
  expect(await screen.findByRole("alert", undefined, PATIENT)).toBeVisible();
  await userEvent.click(send);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  isLost = false;
  await userEvent.type(field, " weer");
  await userEvent.click(send);
  await vi.waitFor(() => expect(field).toHaveValue(""));
  const keys = asked.map((request) => request.headers.get("Idempotency-Key"));
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it("says that there is no line, keeps what was typed, and sends it once when there is one again", async () => {
  signedIn(sessionOf(anna));
  const asked = stubServer({ "POST /api/practices/zwaluwhof/messages": { status: 201, body: {} } });
  const online = globalThis.fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  onlineManager.setOnline(false);
  renderScreen(<Composer thread={{ id: "t1", practice_slug: "zwaluwhof" } as ThreadView} />);
  const field = await screen.findByRole("textbox", undefined, PATIENT);
  await userEvent.type(field, "Zij hoest");
  await userEvent.click(screen.getByRole("button", { name: "Verstuur" }));
  expect(await screen.findByRole("alert", undefined, PATIENT)).toHaveTextContent("Geen verbinding. Wat je typte staat er nog");
  expect(field).toHaveValue("Zij hoest");
  vi.stubGlobal("fetch", online);
  onlineManager.setOnline(true);
  await userEvent.click(screen.getByRole("button", { name: "Verstuur" }));
  await vi.waitFor(() => expect(field).toHaveValue(""));
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
