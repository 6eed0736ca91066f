import { useSyncExternalStore } from "react";

const PHONE = "screen and (max-width: 759.98px)";

function follow(listener: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Too narrow for columns beside each other. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(follow, () => window.matchMedia(PHONE).matches);
}
