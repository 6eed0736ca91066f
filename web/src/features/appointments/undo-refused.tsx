import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

import { Alternatives } from "./alternatives";
import { BookDialog, type Place } from "./book-dialog";
import { onceMore } from "./rules";
import { VisitLine } from "./visit-line";

export interface UndoRefusedProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  /** Why, with the times that are free instead. */
  problem: unknown;
  onClose: () => void;
}

/** A visit that cannot be put back where it stood: why, and the way to another time. */
export function UndoRefused({ slug, row, zone, problem, onClose }: UndoRefusedProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const mayBook = useMay(slug, "schedule.book");
  const [place, setPlace] = useState<Place | null | undefined>(undefined);
  if (place !== undefined) return <BookDialog slug={slug} zone={zone} {...onceMore(row, place)} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("restore.refused", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={<><Button onClick={onClose}>{t("common:action.close")}</Button>{mayBook && <Button tone="main" onClick={() => setPlace(null)}>{t("offers.other")}</Button>}</>}
    >
      <div className="flex flex-col gap-4 pt-1">
        <VisitLine row={row} zone={zone} />
        <Alternatives problem={problem} slug={slug} vetId={row.vet_id} zone={zone} onChoose={(slot) => setPlace({ slot, vetId: slot.vet_id })} />
      </div>
    </Dialog>
  );
}
