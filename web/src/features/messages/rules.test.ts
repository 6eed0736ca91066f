import { expect, test } from "vitest";

import type { MessageView } from "@/api/types";

import { byDay } from "./rules";

const said = (id: string, sent_at: string): MessageView => ({ id, sent_at }) as MessageView;

test("a conversation is read oldest first, day by day, whatever order its pages came in", () => {
  const days = byDay([said("3", "2026-11-24T09:00:00Z"), said("2", "2026-11-23T15:00:00Z"), said("1", "2026-11-23T09:00:00Z")], "Europe/Amsterdam");
  expect(days.map((one) => [one.day, one.messages.map((message) => message.id)])).toEqual([["2026-11-23", ["1", "2"]], ["2026-11-24", ["3"]]]);
});

test("a message just before midnight in the practice stands on its own day there", () => {
  expect(byDay([said("1", "2026-11-23T23:30:00Z")], "Europe/Amsterdam")[0]?.day).toBe("2026-11-24");
});
