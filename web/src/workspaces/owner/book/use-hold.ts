import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { useWhenLeft } from "@/api/leaving";
import type { Hold } from "@/api/types";

import { releaseHold, takeHold, type HoldWish } from "../api";
import { sameMoment } from "../rules";

export interface Held {
  hold: Hold;
  type: string;
}

export interface HoldKeeper {
  held: Held | null;
  take: (wish: HoldWish) => Promise<Hold>;
  isTaking: boolean;
  /** Its time is over: the places are asked again. */
  expire: () => void;
  /** It became an appointment and must not be given back. */
  forget: () => void;
}

/** Whether a hold is for this very visit; without a vet named, any will do. */
export function fits(held: Held | null, wish: HoldWish): boolean {
  return held !== null && held.type === wish.type && sameMoment(held.hold.starts_at, wish.starts_at) && (wish.vet_id === null || held.hold.vet_id === wish.vet_id);
}

function isSame(a: HoldWish, b: HoldWish): boolean {
  return a.type === b.type && a.vet_id === b.vet_id && sameMoment(a.starts_at, b.starts_at);
}

/** One place at a time is held while the form is filled in; leaving the screen or closing the tab gives it back. */
export function useHold(slug: string): HoldKeeper {
  const queries = useQueryClient();
  const [held, setHeld] = useState<Held | null>(null);
  const current = useRef<Held | null>(null);
  const keep = useCallback((next: Held | null) => {
    current.current = next;
    setHeld(next);
  }, []);
  const { mutateAsync, isPending } = useMutation({
    // One after the other: the server gives up the earlier hold for the later one.
    scope: { id: `hold-${slug}` },
    mutationFn: (wish: HoldWish) => takeHold(slug, wish),
    onSuccess: (hold, wish) => keep({ hold, type: wish.type }),
    onError: () => {
      keep(null);
      void queries.invalidateQueries({ queryKey: ["slots", slug] });
    },
  });
  const taking = useRef<{ wish: HoldWish; answer: Promise<Hold> } | null>(null);
  const take = useCallback(
    (wish: HoldWish): Promise<Hold> => {
      // The tap holds a place, and so does going on: both mean the same one.
      if (taking.current && isSame(taking.current.wish, wish)) return taking.current.answer;
      const answer = mutateAsync(wish).finally(() => {
        if (taking.current?.answer === answer) taking.current = null;
      });
      taking.current = { wish, answer };
      return answer;
    },
    [mutateAsync],
  );
  const giveBack = useCallback(() => {
    if (current.current) void releaseHold(slug, current.current.hold.id);
    current.current = null;
  }, [slug]);
  useWhenLeft(giveBack);
  useEffect(() => {
    const leave = (): void => {
      giveBack();
      setHeld(null);
    };
    window.addEventListener("pagehide", leave);
    return () => window.removeEventListener("pagehide", leave);
  }, [giveBack]);
  const expire = useCallback(() => {
    keep(null);
    void queries.invalidateQueries({ queryKey: ["slots", slug] });
  }, [keep, queries, slug]);
  const forget = useCallback(() => keep(null), [keep]);
  return { held, take, isTaking: isPending, expire, forget };
}
