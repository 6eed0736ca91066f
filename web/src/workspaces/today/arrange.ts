import type { LayoutPart } from "@/api/types";

/** What the sheet of the day is made of, under its headline. */
export type Block = "line" | "next" | "inside" | "todo" | "setup";

/** Two columns from left to right, and what the person does not want to see. */
export interface Arrangement {
  columns: readonly [readonly Block[], readonly Block[]];
  hidden: readonly Block[];
}

/** Stands in the kept order where the second column begins. */
const SECOND = "second-column";

export interface Rights {
  /** A vet whose own day it is. */
  isVet: boolean;
  mayNote: boolean;
  mayManage: boolean;
  maySchedule: boolean;
}

/** What a role needs first, of what it has at all. A manager begins with what the practice waits for, a nurse with who is in the house. */
export function usualFor(rights: Rights): Arrangement {
  const { columns, hidden } = forRole(rights);
  const has = (block: Block): boolean => (block === "setup" ? rights.mayManage : block !== "line" && block !== "inside" ? true : rights.maySchedule);
  return { columns: [columns[0].filter(has), columns[1].filter(has)], hidden: hidden.filter(has) };
}

function forRole({ isVet, mayNote, mayManage }: Rights): Arrangement {
  if (isVet) return { columns: [["line"], ["next", "setup", "todo"]], hidden: ["inside"] };
  if (mayManage) return { columns: [["line"], ["setup", "todo", "next"]], hidden: ["inside"] };
  if (mayNote) return { columns: [["inside", "line"], ["next", "todo"]], hidden: [] };
  return { columns: [["line"], ["next", "inside", "todo"]], hidden: [] };
}

/** What was kept, made whole: a block that it does not know stands where it usually does, what the role has not is left out, none stands twice. */
export function arrangedBy(part: LayoutPart | undefined, usual: Arrangement): Arrangement {
  if (!part?.order) return usual;
  const possible = [...usual.columns.flat(), ...usual.hidden];
  const order = [...new Set(part.order)];
  const at = order.indexOf(SECOND);
  const kept = (keys: readonly string[]): Block[] => keys.flatMap((key) => possible.filter((block) => block === key));
  const hidden = kept([...new Set(part.hidden ?? [])]).filter((block) => !order.includes(block));
  const columns = [kept(at < 0 ? order : order.slice(0, at)), kept(at < 0 ? [] : order.slice(at + 1))] as const;
  const known = new Set([...columns.flat(), ...hidden]);
  const added = (index: 0 | 1): Block[] => usual.columns[index].filter((block) => !known.has(block));
  return { columns: [[...columns[0], ...added(0)], [...columns[1], ...added(1)]], hidden: [...hidden, ...usual.hidden.filter((block) => !known.has(block))] };
}

export function partOf({ columns, hidden }: Arrangement): LayoutPart {
  return { order: [...columns[0], SECOND, ...columns[1]], hidden: [...hidden] };
}

function without({ columns, hidden }: Arrangement, block: Block): { columns: [Block[], Block[]]; hidden: Block[] } {
  const rest = (list: readonly Block[]): Block[] => list.filter((one) => one !== block);
  return { columns: [rest(columns[0]), rest(columns[1])], hidden: rest(hidden) };
}

/** Puts a block into a column, at an index among the others there. */
export function placed(arrangement: Arrangement, block: Block, column: 0 | 1, index: number): Arrangement {
  const { columns, hidden } = without(arrangement, block);
  columns[column].splice(index, 0, block);
  return { columns, hidden };
}

export function hid(arrangement: Arrangement, block: Block): Arrangement {
  const { columns, hidden } = without(arrangement, block);
  return { columns, hidden: [...hidden, block] };
}

/** Where a block stands; null when it is hidden. */
export function spotOf({ columns }: Arrangement, block: Block): { column: 0 | 1; index: number } | null {
  const column = columns[0].includes(block) ? 0 : 1;
  const index = columns[column].indexOf(block);
  return index < 0 ? null : { column, index };
}

/** One step with an arrow: up and down in the column, left and right into the other one. Nothing where there is no further. */
export function stepped(arrangement: Arrangement, block: Block, key: string): Arrangement {
  const spot = spotOf(arrangement, block);
  if (!spot) return arrangement;
  const { column, index } = spot;
  if (key === "ArrowUp" && index > 0) return placed(arrangement, block, column, index - 1);
  if (key === "ArrowDown" && index < arrangement.columns[column].length - 1) return placed(arrangement, block, column, index + 1);
  if (key === "ArrowLeft" && column === 1) return placed(arrangement, block, 0, Math.min(index, arrangement.columns[0].length));
  if (key === "ArrowRight" && column === 0) return placed(arrangement, block, 1, Math.min(index, arrangement.columns[1].length));
  return arrangement;
}
