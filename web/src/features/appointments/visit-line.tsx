import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { SpeciesIcon } from "@/ui/species-icon";

import { useNow } from "./practice";
import { useTypeName } from "./type-name";

/** A patient's name for a line of text: two animals of one name have different owners. */
export function whoOf({ patient_name: name, client_name: owner }: Pick<AppointmentRow, "patient_name" | "client_name">): string {
  return owner ? `${name} (${owner})` : name;
}

/** Which visit a question is about: the animal, whose it is, when and what for. */
export function VisitLine({ row, zone }: { row: AppointmentRow; zone: string }) {
  const { t } = useTranslation("common");
  const f = useFormats();
  const now = useNow();
  const typeName = useTypeName();
  return (
    <div className="grid grid-cols-[36px_minmax(0,1fr)] items-center gap-x-3">
      <SpeciesIcon species={row.species} size={36} className="row-span-2" />
      <p className="truncate"><b className="text-ink">{row.patient_name}</b> <span className="text-ink-2">{row.client_name}</span></p>
      <p className="type-small text-ink-2">
        {[t(`species.${row.species}`), row.breed].filter(Boolean).join(", ")} · {f.day(row.starts_at, zone, now)} <span className="mono">{f.time(row.starts_at, zone)}</span> · {typeName(row)}
      </p>
    </div>
  );
}
