import { useCallback, useSyncExternalStore } from "react";

/** Whether the window is at least so many pixels wide. */
export function useFits(pixels: number): boolean {
  const words = `(min-width: ${pixels}px)`;
  const follow = useCallback(
    (listener: () => void): (() => void) => {
      const query = window.matchMedia(words);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    [words],
  );
  return useSyncExternalStore(follow, () => window.matchMedia(words).matches);
}
