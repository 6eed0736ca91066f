import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";

import { useIntent, type IntentHeaders } from "./idempotency";

interface Wish {
  name: string;
  hold?: string | null;
}

/** A server as ours: what was done under a key is answered again, another body under it is refused, refusals leave nothing. */
function server() {
  const answers = new Map<string, { body: string; answer: number }>();
  const state = { done: [] as string[], losesAnswers: false, refuses: false };
  const send = async (wish: Wish, headers: IntentHeaders): Promise<number> => {
    await Promise.resolve();
    const body = JSON.stringify(wish);
    const given = answers.get(headers["Idempotency-Key"]);
    if (given && given.body !== body) throw Object.assign(new Error("reused"), { code: "idempotency_key_reused", status: 422 });
    if (state.refuses) throw Object.assign(new Error("refused"), { code: "slot_taken", status: 409 });
    if (!given) {
      state.done.push(wish.name);
      answers.set(headers["Idempotency-Key"], { body, answer: state.done.length });
    }
    if (state.losesAnswers) throw Object.assign(new Error("lost"), { code: "unreachable", status: 0 });
    return answers.get(headers["Idempotency-Key"])?.answer ?? 0;
  };
  return { state, send };
}

const begin = () => ({ ...server(), intent: renderHook(() => useIntent()).result.current });

it("does once what is tried again after its answer was lost", async () => {
  const { state, send, intent } = begin();
  state.losesAnswers = true;
  await expect(intent({ name: "Bella" }, send)).rejects.toThrow("lost");
  await expect(intent({ name: "Bella" }, send)).rejects.toThrow("lost");
  state.losesAnswers = false;
  await expect(intent({ name: "Bella" }, send)).resolves.toBe(1);
  expect(state.done).toEqual(["Bella"]);
});

it("is another intent once the first is done, or when the body was changed", async () => {
  const { state, send, intent } = begin();
  await intent({ name: "Bella" }, send);
  await intent({ name: "Bella" }, send);
  state.losesAnswers = true;
  await expect(intent({ name: "Max" }, send)).rejects.toThrow("lost");
  state.losesAnswers = false;
  await intent({ name: "Maxje" }, send);
  expect(state.done).toEqual(["Bella", "Bella", "Max", "Maxje"]);
});

it("sends the body of the first try when only what does not matter has changed", async () => {
  const { state, send, intent } = begin();
  state.losesAnswers = true;
  await expect(intent({ name: "Bella", hold: "h1" }, send, "Bella")).rejects.toThrow("lost");
  state.losesAnswers = false;
  await expect(intent({ name: "Bella", hold: null }, send, "Bella")).resolves.toBe(1);
  expect(state.done).toEqual(["Bella"]);
});

it("may be tried again after a refusal", async () => {
  const { state, send, intent } = begin();
  state.refuses = true;
  await expect(intent({ name: "Bella" }, send)).rejects.toThrow("refused");
  state.refuses = false;
  await expect(intent({ name: "Bella" }, send)).resolves.toBe(1);
});

it("begins anew when the server knows the key with another body", async () => {
  const { state, send, intent } = begin();
  const keys: string[] = [];
  const reused = async (_: Wish, headers: IntentHeaders): Promise<number> => {
    keys.push(headers["Idempotency-Key"]);
    return keys.length === 1 ? Promise.reject(Object.assign(new Error("reused"), { code: "idempotency_key_reused" })) : send({ name: "Bella" }, headers);
  };
  await expect(intent({ name: "Bella" }, reused)).rejects.toThrow("reused");
  await expect(intent({ name: "Bella" }, reused)).resolves.toBe(1);
  expect(new Set(keys).size).toBe(2);
  expect(state.done).toEqual(["Bella"]);
});
