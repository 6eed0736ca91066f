import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { signedIn } from "@/api/session";
import { MapProvider, type PracticeMap } from "@/lib/map";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { Screen } from "./screen";

const STAFF = "/api/staff/zwaluwhof";
const map: PracticeMap = { slug: "zwaluwhof", practiceName: "Zwaluwhof", entries: [], current: "consult", href: () => null, go: () => undefined };

test("a list that cannot know whose it is says so, and can be asked for again", async () => {
  let tries = 0;
  signedIn(sessionOf(noor(["records.read"])));
  stubServer({
    [`GET ${STAFF}/resources`]: () => ((tries += 1) === 1 ? { status: 403, body: { code: "forbidden" } } : { body: { items: [] } }),
    [`GET ${STAFF}/appointments`]: { body: { items: [] } },
    [`GET ${STAFF}/records`]: { body: { items: [] } },
  });
  renderScreen(<MapProvider value={map}><Screen /></MapProvider>);
  expect(await screen.findByText("De consulten konden niet worden geladen.", undefined, { timeout: 5000 })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Opnieuw proberen" }));
  expect(await screen.findByText("Alle bezoeken zijn getekend")).toBeVisible();
});
