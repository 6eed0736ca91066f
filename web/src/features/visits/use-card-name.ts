import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { useFormats, useLocale } from "@/lib/i18n";

import { lateBy, minutesSince } from "./rules";

/** A card in one breath, for those who hear it. */
export function useCardName(zone: string, now: Date): (row: BoardRow) => string {
  const { t } = useTranslation("visits");
  const f = useFormats();
  const isEnglish = useLocale() === "en";
  return (row) => {
    const late = lateBy(row, now);
    const since = row.stage === "waiting" ? t("card.wait", { count: minutesSince(row.stage_at, now) }) : null;
    const time = row.starts_at === null ? t("card.walkIn") : f.time(row.starts_at, zone);
    const type = isEnglish ? row.type_name_en : row.type_name_nl;
    const state = row.patient_state === "active" ? null : t(`card.${row.patient_state}`);
    return [row.patient_name, state, row.client_name, time, type, since, row.room_name, row.vet_name, late === null ? null : t("card.late", { count: late }), row.alert, row.client_alert].filter(Boolean).join(", ");
  };
}
