import { useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, FileText } from "lucide-react";
import { useCallback, useMemo, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import type { AppointmentRow, Board, BoardRoom, BoardRow, Stage } from "@/api/types";
import { appointmentQuery } from "@/features/appointments/api";
import { acting } from "@/features/appointments/digits";
import type { AskedStep } from "@/features/appointments/step-dialogs";
import { useStep } from "@/features/appointments/use-step";
import { useMay } from "@/features/identity/session";
import { firstFreeRoom, idOf, nextStage, type Column } from "@/features/visits/rules";
import { useMoves } from "@/features/visits/use-moves";
import type { RailAction } from "@/lib/actions";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { cardActions } from "./card-actions";
import { useIsPhone } from "./use-is-phone";
import type { CallState } from "./use-call";

/** What is chosen on the board and all that can be done with it. */
export function useDesk(slug: string, board: Board | undefined, now: Date, call: CallState, field: RefObject<HTMLInputElement | null>) {
  const { t } = useTranslation(["w-front-desk", "visits", "appointments"]);
  const map = useMap();
  const [search, setSearch] = useSearchParams();
  const selectedId = search.get("selected");
  const selected = board?.items.find((row) => idOf(row) === selectedId && row.stage !== "withdrawn");
  const [choosing, setChoosing] = useState<BoardRow | null>(null);
  const [isTold, setTold] = useState(false);
  const isGone = choosing !== null && choosing.appointment_id !== null && !(board?.items.some((row) => idOf(row) === idOf(choosing)) ?? true);
  // Once told it stays told until it is answered, also when they come back to the day.
  if (isTold ? choosing === null : isGone) setTold(!isTold);
  const moves = useMoves(slug);
  const withAppointment = useAppointmentOf(slug);
  const step = useStep(slug);
  const [asked, setAsked] = useState<{ row: AppointmentRow; step: AskedStep } | null>(null);
  // By what stood on the board: a move that a colleague made since is not overruled unseen.
  const noShow = useCallback((row: BoardRow) => withAppointment(row, (appointment) => void step({ ...appointment, version: row.appointment_version ?? appointment.version }, { kind: "no-show" })), [withAppointment, step]);
  const ask = useCallback((row: BoardRow, next: AskedStep) => withAppointment(row, (appointment) => setAsked({ row: appointment, step: next })), [withAppointment]);
  const mayWrite = useMay(slug, "records.write") && map.href("consult") !== null;
  const mayTell = useMay(slug, "messages.write") && map.href("messages") !== null;
  const mayAssign = useMay(slug, "schedule.approve");

  const put = useCallback(
    (next: Record<string, string | null>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, value] of Object.entries(next)) {
            if (value === null) after.delete(key);
            else after.set(key, value);
          }
          return after;
        },
        { replace: true, flushSync: true },
      ),
    [setSearch],
  );
  const select = useCallback((id: string | null) => put({ selected: id }), [put]);
  const go = useCallback((row: BoardRow, stage: Stage, room: BoardRoom | null = null) => void moves(row, stage, room), [moves]);
  const forward = useCallback(
    (row: BoardRow) => {
      const next = nextStage(row.stage);
      if (next === null || !board) return;
      const room = next === "in_room" ? firstFreeRoom(board) : null;
      // Every room is taken: which one is a choice.
      if (next === "in_room" && room === null && board.rooms.length > 0) setChoosing(row);
      else go(row, next, room);
    },
    [board, go],
  );
  const toCall = useCallback(() => field.current?.focus(), [field]);
  const book = useCallback((row: BoardRow) => {
    if (!call.isBegun) put({ patient: row.patient_id, selected: null });
    else put({ selected: null });
    field.current?.focus();
  }, [call.isBegun, put, field]);

  const caller = call.isBegun ? (call.patient?.name ?? (call.call.clientName || call.call.words)) : null;
  const actions = useMemo<RailAction[]>(() => {
    const words = t as (key: string, values?: Record<string, unknown>) => string;
    if (selected && board) return cardActions(selected, { board, now, map, mayWrite, mayTell, mayAssign, caller, t: words }, { go, forward, chooseRoom: setChoosing, noShow, ask, book });
    const patient = call.patient;
    if (!patient) return [{ ...acting("appointment.book"), label: t("appointments:action.book"), icon: CalendarPlus, isPrimary: true, run: toCall }];
    const file = map.href("patient") === null ? [] : [{ ...acting("patient.open"), label: t("appointments:action.file"), icon: FileText, run: () => map.go("patient", patient.id) }];
    return [{ ...acting("appointment.book"), label: t("appointments:action.book"), icon: CalendarPlus, isPrimary: true, run: () => call.book(), ...(call.place ? {} : { unavailable: t("action.noTimeYet") }) }, ...file];
  }, [selected, board, now, map, mayWrite, mayTell, mayAssign, caller, t, go, forward, noShow, ask, book, call, toCall]);
  const subject = selected ? t("subject", { name: selected.patient_name, owner: selected.client_name }) : call.patient ? t("subject", { name: call.patient.name, owner: call.call.clientName }) : undefined;

  return {
    actions, subject, thing: selected ? "visit" : "patient", selectedId: selected ? selectedId : null, select, forward, toCall, choosing, asked,
    closeAsked: () => setAsked(null),
    isPhone: useIsPhone(),
    letGo: () => {
      if (selectedId !== null) select(null);
    },
    open: (row: BoardRow) => map.go("patient", row.patient_id),
    drop: (row: BoardRow, to: Column) => (to === "in_room" ? setChoosing(row) : go(row, to)),
    takeRoom: (room: BoardRoom | null) => {
      if (choosing) go(choosing, "in_room", room);
      setChoosing(null);
    },
    /** Who a room was asked for is no longer in the day: called off, or put on another one. */
    isChosenGone: isGone || isTold,
    closeRooms: () => setChoosing(null),
  };
}

/** The appointment of a card, for the steps that are its own. */
function useAppointmentOf(slug: string): (row: BoardRow, then: (appointment: AppointmentRow) => void) => void {
  const queries = useQueryClient();
  const problemText = useProblemText("appointments");
  return useCallback(
    (row, then) => {
      if (row.appointment_id === null) return;
      queries.fetchQuery({ ...appointmentQuery(slug, row.appointment_id), staleTime: 0 }).then(
        then,
        (error: unknown) => toast.failed(`${row.patient_name}: ${problemText(error)}`),
      );
    },
    [queries, slug, problemText],
  );
}
