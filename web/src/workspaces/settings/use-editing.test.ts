import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";

import { clashesOf, settled, valueOf, withField } from "./kept-fields";
import { useEditing } from "./use-editing";

interface Visit {
  name: string;
  minutes: string;
}

const sent: Visit[] = [];
const open = (initial: Visit) =>
  renderHook(() =>
    useEditing<Visit>({
      draftKey: "type.1.noor",
      initial,
      check: () => ({}),
      problemText: String,
      send: (value) => {
        sent.push(value);
        return Promise.resolve();
      },
    }),
  );

/** Noor writes a name; meanwhile the form begins anew on what a colleague saved. */
function changedBy(colleague: Visit) {
  const first = open({ name: "Controle", minutes: "20" });
  act(() => first.result.current.set("name", "Nacontrole"));
  first.unmount();
  return open(colleague);
}

beforeEach(() => {
  localStorage.clear();
  sent.length = 0;
});

it("leaves what a colleague changed as they made it, and keeps one's own field", async () => {
  const { result } = changedBy({ name: "Controle", minutes: "30" });
  expect(result.current.value).toEqual({ name: "Nacontrole", minutes: "30" });
  expect(result.current.clashes).toEqual([]);
  await act(async () => result.current.save());
  expect(sent).toEqual([{ name: "Nacontrole", minutes: "30" }]);
});

it("asks whose stands when both changed the same field, and sends nothing before", async () => {
  const { result } = changedBy({ name: "Hercontrole", minutes: "20" });
  expect(result.current.clashes).toEqual([{ name: "name", theirs: "Hercontrole" }]);
  await act(async () => result.current.save());
  expect(sent).toEqual([]);
  act(() => result.current.settle(true));
  expect(result.current.clashes).toEqual([]);
  await act(async () => result.current.save());
  expect(sent).toEqual([{ name: "Nacontrole", minutes: "20" }]);
});

it("gives way to the colleague when the person says so", () => {
  const { result } = changedBy({ name: "Hercontrole", minutes: "20" });
  act(() => result.current.settle(false));
  expect(result.current.value.name).toBe("Hercontrole");
  expect(result.current.isChanged).toBe(false);
});

it("does not ask about a field that both changed alike", () => {
  const { result } = changedBy({ name: "Nacontrole", minutes: "20" });
  expect(result.current.clashes).toEqual([]);
  expect(result.current.isChanged).toBe(false);
});

it("shows what is there again after throwing away", () => {
  const { result } = changedBy({ name: "Controle", minutes: "30" });
  act(() => result.current.discard());
  expect(result.current.value).toEqual({ name: "Controle", minutes: "30" });
});

const hours = (opens: string) => [{ opens, closes: "17:00" }];

it("takes a week day by day, so that two people can each change a day of it", () => {
  const before = { week: { 1: hours("08:00"), 2: hours("08:00") } };
  const kept = withField(before, {}, "week", { 1: hours("09:00"), 2: hours("08:00") });
  const now = { week: { 1: hours("08:00"), 2: hours("10:00") } };
  expect(clashesOf(now, kept)).toEqual([]);
  expect(valueOf(now, kept)).toEqual({ week: { 1: hours("09:00"), 2: hours("10:00") } });
});

it("keeps one's own day where both changed it, and the colleague's other days all the same", () => {
  const before = { week: { 1: hours("08:00"), 2: hours("08:00") } };
  const kept = withField(before, {}, "week", { 1: hours("09:00"), 2: hours("08:00") });
  const now = { week: { 1: hours("07:00"), 2: hours("10:00") } };
  const clashes = clashesOf(now, kept);
  expect(clashes).toEqual([{ name: "week", theirs: "" }]);
  const mine = settled(now, kept, clashes, true);
  expect(clashesOf(now, mine)).toEqual([]);
  expect(valueOf(now, mine)).toEqual({ week: { 1: hours("09:00"), 2: hours("10:00") } });
});

it("remembers that a field was empty when one began", () => {
  const kept = withField({ user: null as string | null }, {}, "user", "anna");
  const again = withField({ user: "bea" as string | null }, kept, "user", "anne");
  expect(clashesOf({ user: "bea" as string | null }, again)).toEqual([{ name: "user", theirs: "bea" }]);
});
