import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { InviteDialog } from "./invite-dialog";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: () => null, go: () => undefined };
const S = "/api/staff/zwaluwhof";

beforeEach(() => signedIn(sessionOf(noor(["staff.manage"]))));

it.each([["first_name", "Voornaam"], ["last_name", "Achternaam"]])("says at its field that the server refuses a name (%s)", async (field, label) => {
  stubServer({
    [`GET ${S}/roles`]: { body: { items: [{ id: null, role: "vet", name: "Dierenarts", is_builtin: true, permissions: [], version: 1 }] } },
    [`GET ${S}/departments`]: { body: { items: [] } },
    [`POST ${S}/invitations`]: { status: 400, body: { code: "invalid", field } },
  });
  renderScreen(<MapProvider value={map}><InviteDialog onClose={() => undefined} /></MapProvider>);
  await userEvent.type(await screen.findByRole("textbox", { name: "E-mail" }), "cas@example.org");
  await userEvent.type(screen.getByRole("textbox", { name: label }), "C");
  await userEvent.click(screen.getByRole("button", { name: "Uitnodiging sturen" }));
  await vi.waitFor(() => expect(screen.getByRole("textbox", { name: label })).toBeInvalid());
});

it("sends one invitation when Enter is pressed twice", async () => {
  const asked = stubServer({
    [`GET ${S}/roles`]: { body: { items: [{ id: null, role: "vet", name: "Dierenarts", is_builtin: true, permissions: [], version: 1 }] } },
    [`GET ${S}/departments`]: { body: { items: [] } },
    [`POST ${S}/invitations`]: { status: 201, body: { id: "i1", email: "cas@example.org" } },
  });
  const onClose = vi.fn();
  renderScreen(<MapProvider value={map}><InviteDialog onClose={onClose} /></MapProvider>);
  await userEvent.type(await screen.findByRole("textbox", { name: "E-mail" }), "cas@example.org{Enter}{Enter}");
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
});

it("keeps an invitation that was being written over a reload of the page, and forgets one that was given up", async () => {
  stubServer({ [`GET ${S}/roles`]: { body: { items: [] } }, [`GET ${S}/departments`]: { body: { items: [] } } });
  const show = () => renderScreen(<MapProvider value={map}><InviteDialog onClose={() => undefined} /></MapProvider>);
  const email = () => screen.findByRole("textbox", { name: "E-mail" }, { timeout: 5000 });
  const first = show();
  await userEvent.type(await email(), "cas@example.org");
  first.unmount();
  const second = show();
  expect(await email()).toHaveValue("cas@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Annuleren" }));
  second.unmount();
  show();
  expect(await email()).toHaveValue("");
});
