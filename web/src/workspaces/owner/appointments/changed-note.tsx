import { useTranslation } from "react-i18next";

import type { AppointmentView } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Note } from "@/ui/note";

type Change = "state" | "time" | "vet" | "other";

/** What of an appointment is no longer what its owner had on the screen, what weighs most first. */
export function whatChanged(before: AppointmentView, after: AppointmentView): Change[] {
  const changes: Change[] = [];
  if (before.state !== after.state) changes.push("state");
  if (Date.parse(before.starts_at) !== Date.parse(after.starts_at)) changes.push("time");
  if (before.vet_id !== after.vet_id) changes.push("vet");
  return changes.length > 0 ? changes : ["other"];
}

/** The same in words: "Deze afspraak is intussen verzet naar dinsdag 3 maart 10:00." */
export function useChangedText(): (before: AppointmentView, after: AppointmentView) => string {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  return (before, after) => {
    const { starts_at, zone, state, vet_name: vet } = after;
    const values = { day: f.day(starts_at, zone, new Date()), time: f.time(starts_at, zone), vet };
    return whatChanged(before, after).map((one) => t(`appointment.changed.${one === "state" ? state : one}`, values)).join(" ");
  };
}

export interface ChangedNoteProps {
  before: AppointmentView;
  after: AppointmentView;
}

/** The practice was faster: nothing was done, this is how it stands now, and the owner may ask again. */
export function ChangedNote({ before, after }: ChangedNoteProps) {
  const { t } = useTranslation("w-owner");
  const text = useChangedText();
  return <Note tone="amber" role="alert" className="rounded-sheet px-3.5 py-3"><b>{text(before, after)}</b> {t("appointment.changed.again")}</Note>;
}
