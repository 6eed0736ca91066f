import { ArrowLeftRight, ArrowRight, CalendarPlus, DoorOpen, FileText, MessageSquare, Stethoscope, Undo2, UserRoundCheck, UserRoundX, X } from "lucide-react";

import type { Board, BoardRoom, BoardRow, Stage } from "@/api/types";
import { acting, type Digitised } from "@/features/appointments/digits";
import { leadsOn } from "@/features/appointments/rules";
import type { AskedStep } from "@/features/appointments/step-dialogs";
import { firstFreeRoom, nextStage, refusalOf, stageBefore } from "@/features/visits/rules";
import type { RailAction } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";

export interface Doing {
  go: (row: BoardRow, stage: Stage, room?: BoardRoom | null) => void;
  /** A step forward, into the first free room when it leads into one. */
  forward: (row: BoardRow) => void;
  chooseRoom: (row: BoardRow) => void;
  noShow: (row: BoardRow) => void;
  /** Asks what has to be asked before its appointment is moved or called off. */
  ask: (row: BoardRow, step: AskedStep) => void;
  book: (row: BoardRow) => void;
}

export interface Around {
  board: Board;
  now: Date;
  map: PracticeMap;
  mayWrite: boolean;
  mayTell: boolean;
  mayAssign: boolean;
  /** Somebody else is on the telephone: booking goes on with them. */
  caller: string | null;
  t: (key: string, values?: Record<string, unknown>) => string;
}

/** The words for one step forward of a card: "Check in", "Into room 2". */
export function forwardLabel(row: BoardRow, board: Board, t: Around["t"]): string {
  const room = row.stage === "waiting" ? firstFreeRoom(board) : null;
  return t(`visits:forward.${row.stage}${room ? "Room" : ""}`, { room: room?.name });
}

function openConsult(map: PracticeMap, row: BoardRow): void {
  if (row.record_id !== null) map.go("consult", row.record_id);
  else map.go("consult", "start", row.patient_id, ...(row.appointment_id === null ? [] : [row.appointment_id]));
}

/** The word for one step forward from each stage. */
const FORWARD: Partial<Record<Stage, Digitised>> = { expected: "visit.check-in", arrived: "visit.to-wait", waiting: "visit.to-room", in_room: "visit.to-pay", to_pay: "visit.leave" };

/** What can be done with a patient of the day, by the families of the slots. */
export function cardActions(row: BoardRow, { board, now, map, mayWrite, mayTell, mayAssign, caller, t }: Around, doing: Doing): RailAction[] {
  const actions: RailAction[] = [];
  const next = nextStage(row.stage);
  const back = stageBefore(row);
  const why = next && refusalOf(row, next, now);
  const step = FORWARD[row.stage];
  if (next && step) actions.push({ ...acting(step), label: forwardLabel(row, board, t), icon: ArrowRight, isPrimary: true, run: () => doing.forward(row), ...(why ? { unavailable: t(`visits:refusal.${why}`) } : {}) });
  if (back) {
    const refused = refusalOf(row, back, now);
    const label = t(`visits:back.${row.stage}${back === "withdrawn" ? "WalkIn" : ""}`);
    actions.push({ ...acting("visit.back"), label, icon: Undo2, run: () => doing.go(row, back), ...(refused ? { unavailable: t(`visits:refusal.${refused}`) } : {}) });
  }
  const state = row.appointment_state;
  const closed = state !== null && leadsOn("reschedule", state) ? {} : { unavailable: t("appointments:action.closed") };
  if (state !== null) actions.push({ ...acting("appointment.move"), label: t("appointments:action.move"), icon: ArrowLeftRight, run: () => doing.ask(row, "reschedule"), ...closed });
  actions.push({ ...acting("appointment.book"), label: caller ? t("action.onWithCall", { name: caller }) : t("action.bookMore"), icon: CalendarPlus, run: () => doing.book(row) });
  if (mayWrite && (row.record_id !== null || row.stage !== "expected")) actions.push({ ...acting("consult.open"), label: t(row.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult"), icon: Stethoscope, run: () => openConsult(map, row) });
  else if (map.href("patient")) actions.push({ ...acting("patient.open"), label: t("appointments:action.file"), icon: FileText, run: () => map.go("patient", row.patient_id) });
  if (mayTell) actions.push({ ...acting("message.write"), label: t("appointments:action.message"), icon: MessageSquare, run: () => map.go("messages", "new", row.client_id, row.patient_id) });
  if (row.stage === "expected" && row.starts_at !== null) {
    const isEarly = Date.parse(row.starts_at) > now.getTime();
    actions.push({ ...acting("appointment.missed"), label: t("appointments:action.noShow"), icon: UserRoundX, run: () => doing.noShow(row), ...(isEarly ? { unavailable: t("action.missedNotYet") } : {}) });
  }
  if (state !== null && leadsOn("cancel", state)) actions.push({ ...acting("appointment.cancel"), label: t("appointments:action.cancel"), icon: X, run: () => doing.ask(row, "cancel") });
  if (state !== null && mayAssign && leadsOn("assign", state)) actions.push({ ...acting("appointment.assign"), label: t("appointments:action.assign"), icon: UserRoundCheck, run: () => doing.ask(row, "assign") });
  if (row.stage === "waiting" || row.stage === "in_room" || row.stage === "arrived") actions.push({ ...acting("visit.choose-room"), label: t(row.stage === "in_room" ? "action.otherRoom" : "action.chooseRoom"), icon: DoorOpen, run: () => doing.chooseRoom(row) });
  return actions;
}
