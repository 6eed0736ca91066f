import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, Slot } from "@/api/types";
import { Alternatives, Instead } from "@/features/appointments/alternatives";
import { slotsQuery, type Step } from "@/features/appointments/api";
import { minutesOf } from "@/features/appointments/rules";
import { VisitLine } from "@/features/appointments/visit-line";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

import { nearestOf, stepTo, type Against, type Landing } from "./moving";
import { useWhyNot } from "./use-why-not";

export interface Refused {
  row: AppointmentRow;
  to: Landing;
  /** What the agenda itself knows against it, or what the server said. */
  verdict: Against | null;
  problem: unknown;
}

export interface RefusedMoveProps {
  slug: string;
  zone: string;
  now: Date;
  refused: Refused;
  onStep: (step: Step) => void;
  onClose: () => void;
}

/** A visit that was let go where it cannot stand: why, the nearest times at which it can, and the way there if it is meant all the same. */
export function RefusedMove({ slug, zone, now, refused, onStep, onClose }: RefusedMoveProps) {
  const { t } = useTranslation(["w-schedule", "common"]);
  const whyNot = useWhyNot(zone);
  const { row, to, verdict, problem } = refused;
  const step = stepTo(row, to);
  const day = dayIn(to.starts_at, zone);
  const isLonger = step?.kind === "resize";
  const slots = useQuery({ ...slotsQuery(slug, { type: row.type_key, from: addDays(day, -1), days: 3, minutes: minutesOf(to) }), enabled: verdict !== null });
  const choose = (slot: Slot): void => onStep({ kind: "reschedule", starts_at: slot.starts_at, vet_id: slot.vet_id, ...(minutesOf(to) === minutesOf(row) ? {} : { minutes: minutesOf(to) }) });
  const about = { slug, zone, vetId: to.vet_id, onChoose: choose };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t(isLonger ? "moving.tooLong" : "moving.refused", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("moving.keep")}</Button>
          {step && verdict && !verdict.is_final && <Button tone="main" onClick={() => onStep(step)}>{t("moving.anyway")}</Button>}
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <VisitLine row={row} zone={zone} />
        {verdict ? <Instead why={whyNot(verdict)} slots={slots.data ? nearestOf(slots.data.items, to.starts_at, to.vet_id, now) : null} {...about} /> : <Alternatives problem={problem} {...about} />}
      </div>
    </Dialog>
  );
}
