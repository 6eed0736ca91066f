import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { useTypeName } from "@/features/appointments/type-name";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { walkProgress } from "@/features/appointments/walk-ins";
import { LongText } from "@/features/records/long-text";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

/** Who is in the house without an appointment, in the order in which they came. */
export function WalkIns({ rows, zone }: { rows: readonly BoardRow[]; zone: string }) {
  const { t } = useTranslation(["w-consult", "appointments", "visits"]);
  const f = useFormats();
  const map = useMap();
  const typeName = useTypeName();
  return (
    <Sheet className="px-4 py-3">
      <h2 className="type-h3 pb-1.5">{t("visits:card.walkIn")}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.visit_id} className="flex items-start gap-3 border-t border-line py-2 first:border-0">
            <SpeciesIcon species={row.species} size={32} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2"><b className="min-w-0 [overflow-wrap:anywhere]">{row.patient_name}</b>{walkProgress(row) === "in_consult" && <Tag tone="purple">{t("appointments:progress.in_consult")}</Tag>}</p>
              <p className="type-small text-ink-3"><span className="mono">{f.time(row.arrived_at ?? "", zone)}</span>, {row.client_name}, {row.room_name ?? t(`visits:card.at.${row.stage}`)}</p>
              <LongText text={row.note || typeName(row)} lines={2} textClassName="text-ink-2" />
            </div>
            <Button aria-label={t(row.record_id === null ? "list.start" : "list.open", { name: row.patient_name })} onClick={() => goToConsult(map, row)}>{t(row.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult")}</Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
