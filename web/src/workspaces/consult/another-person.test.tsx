import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import { arrive } from "@/api/session";
import { noor, OTHER_DRAFT_KEY, sessionOf } from "@/test-person";

import { openConsult, PATIENT, RECORD, saved } from "./test-consult";

const other = { ...noor(["records.read", "records.write"]), id: "0192f000-0000-7000-8000-000000000002", first_name: "Bas" };
const me = noor(["records.read", "records.write", "records.sign"]);
const TYPED = "Rood oor";

afterEach(() => localStorage.clear());

const soon = () => act(() => new Promise((done) => setTimeout(done, 50)));

test.each([
  ["note", "Subjectief", RECORD, TYPED],
  ["measurement", /^Pols/, `${RECORD}/vitals`, "120"],
])("what one person typed, a %s, is not saved in the name of whoever takes their place, and is saved in their own when they are back", async (_, name, path, text) => {
  await arrive(sessionOf(me));
  const { sent } = openConsult({ [`PATCH ${path}`]: { body: saved(4) } });
  await userEvent.type(await screen.findByRole("textbox", { name }, PATIENT), text);
  expect(sent("PATCH")).toEqual([]);
  await act(() => arrive(sessionOf(other, "of-the-other", OTHER_DRAFT_KEY)));
  expect(await screen.findByRole("textbox", { name }, PATIENT)).toHaveValue("");
  await soon();
  expect(sent("PATCH")).toEqual([]);
  await act(() => arrive(sessionOf(me, "own-again")));
  await waitFor(() => expect(sent("PATCH")).toHaveLength(1), { timeout: 3000 });
  expect(sent("PATCH")[0]?.headers.get("Authorization")).toBe("Bearer own-again");
  expect(Object.values((await sent("PATCH")[0]?.json()) as object).map(String)).toEqual([text]);
});
