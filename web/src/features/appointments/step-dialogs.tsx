import type { AppointmentRow } from "@/api/types";

import { CompleteDialog } from "./complete-dialog";
import { MoveDialog } from "./move-dialog";
import { ReasonDialog } from "./reason-dialog";
import { VetDialog } from "./vet-dialog";

export type AskedStep = "approve" | "assign" | "decline" | "cancel" | "reschedule" | "complete";

export interface StepDialogsProps {
  slug: string;
  zone: string;
  row: AppointmentRow | undefined;
  asked: AskedStep | null;
  onClose: () => void;
}

/** The question that belongs to a step, one at a time. */
export function StepDialogs({ slug, zone, row, asked, onClose }: StepDialogsProps) {
  if (!row || asked === null) return null;
  // One asking is about the visit as it was read: another visit or another question begins anew.
  const key = `${row.id} ${asked}`;
  const about = { slug, row, zone, onClose };
  if (asked === "approve" || asked === "assign") return <VetDialog key={key} {...about} kind={asked} />;
  if (asked === "reschedule") return <MoveDialog key={key} {...about} />;
  if (asked === "complete") return <CompleteDialog key={key} {...about} />;
  return <ReasonDialog key={key} {...about} kind={asked} />;
}
