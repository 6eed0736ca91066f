import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it, vi } from "vitest";

import { Separator, type SeparatorProps } from "./separator";

beforeAll(() => {
  HTMLElement.prototype.setPointerCapture = () => undefined;
});

function show(props: Partial<SeparatorProps> = {}) {
  const told = { onKeep: vi.fn(), onReset: vi.fn() };
  const { container } = render(<div data-panels><Separator label="Breedte" panel="list" value={240} min={200} max={300} side="start" {...told} {...props} /></div>);
  const shown = (): string | undefined => container.querySelector<HTMLElement>("[data-panels]")?.style.getPropertyValue("--list");
  return { ...told, shown, edge: screen.getByRole("separator", { name: "Breedte" }) };
}

it("says how wide the panel is and between what", () => {
  const { edge } = show();
  expect(edge).toHaveAttribute("aria-valuenow", "240");
  expect(edge).toHaveAttribute("aria-valuemin", "200");
  expect(edge).toHaveAttribute("aria-valuemax", "300");
});

it("moves with the arrows and keeps what was reached when the key is let go", async () => {
  const { edge, onKeep } = show();
  edge.focus();
  await userEvent.keyboard("{ArrowRight>2/}");
  expect(onKeep).toHaveBeenCalledExactlyOnceWith(272);
  await userEvent.keyboard("{Home}");
  expect(onKeep).toHaveBeenLastCalledWith(200);
});

it("widens a panel behind it with the arrow that goes away from that panel", async () => {
  const { edge, onKeep } = show({ side: "end" });
  edge.focus();
  await userEvent.keyboard("{ArrowLeft}");
  expect(onKeep).toHaveBeenCalledExactlyOnceWith(256);
});

it("goes with the pointer no further than its ends, and keeps it once, when it is let go", () => {
  const { edge, shown, onKeep } = show();
  fireEvent.pointerDown(edge, { clientX: 100, button: 0 });
  fireEvent.pointerMove(edge, { clientX: 130 });
  expect(shown()).toBe("270px");
  fireEvent.pointerMove(edge, { clientX: 900 });
  expect(shown()).toBe("300px");
  expect(onKeep).not.toHaveBeenCalled();
  fireEvent.pointerUp(edge);
  expect(onKeep).toHaveBeenCalledExactlyOnceWith(300);
});

it("puts a drag back with Esc and the usual width back with Enter", async () => {
  const { edge, shown, onKeep, onReset } = show();
  edge.focus();
  fireEvent.pointerDown(edge, { clientX: 100, button: 0 });
  fireEvent.pointerMove(edge, { clientX: 130 });
  await userEvent.keyboard("{Escape}");
  expect(shown()).toBe("240px");
  expect(onKeep).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(onReset).toHaveBeenCalledOnce();
});
