import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { Combobox } from "./combobox";

const options = ["Noor Haas", "Lotte Zandstra", "Tim Oever"].map((text) => ({ id: text, text, value: text }));

it("chooses by typing and the keyboard alone", async () => {
  const onSelect = vi.fn();
  render(<Combobox label="Dierenarts" options={options} selectedId={null} onSelect={onSelect} emptyText="Niemand" />);
  const field = screen.getByRole("combobox", { name: "Dierenarts" });
  await userEvent.type(field, "o");
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  expect(onSelect).toHaveBeenLastCalledWith(options[2]);
  expect(field).toHaveAttribute("aria-expanded", "false");
});

it("says when nothing matches and closes on Escape", async () => {
  render(<Combobox label="Dierenarts" options={options} selectedId={null} onSelect={() => undefined} emptyText="Niemand met die naam" />);
  await userEvent.type(screen.getByRole("combobox"), "xyz");
  expect(screen.getByText("Niemand met die naam")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("combobox")).toHaveAttribute("aria-expanded", "false");
});
