import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { ResourceSheet } from "./resource-sheet";

const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "settings", href: () => null, go: () => undefined };
const staff = "/api/staff/zwaluwhof";
const lotte = { id: "v9", kind: "vet", name: "Lotte", user_id: null, colour: "", active: true, has_hours: true, version: 1 };

it("adds somebody once, also when their hours were refused the first time", async () => {
  signedIn(sessionOf(noor(["practice.manage", "schedule.manage"])));
  let tries = 0;
  const asked = stubServer({
    [`POST ${staff}/resources`]: { status: 201, body: lotte },
    [`PATCH ${staff}/resources/v9`]: { body: { ...lotte, name: "Lotte Zandstra", version: 2 } },
    [`GET ${staff}/resources/v9/hours`]: { body: { items: [], version: 41 } },
    [`PUT ${staff}/resources/v9/hours`]: async (request) => (++tries === 1 ? { status: 500, body: { code: "server_error" } } : { body: await request.json() as object }),
  });
  const added = vi.fn();
  renderScreen(<MapProvider value={map}><ResourceSheet resource={null} zone="Europe/Amsterdam" leave={[]} onAdded={added} /></MapProvider>);
  const name = await screen.findByRole("textbox", { name: "Naam" }, { timeout: 5000 });
  await userEvent.type(name, "Lotte");
  await userEvent.click(screen.getByRole("button", { name: /Tijd toevoegen op maandag$/ }));
  await userEvent.type(name, "{Enter}");
  expect(await screen.findByText(/Er ging bij ons iets mis/)).toBeVisible();
  await userEvent.type(name, " Zandstra{Enter}");
  await vi.waitFor(() => expect(added).toHaveBeenCalledWith("v9"));
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(asked.findLast(({ method }) => method === "PUT")?.headers.get("If-Match")).toBe("41");
  expect(await asked.find(({ method }) => method === "PATCH")?.json()).toEqual({ name: "Lotte Zandstra" });
});
