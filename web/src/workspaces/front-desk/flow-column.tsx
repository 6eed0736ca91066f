import { useState, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Board, BoardRow } from "@/api/types";
import { firstFreeRoom, idOf, nextStage, refusalOf, soonAndLater, type Column, type Refusal } from "@/features/visits/rules";
import { useCardName } from "@/features/visits/use-card-name";
import { VisitCard } from "@/features/visits/visit-card";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { VISIT_LOOKS } from "@/ui/status-chain";

import type { Lifted } from "./use-drag";

export interface CardActs {
  onPress: () => void;
  onOpen: () => void;
  onLift: (event: PointerEvent<HTMLElement>) => void;
  onForward: () => void;
}

export interface FlowColumnProps {
  stage: Column;
  rows: readonly BoardRow[];
  board: Board;
  now: Date;
  selectedId: string | null;
  lifted: Lifted | null;
  /** Why what lies over it cannot go here. */
  refusal: Refusal | null;
  card: (row: BoardRow) => CardActs;
}

export function FlowColumn({ stage, rows, board, now, selectedId, lifted, refusal, card }: FlowColumnProps) {
  const { t } = useTranslation(["w-front-desk", "visits"]);
  const f = useFormats();
  const [isAll, setAll] = useState(false);
  const { soon, later } = stage === "expected" && !isAll ? soonAndLater(rows, now) : { soon: rows, later: [] };
  const isOver = lifted?.over === stage && lifted.row.stage !== stage;
  // Tab stops once in a column: at what is chosen, else at the top; the arrows do the rest.
  const stop = soon.find((row) => idOf(row) === selectedId) ?? soon[0];
  const last = later.at(-1);
  return (
    <section
      data-stage={stage}
      aria-label={t("column", { stage: t(`visits:stage.${stage}`), count: rows.length })}
      className={cn("flex min-h-0 min-w-0 flex-col rounded-sheet bg-sunken", isOver && (refusal ? "bg-red-tint outline-2 -outline-offset-2 outline-red" : "bg-selected outline-2 -outline-offset-2 outline-blue-fill"))}
    >
      <ColumnHead stage={stage} count={rows.length} />
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5">
        {rows.length === 0 && <p className="type-small px-1.5 py-1 text-ink-3">{t(`none.${stage}`)}</p>}
        <ol className="flex flex-col gap-1.5 py-px">
          {soon.map((row) => <FlowCard key={idOf(row)} {...{ row, board, now }} isSelected={idOf(row) === selectedId} isStop={row === stop} isLifted={lifted !== null && idOf(lifted.row) === idOf(row)} acts={card(row)} />)}
        </ol>
        {last && <button type="button" onClick={() => setAll(true)} className="mt-1 min-h-6 w-full rounded-chip px-1.5 py-1 text-start text-[12px] -outline-offset-2 text-ink-2 hover:bg-hover">{t("later", { count: later.length, time: f.time(last.starts_at ?? now, board.zone) })}</button>}
      </div>
    </section>
  );
}

export function ColumnHead({ stage, count }: { stage: Column; count: number }) {
  const { t } = useTranslation("visits");
  const { icon: Icon } = VISIT_LOOKS[stage === "to_pay" ? "checkout" : stage];
  return (
    <h2 className={cn("flex items-center gap-[5px] px-[11px] pt-[9px] pb-2 font-sans text-[12.5px] leading-[18px] font-semibold tracking-normal whitespace-nowrap", stage === "gone" && "px-1.5")}>
      <Icon size={15} className="flex-none text-ink-3" />
      <span className="truncate">{t(`stage.${stage}`)}</span>
      <span className="mono ml-auto font-medium text-ink-2">{count}</span>
    </h2>
  );
}

interface FlowCardProps {
  row: BoardRow;
  board: Board;
  now: Date;
  isSelected: boolean;
  isStop: boolean;
  isLifted: boolean;
  acts: CardActs;
}

function FlowCard({ row, board, now, isSelected, isStop, isLifted, acts }: FlowCardProps) {
  const { t } = useTranslation("visits");
  const cardName = useCardName(board.zone, now);
  const next = nextStage(row.stage);
  const room = row.stage === "waiting" ? firstFreeRoom(board) : null;
  const label = t(`forwardOf.${row.stage}${room ? "Room" : ""}`, { name: row.patient_name, room: room?.name });
  return (
    <VisitCard {...{ row, now, isSelected, isLifted }} zone={board.zone} forward={next !== null && refusalOf(row, next, now) === null ? { label, run: acts.onForward } : undefined}>
      <button
        type="button"
        data-card={idOf(row)}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isSelected}
        aria-label={cardName(row)}
        title={[row.alert, row.client_alert].filter(Boolean).join("\n") || undefined}
        onClick={acts.onPress}
        onPointerDown={acts.onLift}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          acts.onOpen();
        }}
        className="absolute inset-0 rounded-md -outline-offset-2 select-none hover:bg-hover"
      />
    </VisitCard>
  );
}
