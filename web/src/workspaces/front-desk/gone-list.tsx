import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { idOf } from "@/features/visits/rules";
import { useCardName } from "@/features/visits/use-card-name";
import { cn } from "@/lib/cn";
import { SpeciesIcon } from "@/ui/species-icon";

import { ColumnHead, type CardActs } from "./flow-column";
import type { Lifted } from "./use-drag";

export interface GoneListProps {
  rows: readonly BoardRow[];
  zone: string;
  selectedId: string | null;
  lifted: Lifted | null;
  card: (row: BoardRow) => CardActs;
  /** Where there is no room for a sixth column it stands folded below the others. */
  isOpen: boolean;
  onToggle: () => void;
}

/** Who has left: a name each, the last on top. */
export function GoneList({ rows, zone, selectedId, lifted, card, isOpen, onToggle }: GoneListProps) {
  const { t } = useTranslation(["w-front-desk", "visits"]);
  const cardName = useCardName(zone, new Date());
  const stop = rows.find((row) => idOf(row) === selectedId) ?? rows[0];
  const isOver = lifted?.over === "gone" && lifted.row.stage !== "gone";
  return (
    <section
      data-stage="gone"
      aria-label={t("column", { stage: t("visits:stage.gone"), count: rows.length })}
      className={cn("flex min-h-0 min-w-0 flex-col rounded-sheet max-wide:col-span-full", isOver && "bg-selected outline-2 -outline-offset-2 outline-blue-fill")}
    >
      <div className="max-wide:hidden print:block!"><ColumnHead stage="gone" count={rows.length} /></div>
      <button type="button" aria-expanded={isOpen} onClick={onToggle} className="flex min-h-8 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-hover print:hidden wide:hidden">
        <ChevronDown size={15} className={cn("transition-transform duration-quick", isOpen && "rotate-180")} aria-hidden="true" />
        {t("goneFold", { count: rows.length })}
      </button>
      <ol className={cn("flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-1 pb-1 max-wide:max-h-40 max-wide:flex-row max-wide:flex-wrap", !isOpen && "max-wide:hidden print:flex!")}>
        {rows.length === 0 && <li className="type-small px-1.5 text-ink-3">{t("none.gone")}</li>}
        {rows.map((row) => (
          <li key={idOf(row)} className="min-w-0">
            <button
              type="button"
              data-card={idOf(row)}
              tabIndex={row === stop ? 0 : -1}
              aria-pressed={idOf(row) === selectedId}
              aria-label={cardName(row)}
              onClick={card(row).onPress}
              onPointerDown={card(row).onLift}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                card(row).onOpen();
              }}
              className={cn("flex min-h-[26px] w-full min-w-0 items-center gap-1.5 rounded-chip px-1 text-[12px] text-ink-2 select-none hover:bg-hover max-tablet:min-h-11", idOf(row) === selectedId && "bg-selected")}
            >
              <SpeciesIcon species={row.species} size={18} isBare className="text-ink-3" />
              <span className="truncate">{row.patient_name}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
