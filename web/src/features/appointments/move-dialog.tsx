import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, Slot } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";

import { Alternatives } from "./alternatives";
import { vetsQuery } from "./api";
import { OvertakenDialog } from "./overtaken-dialog";
import { useNow } from "./practice";
import { leadsOn, minutesOf, vetOf } from "./rules";
import { SlotPicker } from "./slot-picker";
import { useAskedStep } from "./use-asked-step";
import { VisitLine } from "./visit-line";

export interface MoveDialogProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  onClose: () => void;
}

/** Another time for the same visit; a time that was taken meanwhile is answered with the nearest free ones. */
export function MoveDialog({ slug, row: asked, zone, onClose }: MoveDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const now = useNow();
  const { take, row, problem, isBusy, overtaken, goOn } = useAskedStep(slug, asked, onClose);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [isSameVet, setSameVet] = useState(true);
  const { data: vets } = useQuery(vetsQuery(slug));
  const first = new Date(Math.max(now.getTime(), Date.parse(row.starts_at)));

  const nameOf = (id: string): string => (id === row.vet_id ? row.vet_name : (vets?.items.find((vet) => vet.id === id)?.name ?? ""));
  const move = (to: Slot): void => void take({ kind: "reschedule", starts_at: to.starts_at, vet_id: vetOf(row, to.vet_ids, to.vet_id) });

  if (overtaken) return <OvertakenDialog slug={slug} zone={zone} now={overtaken} onGoOn={leadsOn("reschedule", overtaken.state) ? () => { setSlot(null); goOn(); } : undefined} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("move.title", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="main" isBusy={isBusy} disabled={!slot || isBusy} onClick={() => slot && move(slot)}>
            {slot ? t("move.to", { day: f.day(slot.starts_at, zone, now), time: f.time(slot.starts_at, zone), vet: nameOf(vetOf(row, slot.vet_ids, slot.vet_id)) }) : t("move.submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <VisitLine row={row} zone={zone} />
        <p>{t("move.now", { day: f.day(row.starts_at, zone, now), time: f.time(row.starts_at, zone), vet: row.vet_name })}</p>
        <Switch label={t("move.sameVet", { vet: row.vet_name })} checked={isSameVet} onChange={(event) => setSameVet(event.target.checked)} />
        <Alternatives problem={problem} slug={slug} vetId={row.vet_id} zone={zone} onChoose={move} />
        <SlotPicker slug={slug} type={row.type_key} zone={zone} vetId={isSameVet ? row.vet_id : undefined} minutes={minutesOf(row)} day={dayIn(first, zone)} chosen={slot?.starts_at ?? null} onChoose={setSlot} />
      </div>
    </Dialog>
  );
}
