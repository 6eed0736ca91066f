import { createContext, use } from "react";

/** A shell with a bar of its own offers it here; the toasts stand in it then, and lie over nothing. */
export const ToastBar = createContext<(bar: HTMLElement | null) => void>(() => undefined);

/** The ref of the element that holds the toasts. */
export function useToastBar(): (bar: HTMLElement | null) => void {
  return use(ToastBar);
}
