import { expect, test } from "vitest";

import type { BoardRow } from "@/api/types";

import { isForVet } from "./walk-ins";

const came = (stage: BoardRow["stage"], vet_id: string | null) => ({ stage, vet_id }) as BoardRow;

test("who waits without a vet is every vet's, until somebody saw them", () => {
  for (const stage of ["arrived", "waiting", "in_room"] as const) expect(isForVet(came(stage, null), "noor")).toBe(true);
  expect(isForVet(came("to_pay", null), "noor")).toBe(false);
});

test("who is another vet's is not mine, and who is mine stays so when they were seen", () => {
  expect(isForVet(came("waiting", "tim"), "noor")).toBe(false);
  expect(isForVet(came("gone", "noor"), "noor")).toBe(true);
  expect(isForVet(came("waiting", "tim"), null)).toBe(true);
});
