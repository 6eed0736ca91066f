import { useEffect } from "react";

const AGAIN_MS = 6000;

/** A save that failed is tried again after a while, and at once when the line is back. */
export function useAgain(isFailed: boolean, save: () => unknown): void {
  useEffect(() => {
    if (!isFailed) return;
    const again = (): void => void save();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [isFailed, save]);
}
