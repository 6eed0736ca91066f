import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { useKept } from "./use-kept";

type Field = "plan" | "objective";
const window_ = () => renderHook(() => useKept<Field>("record.r1.noor"));

afterEach(() => localStorage.clear());

test("two windows of one person keep what was typed in each, and one that is done leaves the other's", () => {
  const [first, second] = [window_(), window_()];
  act(() => first.result.current.keep({ typed: { plan: "Fluids." }, bases: { plan: 3 } }));
  act(() => second.result.current.keep({ typed: { objective: "T 38.4" }, bases: { objective: 4 } }));
  expect(window_().result.current.kept).toEqual({ typed: { plan: "Fluids.", objective: "T 38.4" }, bases: { plan: 3, objective: 4 } });
  act(() => first.result.current.keep({ typed: {} }));
  expect(window_().result.current.kept.typed).toEqual({ objective: "T 38.4" });
  act(() => second.result.current.keep({ typed: {} }));
  expect(localStorage).toHaveLength(0);
});

test("what cannot be read in the browser's store is as if nothing was kept", () => {
  localStorage.setItem("vetsync.draft.record.r1.noor", "{");
  expect(window_().result.current.kept.typed).toEqual({});
});

test("a window that saved a field leaves what another window types in that field afterwards", () => {
  const [first, second] = [window_(), window_()];
  act(() => first.result.current.keep({ typed: { plan: "Fluids." } }));
  act(() => first.result.current.keep({ typed: {} }));
  act(() => second.result.current.keep({ typed: { plan: "Rest." } }));
  act(() => first.result.current.keep({ typed: { objective: "T 38.4" } }));
  expect(window_().result.current.kept.typed).toEqual({ plan: "Rest.", objective: "T 38.4" });
});

test("a window whose text was saved leaves what another has put in its place meanwhile", () => {
  const [first, second] = [window_(), window_()];
  act(() => first.result.current.keep({ typed: { plan: "Fluids." } }));
  act(() => second.result.current.keep({ typed: { plan: "Fluids and rest." } }));
  act(() => first.result.current.keep({ typed: {} }));
  expect(window_().result.current.kept.typed).toEqual({ plan: "Fluids and rest." });
});

test("what was left is taken over when it is asked for, under what was typed since", () => {
  localStorage.setItem("vetsync.draft.record.r1.noor", JSON.stringify({ typed: { plan: "Old.", objective: "T 38.4" }, bases: { plan: 1, objective: 2 } }));
  const { result } = renderHook(() => useKept<Field>("record.r1.noor", true));
  expect(result.current.kept.typed).toEqual({});
  act(() => result.current.keep({ typed: { plan: "New." }, bases: { plan: 3 } }));
  act(() => result.current.adopt());
  expect(result.current.kept).toEqual({ typed: { plan: "New.", objective: "T 38.4" }, bases: { plan: 3, objective: 2 } });
  act(() => result.current.keep({ typed: {} }));
  expect(localStorage).toHaveLength(0);
});
