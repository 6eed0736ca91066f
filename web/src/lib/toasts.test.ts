import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { toast, useToasts } from "./toasts";

beforeEach(() => {
  vi.useFakeTimers();
  toast.clear();
});
afterEach(() => void vi.useRealTimers());

it("one act that was pressed twice is told once, and its newest undo counts", () => {
  const { result } = renderHook(() => useToasts());
  const [first, second] = [vi.fn(), vi.fn()];
  act(() => void toast.done("Bella is verplaatst.", first));
  act(() => void toast.done("Bella is verplaatst.", second));
  expect(result.current).toHaveLength(1);
  act(() => void toast.undoLast());
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
});

it("the same words about another act, later, are told again", () => {
  const { result } = renderHook(() => useToasts());
  act(() => void toast.done("Bewaard."));
  vi.advanceTimersByTime(3000);
  act(() => void toast.done("Bewaard."));
  act(() => void toast.failed("Bewaard."));
  expect(result.current).toHaveLength(3);
});
