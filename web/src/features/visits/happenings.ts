import type { BoardRow, ThreadView } from "@/api/types";

import { idOf, isLongWait, lateBy, minutesSince, overBy } from "./rules";

export type HappeningKind = "late" | "arrived" | "longWait" | "over" | "toPay" | "message";

/** One line of what goes on: since when, about whom, and how much of it by now; the two always agree. */
export interface Happening {
  id: string;
  kind: HappeningKind;
  at: string;
  name: string;
  /** Minutes late, waiting or over. */
  count?: number;
  patientId: string | null;
  threadId?: string;
}

/** What is older is no news any more; it still stands on the board. */
const NEWS_MS = 2 * 3_600_000;

function ofRow(row: BoardRow, now: Date): Omit<Happening, "id" | "name" | "patientId"> | null {
  const late = lateBy(row, now);
  if (late !== null) return { kind: "late", at: row.starts_at ?? "", count: late };
  if (row.stage_at === null) return null;
  const since = row.stage_at;
  if (isLongWait(row, now)) return { kind: "longWait", at: since, count: minutesSince(since, now) };
  if (row.stage === "arrived" || row.stage === "waiting") return { kind: "arrived", at: row.arrived_at ?? since };
  const over = overBy(row, now);
  if (over !== null) return { kind: "over", at: new Date(Date.parse(since) + (minutesSince(since, now) - over) * 60_000).toISOString(), count: over };
  return row.stage === "to_pay" ? { kind: "toPay", at: since } : null;
}

/** What goes on in the house and in the post, the newest first: at most one line for each animal and conversation. */
export function happeningsOf(rows: readonly BoardRow[], threads: readonly ThreadView[], now: Date): Happening[] {
  const visits = rows.flatMap((row): Happening[] => {
    const found = ofRow(row, now);
    return found === null ? [] : [{ ...found, id: idOf(row), name: row.patient_name, patientId: row.patient_id }];
  });
  const letters = threads
    .filter((thread) => thread.unread > 0 && thread.last_side === "owner")
    .map((thread): Happening => ({ id: thread.id, kind: "message", at: thread.last_message_at, name: thread.client_name, patientId: null, threadId: thread.id }));
  const oldest = now.getTime() - NEWS_MS;
  return [...visits, ...letters].filter((one) => Date.parse(one.at) >= oldest).sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}
