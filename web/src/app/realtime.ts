import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

import { followEvents } from "@/api/events";
import { useSession } from "@/features/identity/session";

/**
 * Which cached answers a push makes old: the first part of its topic ("appointment.booked") names the thing, the list
 * names the first words of query keys. A topic that is not here makes its own plural old.
 */
const STALE_BY_SUBJECT: Record<string, readonly string[]> = {
  appointment: ["appointments", "slots", "dashboard", "patients"],
  booking: ["appointments", "slots", "dashboard"],
  hold: ["slots"],
  schedule: ["slots", "appointments", "opening-hours", "resources", "leave"],
  resource: ["resources", "slots"],
  leave: ["leave", "slots"],
  patient: ["patients", "pets"],
  pet: ["pets", "patients"],
  client: ["clients", "patients"],
  record: ["records", "patients", "dashboard"],
  message: ["threads", "messages", "dashboard"],
  thread: ["threads", "messages", "dashboard"],
  membership: ["members", "me"],
  invitation: ["invitations", "members"],
  application: ["applications", "clinic-applications", "platform"],
  practice: ["practices", "profile"],
};

export function staleKeys(topic: string): readonly string[] {
  const subject = topic.split(".")[0] ?? topic;
  return STALE_BY_SUBJECT[subject] ?? [`${subject}s`];
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
      ({ topic }) => staleKeys(topic).forEach((key) => void queries.invalidateQueries({ queryKey: [key] })),
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
