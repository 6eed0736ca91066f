import { afterEach, expect, it, vi } from "vitest";

import { DRAFT_KEY, noor } from "@/test-person";

import { putAway, takeOut } from "./waiting-drafts";

const me = noor();
const key = `vetsync.draft.note.${me.id}`;
const words = '"Bella drinkt veel"';
const sealed = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith("vetsync.sealed."));

async function putOneAway(): Promise<void> {
  await takeOut(me.id, DRAFT_KEY);
  localStorage.setItem(key, words);
  expect(putAway(me.id)).toBe(true);
  await vi.waitFor(() => expect(sealed()).toHaveLength(1));
}

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

it.each(["{", "null", '{"by":{},"text":"x"}'])("what was put away is there again beside a piece that is spoilt, which stays until its time is over: %s", async (spoilt) => {
  await putOneAway();
  const piece = `vetsync.sealed.${me.id}.${Date.now() - 1000}.spoilt`;
  localStorage.setItem(piece, spoilt);
  await takeOut(me.id, DRAFT_KEY);
  expect(localStorage.getItem(key)).toBe(words);
  expect(sealed()).toEqual([piece]);
});

it("a piece stays when another window sealed it while this one was opening what it had found", async () => {
  await putOneAway();
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
  const later = `vetsync.sealed.${me.id}.${Date.now()}.later`;
  vi.spyOn(crypto.subtle, "decrypt").mockImplementationOnce((...how) => {
    localStorage.setItem(later, "{}");
    return decrypt(...how);
  });
  await takeOut(me.id, DRAFT_KEY);
  expect(localStorage.getItem(key)).toBe(words);
  expect(sealed()).toEqual([later]);
});
