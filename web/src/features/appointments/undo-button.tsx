import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { Button } from "@/ui/button";

import { RestoreDialog } from "./restore-dialog";
import { UndoRefused } from "./undo-refused";
import { useStep } from "./use-step";

export interface UndoButtonProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  now: Date;
}

/** Takes back the last step for as long as the server does, long after its toast is gone; what the owner did is asked about. */
export function UndoButton({ slug, row, zone, now }: UndoButtonProps) {
  const { t } = useTranslation("appointments");
  const step = useStep(slug);
  const [asked, setAsked] = useState<AppointmentRow | null>(null);
  const [refused, setRefused] = useState<{ row: AppointmentRow; problem: unknown } | null>(null);
  const mayBook = useMay(slug, "schedule.book");
  const mayApprove = useMay(slug, "schedule.approve");
  const isUndoable = mayBook && (mayApprove || row.changed_how !== "approve") && row.undo_until !== null && Date.parse(row.undo_until) > now.getTime() && row.state !== "pending";
  return (
    <>
      {isUndoable && <Button tone="bare" onClick={() => (row.changed_by === "owner" ? setAsked(row) : void step(row, { kind: "undo" }, false, (problem) => setRefused({ row, problem })))}>{t("action.undo")}</Button>}
      {/* The question is about the visit it was asked of, also when another one stands here by now. */}
      {asked && <RestoreDialog key={asked.id} slug={slug} row={asked} zone={zone} onClose={() => setAsked(null)} />}
      {refused && <UndoRefused slug={slug} zone={zone} {...refused} onClose={() => setRefused(null)} />}
    </>
  );
}
