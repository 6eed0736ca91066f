import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import { followEvents } from "@/api/events";
import { useSession } from "@/features/identity/session";

/**
 * Which cached answers a push makes old: its topic is one word for the thing that changed, the list names the first
 * words of query keys. A topic that is not here makes its own plural old.
 */
const STALE_BY_TOPIC: Record<string, readonly string[]> = {
  appointment: ["appointments", "slots", "dashboard", "patients", "board", "waitlist"],
  waitlist: ["waitlist"],
  visit: ["board", "appointments", "dashboard"],
  thread: ["threads", "messages", "dashboard"],
  client: ["clients", "patients", "waitlist"],
  patient: ["patients", "clients", "pets", "waitlist"],
  merge: ["clients", "patients", "merges", "duplicates", "appointments", "board", "records", "threads", "messages", "dashboard", "waitlist"],
  pet: ["pets", "patients"],
  record: ["records", "patients", "appointments", "board", "dashboard"],
  membership: ["members", "me", "resources"],
  invitation: ["invitations", "members"],
  application: ["applications", "clinic-applications", "platform", "members"],
  schedule: ["slots", "appointments", "opening-hours", "resources", "leave", "appointment-types", "hours-exceptions", "waitlist"],
  practice: ["practices", "profile"],
};

export function staleKeys(topic: string): readonly string[] {
  return STALE_BY_TOPIC[topic] ?? [`${topic}s`];
}

let isConnected = false;
const listeners = new Set<() => void>();

function setConnected(next: boolean): void {
  if (next === isConnected) return;
  isConnected = next;
  listeners.forEach((listener) => listener());
}

export function useIsLive(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isConnected,
  );
}

/** Follows the server's pushes while somebody is signed in. */
export function useRealtime(): void {
  const queries = useQueryClient();
  const { status, me } = useSession();
  const userId = me?.id;
  useEffect(() => {
    if (status !== "signed_in") return;
    const ending = new AbortController();
    let wasConnected = false;
    void followEvents(
      ending.signal,
      ({ topic }) => {
        // The server says so when it could not keep everything for us: all that is shown is asked again.
        if (topic === "resync") void queries.invalidateQueries();
        else staleKeys(topic).forEach((key) => void queries.invalidateQueries({ queryKey: [key] }));
      },
      (connected) => {
        setConnected(connected);
        // What was pushed while the line was down never came: everything shown is asked again.
        if (connected && wasConnected) void queries.invalidateQueries();
        wasConnected ||= connected;
      },
    );
    return () => {
      ending.abort();
      setConnected(false);
    };
  }, [queries, status, userId]);
}
