import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { anna } from "../test-clinic";

import { Sessions } from "./sessions";

const session = (id: string, is_current: boolean) => ({ id, device: `Toestel ${id}`, last_used_at: "2026-11-20T09:00:00Z", is_current });

beforeEach(() => {
  localStorage.clear();
  signedIn(sessionOf(anna));
});

it("logs out everywhere only after a question that says what may be lost", async () => {
  localStorage.setItem(`vetsync.draft.note.${anna.id}`, JSON.stringify("Hoest"));
  const asked = stubServer({ "GET /api/auth/sessions": { body: { items: [session("1", true), session("2", false)] } }, "POST /api/auth/logout-everywhere": { status: 204 } });
  renderScreen(<Sessions />);
  await userEvent.click(await screen.findByRole("button", { name: "Overal uitloggen" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Overal uitloggen?" }));
  expect(dialog.getByText(/ook op dit/)).toBeVisible();
  expect(dialog.getByText("Op dit apparaat staat nog iets dat niet is opgeslagen.")).toBeVisible();
  expect(asked.some(({ method }) => method === "POST")).toBe(false);
  await userEvent.click(dialog.getByRole("button", { name: "Overal uitloggen" }));
  await vi.waitFor(() => expect(asked.some(({ url }) => url.endsWith("/logout-everywhere"))).toBe(true));
});
