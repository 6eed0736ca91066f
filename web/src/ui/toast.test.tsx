import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { CountRing, Toast } from "./toast";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Second by second, as the ring counts. */
function wait(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) act(() => void vi.advanceTimersByTime(1000));
}

it("the ring leaves ten seconds and then lets go", () => {
  const onDone = vi.fn();
  render(<CountRing seconds={10} isHeld={false} onDone={onDone} />);
  wait(9);
  expect(onDone).not.toHaveBeenCalled();
  wait(1);
  expect(onDone).toHaveBeenCalledOnce();
});

it("the ring stands still while the pointer or the focus is on it", () => {
  const onDone = vi.fn();
  const { rerender } = render(<CountRing seconds={2} isHeld onDone={onDone} />);
  wait(30);
  expect(onDone).not.toHaveBeenCalled();
  rerender(<CountRing seconds={2} isHeld={false} onDone={onDone} />);
  wait(2);
  expect(onDone).toHaveBeenCalledOnce();
});

it("the ring stands still while a dialog keeps everybody from pressing Undo, and goes on after it", () => {
  const onDismiss = vi.fn();
  const texts = { undo: "Terug", retry: "Nog eens", dismiss: "Weg", undoKeys: "Ctrl Z" };
  const screen = (isOpen: boolean) => (
    <>
      <Toast toast={{ id: "t", text: "Weg.", kind: "done", seconds: 2, undo: () => undefined }} texts={texts} onUndo={() => undefined} onDismiss={onDismiss} />
      <Dialog isOpen={isOpen} onClose={() => undefined} title="Vraag" closeLabel="Sluiten">?</Dialog>
    </>
  );
  const { rerender } = render(screen(true));
  wait(30);
  expect(onDismiss).not.toHaveBeenCalled();
  rerender(screen(false));
  wait(2);
  expect(onDismiss).toHaveBeenCalledOnce();
});

it("what cannot be undone shows no ring, and goes by itself", () => {
  const onDismiss = vi.fn();
  const texts = { undo: "Terug", retry: "Nog eens", dismiss: "Weg", undoKeys: "Ctrl Z" };
  const { container } = render(<Toast toast={{ id: "t", text: "Bewaard.", kind: "done", seconds: 2 }} texts={texts} onUndo={() => undefined} onDismiss={onDismiss} />);
  expect(container.querySelector("circle")).toBeNull();
  wait(2);
  expect(onDismiss).toHaveBeenCalledOnce();
});

it("a button that is busy cannot be pressed again, whatever else it was told", () => {
  const { getByRole } = render(<Button isBusy disabled={false}>Bewaar</Button>);
  expect(getByRole("button")).toBeDisabled();
});
