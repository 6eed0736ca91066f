import { act, renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { useDraft } from "./use-draft";

describe("a draft", () => {
  it("is there again after the tab was closed", () => {
    const first = renderHook(() => useDraft("record.1.u1", ""));
    act(() => first.result.current.set("Drinkt veel"));
    first.unmount();
    const second = renderHook(() => useDraft("record.1.u1", ""));
    expect(second.result.current).toMatchObject({ value: "Drinkt veel", isKept: true });
  });

  it("of one thing is not shown for another", () => {
    const { result, rerender } = renderHook(({ key }) => useDraft(key, ""), { initialProps: { key: "record.1.u1" } });
    act(() => result.current.set("Drinkt veel"));
    rerender({ key: "record.2.u1" });
    expect(result.current).toMatchObject({ value: "", isKept: false });
  });

  it("is gone once sent", () => {
    const { result } = renderHook(() => useDraft("record.1.u1", ""));
    act(() => result.current.set("Drinkt veel"));
    act(() => result.current.clear());
    expect(result.current).toMatchObject({ value: "", isKept: false });
    expect(Object.keys(localStorage)).toEqual([]);
  });
});
