import { useEffect, useRef, useSyncExternalStore } from "react";

import type { MessageView } from "@/api/types";

function isLooking(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function subscribe(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  window.addEventListener("focus", changed);
  window.addEventListener("blur", changed);
  return () => {
    document.removeEventListener("visibilitychange", changed);
    window.removeEventListener("focus", changed);
    window.removeEventListener("blur", changed);
  };
}

/** The other side's latest message that nobody on this side has read yet, among those on the screen. */
export function latestUnread(messages: readonly MessageView[], own: MessageView["side"]): string | undefined {
  const theirs = messages.filter((message) => message.side !== own);
  const latest = theirs.reduce<MessageView | undefined>((last, message) => (last && last.id > message.id ? last : message), undefined);
  return latest?.read_at === null ? latest.id : undefined;
}

/**
 * Says that what stands on the screen was read, up to `messageId`, once somebody can be looking: a conversation that
 * was left open in a tab behind another, or overnight, reads nothing. What fails is said again at the next look.
 */
export function useSeen(messageId: string | undefined, say: (messageId: string) => Promise<unknown>): void {
  const looks = useSyncExternalStore(subscribe, isLooking);
  const said = useRef<string | null>(null);
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  useEffect(() => {
    if (!looks || messageId === undefined || said.current === messageId) return;
    said.current = messageId;
    latest.current(messageId).catch(() => {
      said.current = null;
    });
  }, [looks, messageId]);
}
