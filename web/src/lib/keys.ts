import { useEffect, useRef } from "react";

/** In a text field digits type; inside an open dialog the page's keys rest. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target.matches("textarea, select, [role=menu], [role=menu] *, [role=listbox], [role=listbox] *");
}

export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

const closers: (() => void)[] = [];

/** While `isOpen`, Esc closes this and nothing around it; what opened last closes first. Dialogs and menus do so by themselves. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isOpen) return;
    const own = (): void => latest.current();
    closers.push(own);
    return () => void closers.splice(closers.indexOf(own), 1);
  }, [isOpen]);
}

/** Closes what opened last on the screen; false when nothing is open. */
export function closeInnermost(): boolean {
  const close = closers.at(-1);
  close?.();
  return close !== undefined;
}

/** Listens on the whole window while the component is shown. */
export function useWindowKeys(onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

export function isReducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
