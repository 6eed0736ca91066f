import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { ApiProblem, Unreachable } from "@/api/problem";
import type { Noted } from "@/api/types";

import { Notebook, type Here } from "./notebook";

const DESK: Here = { workspace: "front-desk", thing: "visit" };

interface Sent {
  items: Noted[];
  key: string;
  isLeaving: boolean;
}

let sent: Sent[];
let answer: () => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answer = () => Promise.resolve();
});
afterEach(() => vi.useRealTimers());

function notebook(): Notebook {
  return new Notebook((items, key, isLeaving) => {
    sent.push({ items, key, isLeaving });
    return answer();
  });
}

it("sends some acts at a time, each with the two before it and how long ago it was", async () => {
  const book = notebook();
  book.note("visit.check-in", DESK);
  await vi.advanceTimersByTimeAsync(5_000);
  book.note("visit.to-room", DESK);
  book.note("consult.open", { workspace: "front-desk", thing: "nothing" });
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.items).toEqual([
    { act: "visit.check-in", ...DESK, last: null, before: null, ago_seconds: 15 },
    { act: "visit.to-room", ...DESK, last: "visit.check-in", before: null, ago_seconds: 10 },
    { act: "consult.open", workspace: "front-desk", thing: "nothing", last: "visit.to-room", before: "visit.check-in", ago_seconds: 10 },
  ]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(sent).toHaveLength(1);
});

it("sends what did not arrive again as it was, with the same key, and what came since after it", async () => {
  const book = notebook();
  answer = () => Promise.reject(new Unreachable());
  book.note("visit.check-in", DESK);
  await vi.advanceTimersByTimeAsync(15_000);
  book.note("visit.to-room", DESK);
  answer = () => Promise.resolve();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent.map(({ items }) => items.map(({ act }) => act))).toEqual([["visit.check-in"], ["visit.check-in"], ["visit.to-room"]]);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[2]?.key).not.toBe(sent[0]?.key);
});

it("lets go of what the server refuses, and of what could not be sent for an hour", async () => {
  const book = notebook();
  answer = () => Promise.reject(new ApiProblem(400, {}));
  book.note("visit.check-in", DESK);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(sent).toHaveLength(1);
  answer = () => Promise.reject(new Unreachable());
  book.note("visit.to-room", DESK);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  const tries = sent.length;
  expect(tries).toBeGreaterThan(5);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(sent).toHaveLength(tries);
});

it("takes an act and the workspace that it leads to for one act", async () => {
  const book = notebook();
  book.note("consult.open", DESK);
  book.noteWay("go.consult", DESK);
  await vi.advanceTimersByTimeAsync(2_000);
  book.noteWay("go.today", { workspace: "consult", thing: "record" });
  expect(book.trace()).toEqual({ last: "go.today", before: "consult.open" });
});

it("keeps nothing and sends nothing while it is switched off", async () => {
  const book = notebook();
  book.note("visit.check-in", DESK);
  book.turn(false);
  book.note("visit.to-room", DESK);
  await book.flush(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
});

it("sends what waits when the page is left", async () => {
  const book = notebook();
  book.note("visit.check-in", DESK);
  await book.flush(true);
  expect(sent.map(({ items, isLeaving }) => [items.length, isLeaving])).toEqual([[1, true]]);
});
