import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";

import { personId, signedIn } from "@/api/session";
import { noor, sessionOf } from "@/test-person";
import { renderScreen, stubServer } from "@/test-render";

import { useLeaving } from "./leaving";
import { useSession } from "./session";

function Corner() {
  const { leave, question } = useLeaving("/login");
  return <><button onClick={leave}>Uitloggen</button>{question}</>;
}

/** Like every screen of a person it is gone with them. */
function Screen() {
  return useSession().me && <Corner />;
}

const me = noor([]);

async function press(draft?: unknown, key = `record.r1.${me.id}`) {
  if (draft !== undefined) localStorage.setItem(`vetsync.draft.${key}`, JSON.stringify(draft));
  signedIn(sessionOf(me));
  stubServer({ "POST /api/auth/logout": { status: 204 } });
  renderScreen(<Screen />);
  await userEvent.click(await screen.findByRole("button", { name: "Uitloggen" }));
}

afterEach(() => localStorage.clear());

it("asks before text that is not saved yet goes, and staying keeps it", async () => {
  await press({ typed: { plan: "Infuus." } });
  expect(await screen.findByText("Wat je typte is nog niet opgeslagen")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Blijven" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(personId()).toBe(me.id);
  expect(localStorage.getItem(`vetsync.draft.record.r1.${me.id}`)).toContain("Infuus.");
});

it("leaves when that is chosen all the same", async () => {
  await press({ typed: { plan: "Infuus." } });
  await userEvent.click(await screen.findByRole("button", { name: "Uitloggen en kwijtraken" }));
  await waitFor(() => expect(personId()).toBeNull());
});

it.each([
  ["nothing is kept", undefined, undefined],
  ["what was kept is empty again", "  ", undefined],
  ["all of it is saved", { typed: {}, bases: {} }, undefined],
  ["it is another person's", "Infuus.", "thread.t1.somebody-else"],
])("does not ask when %s", async (_when, draft, key) => {
  await press(draft, key);
  await waitFor(() => expect(personId()).toBeNull());
  expect(screen.queryByRole("dialog")).toBeNull();
});
