import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { PlatformShell } from "@/app/shell/platform-shell";
import { RequireSession } from "@/features/identity/session";
import { noor, sessionOf } from "@/test-person";
import { renderRoutes, stubServer } from "@/test-render";

vi.setConfig({ testTimeout: 20_000 });

const clinic = { slug: "zwaluwhof", name: "Dierenkliniek Zwaluwhof", city: "Utrecht", tenant_id: "t1" };
const person = { id: "u1", first_name: "Zwanet", last_name: "Vos", email: "zwanet@example.org", kinds: [], state: "active" };
const more = { id: "a0", name: "Vogelkliniek Rietzang", city: "Emmen", state: "submitted" };
const waiting = { id: "a1", name: "Kattenkliniek Zilverpoot", city: "Assen", state: "submitted" };

function show(kinds: ("system_admin" | "pet_owner")[] = ["system_admin"]) {
  signedIn(sessionOf({ ...noor(), kinds, memberships: [] }));
  const asked = stubServer({
    "GET /api/platform/clinics": { body: { items: [clinic] } },
    "POST /api/platform/users/find": { body: { items: [person] } },
    // Of more than one page: what is looked for stands on none but its own.
    "GET /api/platform/applications": ({ url }) => ({ body: { items: [new URL(url).searchParams.get("q") === "zilver" ? waiting : more], next_cursor: null } }),
    "POST /api/auth/logout": { status: 204 },
    "PATCH /api/me": { body: { ...noor(), kinds, memberships: [] } },
  });
  const found = renderRoutes([{ element: <RequireSession />, children: [{ path: "/platform", element: <PlatformShell />, children: [{ path: "*", element: <h1>scherm</h1> }] }] }, { path: "/login", element: <p>inloggen</p> }], "/platform/jobs");
  return { asked, ...found };
}

const line = async (text: string): Promise<HTMLElement> => {
  await userEvent.type(await screen.findByRole("combobox", { name: "Zoek of vraag" }), text);
  return screen.findByRole("listbox", { name: "Gevonden" });
};

it("finds clinics and people, and opens the list with what was found looked for, not in the address", async () => {
  const { router } = show();
  const list = await line("zwal");
  expect(await within(list).findByRole("option", { name: /Zwanet Vos/ })).toBeVisible();
  await userEvent.click(await within(list).findByRole("option", { name: /Dierenkliniek Zwaluwhof/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/platform/clinics"));
  expect(router.state.location.state).toEqual({ words: "Dierenkliniek Zwaluwhof" });
  expect(router.state.location.search).toBe("");
});

it("goes to a screen and to a waiting application with the keyboard alone", async () => {
  const { router } = show();
  await line("logb");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/platform/activity"));
  await line("zilver");
  await waitFor(() => expect(screen.getByRole("option", { name: /Zilverpoot/ })).toHaveAttribute("aria-selected", "true"));
  await waitFor(async () => {
    await userEvent.keyboard("{Enter}");
    expect(router.state.location.pathname).toBe("/platform/applications/a1");
  });
});

it("logs out from the line", async () => {
  show();
  const list = await line("log uit");
  await userEvent.click(await within(list).findByRole("option", { name: /Log uit/ }));
  expect(await screen.findByText("inloggen")).toBeVisible();
});

it("is not there for whoever is no administrator of the platform, and asks the server nothing", async () => {
  const { asked } = show(["pet_owner"]);
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([]);
});
