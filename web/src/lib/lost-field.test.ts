import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { guardTypingHands } from "./lost-field";

let unguard: () => void;
const acted = vi.fn<(key: string) => void>();
const act = (event: KeyboardEvent): void => acted(event.key);

beforeEach(() => {
  document.body.innerHTML = `<textarea id="text"></textarea><input id="line"><div id="told" tabindex="-1"></div><button id="button"></button>`;
  unguard = guardTypingHands();
  window.addEventListener("keydown", act);
});
afterEach(() => {
  window.removeEventListener("keydown", act);
  unguard();
  acted.mockClear();
});

/** A key at a moment, in milliseconds; where the focus is. */
function press(key: string, at: number): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, "timeStamp", { value: at });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
}
const focus = (id: string): void => document.getElementById(id)?.focus();
const keys = (): string[] => acted.mock.calls.map(([key]) => key);

test("what is typed on after a field went act on nothing, until there is a pause", () => {
  focus("text");
  press("a", 0);
  document.getElementById("text")?.remove();
  acted.mockClear();
  expect(press("4", 200).defaultPrevented).toBe(true);
  expect(press("Enter", 1100).defaultPrevented).toBe(true);
  press("1", 2000);
  expect(keys()).toEqual([]);
  expect(press("4", 3000).defaultPrevented).toBe(false);
  expect(keys()).toEqual(["4"]);
});

test("it does not matter where the focus came to instead", () => {
  focus("text");
  press("a", 0);
  focus("button");
  expect(press(" ", 200).defaultPrevented).toBe(true);
  focus("told");
  expect(press("4", 400).defaultPrevented).toBe(true);
  expect(keys()).toEqual(["a"]);
});

test("whoever points at something means the next key", () => {
  focus("text");
  press("a", 0);
  document.getElementById("text")?.remove();
  window.dispatchEvent(new Event("pointerdown"));
  press("4", 200);
  expect(keys()).toEqual(["a", "4"]);
});

test.each([["line", "Enter"], ["line", "Escape"], ["text", "Escape"], ["text", "Tab"]])("whoever leaves a field (%s) by %s means the next key", (id, key) => {
  focus(id);
  press("a", 0);
  press(key, 100);
  document.getElementById(id)?.remove();
  press("4", 200);
  expect(keys()).toEqual(["a", key, "4"]);
});

test("a new line is text: a field that goes after it went from under the hands", () => {
  focus("text");
  press("Enter", 0);
  document.getElementById("text")?.remove();
  press("4", 200);
  expect(keys()).toEqual(["Enter"]);
});

test("another text takes what is typed, and capitals are no pause", () => {
  focus("text");
  press("a", 0);
  document.getElementById("text")?.remove();
  press("Shift", 900);
  press("B", 950);
  focus("line");
  press("c", 1000);
  expect(keys()).toEqual(["a", "Shift", "c"]);
});

test("typing on presses no button that came in the way of Tab meanwhile; Enter does, and so does a space after a pause", async () => {
  focus("line");
  press("6", 0);
  document.body.insertAdjacentHTML("beforeend", `<div role="alert"><button id="asked"></button></div>`);
  await Promise.resolve();
  press("Tab", 100);
  focus("asked");
  expect(press("Enter", 150).defaultPrevented).toBe(false);
  expect(press("B", 200).defaultPrevented).toBe(true);
  expect(press(" ", 400).defaultPrevented).toBe(true);
  expect(press(" ", 1500).defaultPrevented).toBe(false);
});

test("a button that stood there before is pressed at once", async () => {
  await Promise.resolve();
  focus("line");
  press("6", 0);
  press("Tab", 100);
  focus("button");
  expect(press(" ", 200).defaultPrevented).toBe(false);
});
