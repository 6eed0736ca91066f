import { useEffect, useId, useSyncExternalStore, type ComponentType } from "react";

/**
 * One act in the rail. Slots are families, so that a hand learns them: 1 forward, 2 move in time, 3 book, 4 the work
 * itself, 5 message, 6 within the house: into which room, or seen, 7 otherwise, or paper, 8 stop, 9 hand over. What a
 * person may not do is left out of the list; what is not possible now carries the reason in `unavailable`.
 */
export interface RailAction {
  slot: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  label: string;
  run: () => void;
  icon?: ComponentType<{ size?: number; className?: string }>;
  /** The fixed word for what it does, by which it is learned what usually follows what; left out, it is not learned. */
  act?: string | undefined;
  /** The one act that is meant now; at most one, and the same act as the screen's primary button. */
  isPrimary?: boolean;
  unavailable?: string;
}

/**
 * What can be done with what is selected. A workspace says it with useActions; the shell shows it in the rail and
 * binds the keys. Sets are kept by who said them, so a panel inside a workspace can add slots of its own.
 */
export interface ActionSet {
  /** What the actions are about, for example "Max, next patient". */
  subject?: string;
  /** What kind of thing that is, by a fixed word: "visit". */
  thing?: string;
  actions: readonly RailAction[];
}

const doers = new Set<(act: string) => void>();

/** Called just before an act of the rail runs, however it was set off: by its key, its button, or a suggestion. */
export function onAct(listener: (act: string) => void): () => void {
  doers.add(listener);
  return () => doers.delete(listener);
}

function told(action: RailAction): RailAction {
  const { act, run } = action;
  if (act === undefined) return action;
  return {
    ...action,
    run: () => {
      doers.forEach((listener) => listener(act));
      run();
    },
  };
}

const sets = new Map<string, ActionSet>();
const listeners = new Set<() => void>();
let snapshot: ActionSet = { actions: [] };

function publish(): void {
  const bySlot = new Map<number, RailAction>();
  const about: { subject?: string; thing?: string } = {};
  for (const set of sets.values()) {
    if (set.subject !== undefined) about.subject = set.subject;
    if (set.thing !== undefined) about.thing = set.thing;
    for (const action of set.actions) bySlot.set(action.slot, told(action));
  }
  const actions = [...bySlot.values()].sort((left, right) => left.slot - right.slot);
  snapshot = { ...about, actions };
  listeners.forEach((listener) => listener());
}

/**
 * Fills the rail while the component is shown. Memoise the array: a new one each time redraws the rail each time.
 * `thing` is the kind of what is selected, for what is likely next.
 */
export function useActions(actions: readonly RailAction[], subject?: string, thing?: string): void {
  const id = useId();
  useEffect(() => {
    sets.set(id, { actions, ...(subject === undefined ? {} : { subject }), ...(subject === undefined || thing === undefined ? {} : { thing }) });
    publish();
  }, [id, actions, subject, thing]);
  useEffect(
    () => () => {
      sets.delete(id);
      publish();
    },
    [id],
  );
}

export function useCurrentActions(): ActionSet {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}
