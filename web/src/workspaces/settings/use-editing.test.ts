import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

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

/** A form whose answers come when the test lets them, and whose new thing is called `7` from then on. */
function slow(draftKey: string, initial: Visit) {
  const answers: (() => void)[] = [];
  const form = renderHook(() =>
    useEditing<Visit>({
      draftKey,
      initial,
      check: () => ({}),
      problemText: String,
      send: (value, goesOnAs) => {
        sent.push(value);
        if (draftKey === "type.new.noor") goesOnAs("type.7.noor");
        return new Promise((resolve) => answers.push(resolve));
      },
    }),
  );
  return { ...form, answer: () => act(async () => answers.shift()?.()) };
}

it("keeps what is typed while a save is under way, for the next save", async () => {
  const { result, answer } = slow("type.1.noor", { name: "Controle", minutes: "20" });
  act(() => result.current.set("name", "Nacontrole"));
  await act(async () => result.current.save());
  expect(result.current.isBusy).toBe(true);
  act(() => result.current.set("name", "Nacontrole kat"));
  await answer();
  expect(result.current).toMatchObject({ value: { name: "Nacontrole kat", minutes: "20" }, isChanged: true, isBusy: false, clashes: [] });
  const again = open({ name: "Nacontrole", minutes: "20" });
  expect(again.result.current).toMatchObject({ value: { name: "Nacontrole kat", minutes: "20" }, isChanged: true, clashes: [] });
  await act(async () => result.current.save());
  await answer();
  expect(sent.map(({ name }) => name)).toEqual(["Nacontrole", "Nacontrole kat"]);
  expect(result.current.isChanged).toBe(false);
  expect(localStorage).toHaveLength(0);
});

it("keeps a field that was put back while its change was being saved", async () => {
  const { result, answer } = slow("type.1.noor", { name: "Controle", minutes: "20" });
  act(() => result.current.set("minutes", "30"));
  await act(async () => result.current.save());
  act(() => result.current.set("minutes", "20"));
  await answer();
  expect(result.current).toMatchObject({ value: { minutes: "20" }, isChanged: true });
});

it("keeps what is typed while a new thing is added with that thing, and not with the next new one", async () => {
  const { result, answer } = slow("type.new.noor", { name: "", minutes: "20" });
  act(() => result.current.set("name", "Nacontrole"));
  await act(async () => result.current.save());
  act(() => result.current.set("minutes", "30"));
  await answer();
  expect(Object.keys(localStorage)).toEqual(["vetsync.draft.fields.type.7.noor"]);
  expect(slow("type.7.noor", { name: "Nacontrole", minutes: "20" }).result.current.value).toEqual({ name: "Nacontrole", minutes: "30" });
});

it("is busy from the click on, sends what was asked about, and keeps what was typed meanwhile", async () => {
  const { result, answer } = slow("type.1.noor", { name: "Controle", minutes: "20" });
  let goOn = (_may: boolean): void => undefined;
  const mayGoOn = vi.fn(() => new Promise<boolean>((resolve) => { goOn = resolve; }));
  act(() => result.current.set("minutes", "30"));
  await act(async () => result.current.save(mayGoOn));
  expect(result.current.isBusy).toBe(true);
  act(() => result.current.set("minutes", "40"));
  await act(async () => result.current.save(mayGoOn));
  expect(mayGoOn).toHaveBeenCalledTimes(1);
  await act(async () => goOn(true));
  await answer();
  expect(sent).toEqual([{ name: "Controle", minutes: "30" }]);
  expect(result.current).toMatchObject({ value: { minutes: "40" }, isChanged: true, isBusy: false });
  await act(async () => result.current.save(mayGoOn));
  await act(async () => goOn(false));
  expect(sent).toHaveLength(1);
  expect(result.current).toMatchObject({ value: { minutes: "40" }, isChanged: true, isBusy: false });
});
