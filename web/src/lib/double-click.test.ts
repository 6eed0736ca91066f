import { fireEvent } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { guardDoubleClicks } from "./double-click";

let unguard: () => void;

beforeEach(() => {
  unguard = guardDoubleClicks();
});

afterEach(() => {
  unguard();
  document.body.replaceChildren();
});

function button(name: string, onClick: () => void = () => undefined): HTMLButtonElement {
  const element = document.createElement("button");
  element.textContent = name;
  element.addEventListener("click", onClick);
  document.body.append(element);
  return element;
}

function click(element: Element, detail: number): void {
  fireEvent.mouseDown(element, { detail });
  fireEvent.click(element, { detail });
}

it("lets the second click of a double-click press nothing that came under the pointer", () => {
  const approve = vi.fn();
  const behind = button("Goedkeuren", approve);
  const front = button("Afwijzen", () => { front.remove(); });
  click(front, 1);
  click(behind, 2);
  expect(approve).not.toHaveBeenCalled();
});

it("lets a control be pressed twice, and another one right after", () => {
  const next = vi.fn();
  const other = vi.fn();
  const forward = button("Volgende dag", next);
  const elsewhere = button("Vandaag", other);
  click(forward, 1);
  click(forward, 2);
  click(elsewhere, 1);
  expect(next).toHaveBeenCalledTimes(2);
  expect(other).toHaveBeenCalledOnce();
});

it("lets a label pass both clicks on to its field", () => {
  const label = document.createElement("label");
  label.htmlFor = "leave";
  label.textContent = "Afwezig";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.id = "leave";
  document.body.append(label, box);
  click(label, 1);
  expect(box.checked).toBe(true);
  click(label, 2);
  expect(box.checked).toBe(false);
});

it("leaves the keyboard alone", () => {
  const press = vi.fn();
  fireEvent.click(button("Opslaan", press), { detail: 0 });
  expect(press).toHaveBeenCalledOnce();
});
