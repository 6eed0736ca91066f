import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { toast, useToasts } from "./toasts";

beforeEach(() => toast.clear());

it("two acts in the same words are told twice, and each can be taken back by itself", () => {
  const { result } = renderHook(() => useToasts());
  const [first, second] = [vi.fn(), vi.fn()];
  act(() => void toast.done("Bella is verplaatst.", first));
  act(() => void toast.done("Bella is verplaatst.", second));
  expect(result.current).toHaveLength(2);
  act(() => void toast.undoLast());
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  act(() => void toast.undoLast());
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
});

it("what stands because its seconds are over is known, until something is taken back", () => {
  const gone = toast.done("Bella is verplaatst.", vi.fn());
  toast.done("Max is verplaatst.", vi.fn());
  toast.dismiss(gone);
  expect(toast.past()).toBe("Bella is verplaatst.");
  toast.undoLast();
  expect(toast.past()).toBeNull();
});
