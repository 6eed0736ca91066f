import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import { useMe } from "@/features/identity/session";

import { profileQuery, vetsQuery } from "./api";

const HOME = "Europe/Amsterdam";

/** The zone in which the practice's clock runs; until it is known, the zone of nearly all of them. */
export function useZone(slug: string): string {
  return useQuery(profileQuery(slug)).data?.zone ?? HOME;
}

/**
 * The signed-in person as somebody who sees patients; null for others, and where it cannot be known who sees them.
 * Undefined while it is asked.
 */
export function useOwnVetId(slug: string): string | null | undefined {
  const me = useMe();
  const { data, isError } = useQuery(vetsQuery(slug));
  if (!data) return isError ? null : undefined;
  return data.items.find((vet) => vet.user_id === me.id && vet.active)?.id ?? null;
}

const TICK = 20_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function follow(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = new Date();
    timer = setInterval(() => {
      now = new Date();
      listeners.forEach((each) => each());
    }, TICK);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The time, fresh enough for a screen that shows minutes. */
export function useNow(): Date {
  return useSyncExternalStore(follow, () => now);
}
