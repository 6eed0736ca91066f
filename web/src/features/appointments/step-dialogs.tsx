import type { AppointmentRow } from "@/api/types";

import { MoveDialog } from "./move-dialog";
import { ReasonDialog } from "./reason-dialog";
import { VetDialog } from "./vet-dialog";

export type AskedStep = "approve" | "assign" | "decline" | "cancel" | "reschedule";

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
  if (asked === "approve" || asked === "assign") return <VetDialog slug={slug} row={row} zone={zone} kind={asked} onClose={onClose} />;
  if (asked === "reschedule") return <MoveDialog slug={slug} row={row} zone={zone} onClose={onClose} />;
  return <ReasonDialog slug={slug} row={row} zone={zone} kind={asked} onClose={onClose} />;
}
