import type { QueryClient } from "@tanstack/react-query";

import type { Board, BoardRow } from "@/api/types";

import { idOf } from "./rules";

/** What this browser did to one patient in the house. */
interface OwnStep {
  /** How the row will be, while the server has not answered. */
  foreseen: BoardRow | null;
  answered: BoardRow | null;
  /** When the server last answered, in milliseconds of the page's own clock. */
  at: number;
}

/** No reading of a board lasts longer. */
const REMEMBERED = 60_000;

const clients = new WeakMap<QueryClient, Map<string, OwnStep>>();

function stepsOf(queries: QueryClient): Map<string, OwnStep> {
  const known = clients.get(queries) ?? new Map<string, OwnStep>();
  clients.set(queries, known);
  return known;
}

/** A step is under way: until it is answered, no reading of the board takes its row back. */
export function foresee(queries: QueryClient, row: BoardRow): void {
  const steps = stepsOf(queries);
  steps.set(idOf(row), { answered: steps.get(idOf(row))?.answered ?? null, at: 0, foreseen: row });
}

/** The server said how the row is now; with null, that it refused and the row is as it was. */
export function answer(queries: QueryClient, id: string, row: BoardRow | null): void {
  const steps = stepsOf(queries);
  const now = performance.now();
  for (const [other, step] of steps) if (step.foreseen === null && now - step.at > REMEMBERED) steps.delete(other);
  if (row) steps.set(id, { foreseen: null, answered: row, at: now });
  else steps.delete(id);
}

const isAt = (row: BoardRow, place: BoardRow): boolean => row.stage === place.stage && row.room_id === place.room_id;
const versionOf = (row: BoardRow): number => row.version ?? 0;

/** What was pressed may be older than what the server has answered since; where that says the same, it is meant. */
export function meant(queries: QueryClient, pressed: BoardRow, onBoard: BoardRow): BoardRow {
  const answered = stepsOf(queries).get(idOf(pressed))?.answered ?? pressed;
  return [onBoard, answered].filter((row) => isAt(row, pressed)).reduce((best, row) => (versionOf(row) > versionOf(best) ? row : best), pressed);
}

/**
 * Reads a board. A reading that was begun before a step was answered may be older than the step: the rows of such steps
 * stay as they were answered, or as they are foreseen.
 */
export async function readBoard(queries: QueryClient, read: () => Promise<Board>): Promise<Board> {
  const begun = performance.now();
  const board = await read();
  const steps = stepsOf(queries);
  return {
    ...board,
    items: board.items.map((row) => {
      const step = steps.get(idOf(row));
      if (!step) return row;
      const own = step.foreseen ?? (step.at >= begun ? step.answered : null);
      return own && (step.foreseen || versionOf(own) > versionOf(row)) ? own : row;
    }),
  };
}
