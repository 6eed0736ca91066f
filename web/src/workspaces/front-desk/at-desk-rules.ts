import type { BoardRow, Stage } from "@/api/types";

const MOST = 8;
/** Whoever is expected within this time, or is late by less, may be the one who stands there or calls. */
const NEAR_MS = 3_600_000;
/** Who pays is about to make the next appointment; who just came in has a question; who waits seldom has. */
const ORDER = ["to_pay", "arrived", "expected"] as const satisfies readonly Stage[];

/** Those who are most likely to be asking something now, the likeliest first. */
export function atDesk(rows: readonly BoardRow[], now: Date): BoardRow[] {
  const isNear = (row: BoardRow): boolean => row.starts_at !== null && Math.abs(Date.parse(row.starts_at) - now.getTime()) <= NEAR_MS;
  return ORDER.flatMap((stage) => {
    const here = rows.filter((row) => row.stage === stage && row.patient_state === "active" && (stage !== "expected" || isNear(row)));
    return here.sort((left, right) => at(left, stage).localeCompare(at(right, stage)));
  }).slice(0, MOST);
}

const at = (row: BoardRow, stage: Stage): string => (stage === "expected" ? row.starts_at : row.stage_at) ?? "";
