import type { BoardRow } from "@/api/types";
import type { PracticeMap } from "@/lib/map";

import { progressOf, type Progress } from "./rules";

/** Who came without an appointment, and was not sent away again. */
export function walkedIn(board: readonly BoardRow[]): BoardRow[] {
  return board.filter((row) => row.appointment_id === null && row.stage !== "withdrawn");
}

/** How far a walk-in is: as an appointment of whom the board says the same. */
export function walkProgress({ stage }: Pick<BoardRow, "stage">): Progress {
  return progressOf({ state: "confirmed", stage, record_id: null, is_record_signed: false });
}

/** Their card at the desk, for who may go there. */
export function deskCard({ href }: PracticeMap, row: BoardRow): string | null {
  const desk = href("front-desk");
  return desk && `${desk}?selected=${row.visit_id ?? ""}`;
}

/** Whom a vet has to know of: their own, and who waits for whichever vet begins. */
export function isForVet(row: BoardRow, vetId: string | null | undefined): boolean {
  return !vetId || row.vet_id === vetId || (row.vet_id === null && walkProgress(row) !== "seen");
}
