import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useFormats } from "@/lib/i18n";

import { useNow } from "./practice";

type Texts = (key: string, values: Record<string, unknown>) => string;

/** What was last done to a visit: who, when and what it came to. */
export function useWhatHappened(zone: string): (row: AppointmentRow) => string {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const now = useNow();
  const me = useMe();
  return (row) => {
    const values = { name: row.patient_name, day: f.day(row.starts_at, zone, now), time: f.time(row.starts_at, zone), vet: row.vet_name };
    const say = t as Texts;
    if (row.changed_how === null || row.changed_at === null) return say("overtaken.back", values);
    const when = say("overtaken.when", { day: f.day(row.changed_at, zone, now), time: f.time(row.changed_at, zone) });
    // Done in another window of the same person: nobody else was there.
    if (row.changed_by_id === me.id && row.changed_how !== "death") return say(`overtaken.own.${row.changed_how}`, { ...values, when });
    const who = row.changed_by === "owner" ? row.client_name : say("overtaken.colleague", {});
    return say(`overtaken.what.${row.changed_how}`, { ...values, who, when });
  };
}
