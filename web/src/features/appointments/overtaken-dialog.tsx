import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { appointmentQuery } from "./api";
import { BookDialog, type Place } from "./book-dialog";
import { useNow } from "./practice";
import { onceMore } from "./rules";
import { useWhatHappened } from "./use-what-happened";
import { VisitLine } from "./visit-line";

export interface OvertakenDialogProps {
  slug: string;
  zone: string;
  now: AppointmentRow;
  /** What was asked can still be done with the visit as it is now. */
  onGoOn?: (() => void) | undefined;
  /** Something is typed in the question, which whoever goes on finds again. */
  hasWords?: boolean;
  onClose: () => void;
}

/** Its own time and vet, as long as that time is still to come. */
function samePlace({ starts_at, ends_at, vet_id }: AppointmentRow, now: Date): Place | null {
  return Date.parse(starts_at) > now.getTime() ? { slot: { starts_at, ends_at, vet_id, vet_ids: [vet_id] }, vetId: vet_id } : null;
}

/** A question whose visit somebody else changed: nothing was done, this is what happened, and these are the ways on. */
export function OvertakenDialog({ slug, zone, now: row, onGoOn, hasWords = false, onClose }: OvertakenDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const now = useNow();
  const happened = useWhatHappened(zone);
  const mayBook = useMay(slug, "schedule.book");
  const [isBooking, setBooking] = useState(false);
  const told = useRef<HTMLDivElement>(null);
  // It comes by itself, also under typing hands: the first key that was meant for a text must not press a button.
  useEffect(() => told.current?.focus(), []);
  const isToBook = mayBook && (row.state === "cancelled" || row.state === "declined") && row.changed_how !== "death";
  if (isBooking) return <BookDialog slug={slug} zone={zone} {...onceMore(row, samePlace(row, now))} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      hasWords={hasWords && onGoOn !== undefined}
      title={t("overtaken.title", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.close")}</Button>
          {isToBook && <Button tone="main" onClick={() => setBooking(true)}>{t("overtaken.again")}</Button>}
          {onGoOn && <Button tone="main" onClick={onGoOn}>{t("overtaken.goOn")}</Button>}
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <div ref={told} tabIndex={-1} className="outline-none">
          <Note tone="amber" role="alert">
            <p className="text-ink">{happened(row)}</p>
            {row.decline_reason && <p className="mt-1">“{row.decline_reason}”</p>}
          </Note>
        </div>
        <VisitLine row={row} zone={zone} />
        <p>{t("overtaken.nothing")}</p>
      </div>
    </Dialog>
  );
}

/** The same for somebody who vanished from the screen while something was asked about them. */
export function OvertakenById({ slug, zone, id, onClose }: { slug: string; zone: string; id: string; onClose: () => void }) {
  const { data } = useQuery({ ...appointmentQuery(slug, id), staleTime: 0 });
  return data ? <OvertakenDialog slug={slug} zone={zone} now={data} onClose={onClose} /> : null;
}
