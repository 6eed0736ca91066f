import { useState } from "react";

import type { AppointmentRow } from "@/api/types";
import type { Step } from "@/features/appointments/api";
import { useStep } from "@/features/appointments/use-step";
import { useMay } from "@/features/identity/session";

import { focusVisit } from "./columns-in-sight";
import { Grid, type GridProps } from "./grid";
import { stepTo, type Landing } from "./moving";
import { RefusedMove, type Refused } from "./refused-move";
import { useGround, type Known } from "./use-ground";
import { useMoving, type Shown } from "./use-moving";

export interface MovableGridProps extends Omit<GridProps, "moving">, Known, Pick<Shown, "day" | "onDay" | "by"> {}

/** The agenda in which visits are moved by hand: what is free is done, what is not is answered with what is. */
export function MovableGrid({ slug, rows, resources, away, now, day, by, onDay, ...grid }: MovableGridProps) {
  const { columns, hours, zone } = grid;
  const mayBook = useMay(slug, "schedule.book");
  const ground = useGround({ slug, rows, resources, away, zone, now }, mayBook);
  const step = useStep(slug);
  const [refused, setRefused] = useState<Refused | null>(null);
  const take = (row: AppointmentRow, to: Landing, next: Step): void => {
    setRefused(null);
    void step(row, next, false, (problem) => setRefused({ row, to, verdict: null, problem }));
  };
  const moving = useMoving({
    columns: columns.map(({ key }) => key), by, hours, day, ground, onDay,
    onLand: (row, to, verdict) => {
      const next = stepTo(row, to);
      if (verdict) setRefused({ row, to, verdict, problem: null });
      else if (next) take(row, to, next);
    },
  });
  const close = (): void => {
    if (refused) focusVisit(moving.sheet.current, refused.row.id);
    setRefused(null);
  };
  return (
    <>
      <Grid {...grid} moving={mayBook ? moving : undefined} />
      {refused && <RefusedMove {...{ slug, zone, now, refused }} onStep={(next) => take(refused.row, refused.to, next)} onClose={close} />}
    </>
  );
}
