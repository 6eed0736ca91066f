import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { guardDoubleClicks } from "@/lib/double-click";

import { Dialog } from "./dialog";

function open(onClose = vi.fn()) {
  render(
    <Dialog isOpen onClose={onClose} title="Afzeggen" closeLabel="Sluiten">
      <textarea aria-label="Reden" />
    </Dialog>,
  );
  return onClose;
}

let unguarded: () => void;

beforeEach(() => {
  unguarded = guardDoubleClicks();
});

afterEach(() => {
  unguarded();
});

/** Whether the browser may go on to close the dialog. */
const escape = (): boolean => fireEvent.keyDown(screen.getByLabelText("Reden"), { key: "Escape" });

it("lets Esc close it while nothing was typed", () => {
  open();
  expect(escape()).toBe(true);
});

it("keeps what was typed: neither Esc nor the veil throw it away, and it says how to", async () => {
  const onClose = open();
  await userEvent.type(screen.getByLabelText("Reden"), "De hond is ziek");
  expect(escape()).toBe(false);
  await userEvent.click(screen.getByRole("dialog"));
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.getByRole("status")).toHaveTextContent("Sluiten");
  await userEvent.click(screen.getByRole("button", { name: "Sluiten" }));
  expect(onClose).toHaveBeenCalledOnce();
});

it("closes on Esc again when the text was taken out", async () => {
  open();
  await userEvent.type(screen.getByLabelText("Reden"), "x{Backspace}");
  expect(escape()).toBe(true);
});

it("stays open under the second click of the double-click that opened it, and closes on a click on the veil", () => {
  const onClose = open();
  fireEvent.click(screen.getByRole("dialog"), { detail: 2 });
  fireEvent.click(screen.getByRole("button", { name: "Sluiten" }), { detail: 2 });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("dialog"), { detail: 1 });
  expect(onClose).toHaveBeenCalledOnce();
});
