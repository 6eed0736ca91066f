import type { Act } from "@/api/types";
import type { RailAction } from "@/lib/actions";

type Digit = RailAction["slot"];

/** Which digit does which act, in the families of RailAction: one digit each, on whatever screen it stands. */
const DIGITS: Record<Exclude<Act, `go.${string}`>, Digit> = {
  "appointment.approve": 1, "visit.check-in": 1, "visit.to-wait": 1, "visit.to-room": 1, "visit.to-pay": 1, "visit.leave": 1,
  "consult.sign": 1, "consult.add": 1, "thread.close": 1, "thread.reopen": 1, "settings.save": 1,
  "appointment.move": 2, "leave.add": 2,
  "appointment.book": 3,
  "consult.open": 4, "patient.open": 4, "log.open": 4, "settings.add": 4,
  "message.write": 5, "member.invite": 5,
  // Never where checking in stands: who presses that key twice would have seen somebody who has just come in.
  "appointment.complete": 6, "visit.choose-room": 6,
  "appointment.missed": 7, "visit.back": 7, "patient.report": 7, "figures.save": 7,
  "appointment.decline": 8, "appointment.cancel": 8, "patient.farewell": 8, "patient.restore": 8, "settings.discard": 8,
  "appointment.assign": 9, "patient.merge": 9,
};

export type Digitised = keyof typeof DIGITS;

/** An act at its digit, for the rail. */
export const acting = (act: Digitised): { act: Digitised; slot: Digit } => ({ act, slot: DIGITS[act] });

/** The digit of an act, for the button that does the same. */
export const keyOf = (act: Digitised): string => String(DIGITS[act]);
