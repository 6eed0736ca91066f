import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { idOf } from "@/features/visits/rules";
import { useFormats } from "@/lib/i18n";
import { SpeciesIcon } from "@/ui/species-icon";

import { atDesk } from "./at-desk-rules";

export interface AtDeskProps {
  today: readonly BoardRow[];
  zone: string;
  now: Date;
  onPick: (row: BoardRow) => void;
}

/** Before a name is typed: who is most likely to be asking, for one press instead. */
export function AtDesk({ today, zone, now, onPick }: AtDeskProps) {
  const { t } = useTranslation("w-front-desk");
  const f = useFormats();
  const rows = atDesk(today, now);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t("call.atDesk.title")} className="-mx-2 flex min-h-0 flex-col overflow-y-auto max-tablet:hidden">
      <h3 className="type-label px-2 pb-1 text-ink-2">{t("call.atDesk.title")}</h3>
      {rows.map((row) => (
        <button key={idOf(row)} type="button" onClick={() => onPick(row)} className="flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1.5 text-start -outline-offset-2 hover:bg-hover">
          <SpeciesIcon species={row.species} size={30} />
          <span className="flex min-w-0 flex-1 flex-col">
            <b className="truncate text-ink">{row.client_name}</b>
            <span className="truncate text-[12px] leading-[15px] text-ink-2">{row.patient_name}</span>
          </span>
          <span className="type-small flex-none text-ink-2">{row.stage === "expected" && row.starts_at ? f.time(row.starts_at, zone) : t(`call.atDesk.${row.stage}`)}</span>
        </button>
      ))}
    </section>
  );
}
