import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";

import { inTurn } from "@/api/leaving";
import { isProblem } from "@/api/problem";
import type { AppointmentRow, Board, BoardRoom, BoardRow, Stage } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { boardQuery, checkIn, moveVisit, undoMove } from "./api";
import { answer, foresee, meant } from "./own-steps";
import { foreseen, idOf } from "./rules";

/** Shows the row as the server has just answered it. */
export function putOnBoard(queries: QueryClient, slug: string, row: BoardRow): void {
  answer(queries, idOf(row), row);
  show(queries, slug, row);
}

function show(queries: QueryClient, slug: string, row: BoardRow): void {
  queries.setQueriesData<Board>({ queryKey: ["board", slug] }, (board) => {
    if (!board) return board;
    const isKnown = board.items.some((one) => idOf(one) === idOf(row));
    return { ...board, items: isKnown ? board.items.map((one) => (idOf(one) === idOf(row) ? row : one)) : [...board.items, row] };
  });
}

function onBoard(queries: QueryClient, slug: string, row: BoardRow): BoardRow {
  const boards = queries.getQueriesData<Board>({ queryKey: ["board", slug] });
  return boards.flatMap(([, board]) => board?.items ?? []).find((one) => idOf(one) === idOf(row)) ?? row;
}

/** What shows who is where. */
function readAgain(queries: QueryClient, slug: string): void {
  for (const key of ["board", "appointments", "dashboard"]) void queries.invalidateQueries({ queryKey: [key, slug] });
}

const seen = (row: BoardRow): { id: string; version: number } => ({ id: row.visit_id ?? "", version: row.version ?? 0 });
const withKey = (): { "Idempotency-Key": string } => ({ "Idempotency-Key": crypto.randomUUID() });

/** The moves of one patient that are under way: the row as the server last agreed to it, and when the last of them is answered. */
interface Line {
  home: BoardRow;
  last: Promise<void>;
}

/** Who is expected checks in first, wherever they go. */
async function takeTo(slug: string, row: BoardRow, stage: Stage, room: BoardRoom | null): Promise<BoardRow> {
  const there = row.stage === "expected" ? await checkIn(slug, row.appointment_id ?? "", withKey()) : row;
  if (there.stage === stage && there.room_id === (room?.id ?? null)) return there;
  return moveVisit(slug, seen(there), { stage, room_id: room?.id ?? null }, withKey());
}

/**
 * Moves a patient through the house: shown at once, true when the server agrees, with an undo of ten seconds. Moves of
 * one patient follow each other, so that a quick second one is no quarrel with the first. What is refused goes home,
 * the board is read again and it says why.
 */
export function useMoves(slug: string): (row: BoardRow, stage: Stage, room?: BoardRoom | null) => Promise<void> {
  const { t } = useTranslation("visits");
  const queries = useQueryClient();
  const problemText = useProblemText("visits");
  const underWay = useRef(new Map<string, Line>());

  const attempt = useCallback(
    async (seenRow: BoardRow, change: (row: BoardRow) => BoardRow, send: (last: BoardRow) => Promise<BoardRow>): Promise<BoardRow | null> => {
      const row = meant(queries, seenRow, onBoard(queries, slug, seenRow));
      const id = idOf(row);
      const line = underWay.current.get(id) ?? { home: row, last: Promise.resolve() };
      underWay.current.set(id, line);
      const turn = inTurn(line.last, () => send(line.home));
      const settled = turn.then((done) => void (line.home = done), () => undefined);
      line.last = settled;
      foresee(queries, change(row));
      show(queries, slug, change(row));
      const isLast = (): boolean => line.last === settled;
      try {
        const done = await turn;
        // A later step of the same patient is shown already: it is not taken back for a moment.
        if (isLast()) putOnBoard(queries, slug, done);
        return done;
      } catch (error) {
        if (isLast()) {
          answer(queries, id, null);
          show(queries, slug, line.home);
        }
        const isBehind = isProblem(error, "stale");
        toast.failed(t(isBehind ? "behind" : "refused", { name: row.patient_name, why: problemText(error) }));
        return null;
      } finally {
        if (isLast()) underWay.current.delete(id);
        readAgain(queries, slug);
      }
    },
    [queries, slug, t, problemText],
  );

  return useCallback(
    async (row, stage, room = null) => {
      // Pressed again while it is under way: they are there already, and it is told once.
      const known = onBoard(queries, slug, row);
      if (known.stage === stage && known.room_id === (room?.id ?? null)) return;
      const done = await attempt(row, (one) => foreseen(one, stage, room, new Date()), (last) => takeTo(slug, last, stage, room));
      if (!done) return;
      // Whoever was not in the house goes out again; of two steps in one, one step back would leave them in it.
      const isFromOutside = row.stage === "expected" && stage !== "arrived";
      const undo = (): void => {
        const now = onBoard(queries, slug, done);
        // This move and no later one: who was moved on meanwhile stays where they are.
        const back = (): Promise<BoardRow> => (isFromOutside ? moveVisit(slug, seen(done), { stage: "expected", room_id: null }, withKey()) : undoMove(slug, seen(done), withKey()));
        void attempt(now, (one) => ({ ...one, stage: row.stage, stage_at: row.stage_at, room_id: row.room_id, room_name: row.room_name }), back);
      };
      toast.done(t(`done.${stage}`, { name: row.patient_name, room: room?.name ?? "", context: room ? "room" : undefined }), undo);
    },
    [attempt, queries, slug, t],
  );
}

/** Checks in who has an appointment, from where it is looked at as an appointment. */
export function useCheckIn(slug: string, zone: string): (appointment: Pick<AppointmentRow, "id" | "starts_at" | "patient_name">) => void {
  const { t } = useTranslation("visits");
  const queries = useQueryClient();
  const moves = useMoves(slug);
  const problemText = useProblemText("visits");
  return useCallback(
    ({ id, starts_at, patient_name: name }) => {
      queries.fetchQuery(boardQuery(slug, dayIn(starts_at, zone))).then(
        (board) => {
          const row = board.items.find((one) => one.appointment_id === id);
          if (row?.stage === "expected") return moves(row, "arrived");
          // The board leaves out the last of a long day: who is not on it can still come in.
          if (!row && board.is_cut) {
            return checkIn(slug, id, withKey()).then((done) => {
              putOnBoard(queries, slug, done);
              toast.done(t("done.arrived", { name }));
              readAgain(queries, slug);
            });
          }
          // Somebody else was faster: they are here already, or come no more.
          for (const key of ["board", "appointments"]) void queries.invalidateQueries({ queryKey: [key, slug] });
          toast.failed(t("behind", { name }));
        },
      ).catch((error: unknown) => toast.failed(t("refused", { name, why: problemText(error) })));
    },
    [moves, problemText, queries, slug, t, zone],
  );
}

/** Takes back what was just done to a visit, whatever it was. */
export function useUndoVisit(slug: string): (row: BoardRow) => Promise<void> {
  const { t } = useTranslation("visits");
  const queries = useQueryClient();
  const problemText = useProblemText("visits");
  return useCallback(
    async (row) => {
      try {
        putOnBoard(queries, slug, await undoMove(slug, seen(row), withKey()));
      } catch (error) {
        toast.failed(t("refused", { name: row.patient_name, why: problemText(error) }));
      } finally {
        void queries.invalidateQueries({ queryKey: ["board", slug] });
      }
    },
    [queries, slug, t, problemText],
  );
}
