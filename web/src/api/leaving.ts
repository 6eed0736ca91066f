import { useEffect } from "react";

import { asPerson } from "./client";
import { personId } from "./session";

/**
 * Sends what is still to be sent when a screen is left, for whoever was on it: nothing when another person has come in
 * their place. A lint lets no cleanup of an effect send by any other way.
 */
export function useWhenLeft(send: () => unknown): void {
  useEffect(() => {
    const person = personId();
    return () => void asPerson(person, async () => send()).catch(() => undefined);
  }, [send]);
}

/** After what is under way, for whoever asks now. */
export function inTurn<T>(last: Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const person = personId();
  return last.then(() => asPerson(person, work));
}
