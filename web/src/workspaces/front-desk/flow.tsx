import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { Board, BoardRow } from "@/api/types";
import { idOf, inColumns, refusalOf, STAGES, type Column } from "@/features/visits/rules";
import { CardFace } from "@/features/visits/visit-card";

import { FlowColumn } from "./flow-column";
import { GoneList } from "./gone-list";
import { useDrag, type Lifted } from "./use-drag";

export interface FlowProps {
  board: Board;
  now: Date;
  selectedId: string | null;
  onSelect: (id: string | null) => void;
  onOpen: (row: BoardRow) => void;
  /** One step forward, by the card's own button. */
  onForward: (row: BoardRow) => void;
  onDrop: (row: BoardRow, to: Column) => void;
  /** On a phone one column stands alone. */
  only: Column | null;
}

const ARROWS: Record<string, readonly [dx: number, dy: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The way of everybody through the house. Arrows walk from card to card, Enter opens the patient. */
export function Flow({ board, now, selectedId, onSelect, onOpen, onForward, onDrop, only }: FlowProps) {
  const columns = inColumns(board.items);
  const flow = useRef<HTMLDivElement>(null);
  const { lifted, start, wasDragged } = useDrag((row, to) => {
    if (refusalOf(row, to, now) === null) onDrop(row, to);
  });
  const [isGoneOpen, setGoneOpen] = useState(false);
  const keepFocus = useFocusThatMoves(flow, board.items);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = ARROWS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const next = neighbourOf(flow.current, event.target, step);
    if (!next) return;
    event.preventDefault();
    next.focus();
    onSelect(next.dataset["card"] ?? null);
  };
  const card = (row: BoardRow) => ({
    onPress: () => {
      if (!wasDragged.current) onSelect(idOf(row) === selectedId ? null : idOf(row));
    },
    onOpen: () => onOpen(row),
    onLift: (event: PointerEvent<HTMLElement>) => start(row, event),
    onForward: () => onForward(row),
  });
  return (
    // The keys go with the cards inside, which are buttons.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={flow}
      onKeyDown={onKeyDown}
      onFocus={keepFocus}
      className="grid min-h-[300px] flex-1 gap-2 print:min-h-0 print:grid-cols-3 tablet:grid-cols-[1.2fr_1fr_1.12fr_1.08fr_1fr] tablet:min-w-[620px] wide:grid-cols-[1.22fr_1fr_1.08fr_1.08fr_1.08fr_.72fr]"
    >
      {STAGES.filter((stage) => (only === null || stage === only) && stage !== "gone").map((stage) => (
        <FlowColumn key={stage} {...{ stage, board, now, selectedId, lifted, card }} rows={columns[stage]} refusal={lifted?.over === stage && lifted.row.stage !== stage ? refusalOf(lifted.row, stage, now) : null} />
      ))}
      {(only === null || only === "gone") && (
        <GoneList rows={columns.gone} zone={board.zone} {...{ selectedId, card, lifted }} isOpen={isGoneOpen || only === "gone"} onToggle={() => setGoneOpen(!isGoneOpen)} />
      )}
      {lifted && <UnderPointer lifted={lifted} zone={board.zone} now={now} />}
    </div>
  );
}

/** A card that goes to another column takes the focus along: the arrows go on from there. */
function useFocusThatMoves(flow: RefObject<HTMLDivElement | null>, rows: readonly BoardRow[]) {
  const held = useRef<{ id: string; stage: string } | null>(null);
  useEffect(() => {
    const stage = rows.find((row) => idOf(row) === held.current?.id)?.stage;
    if (!held.current || stage === undefined || stage === held.current.stage || document.activeElement !== document.body) return;
    [...(flow.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [])].find((card) => card.dataset["card"] === held.current?.id)?.focus();
  }, [flow, rows]);
  return ({ target }: FocusEvent<HTMLElement>): void => {
    const id = target.dataset["card"];
    const stage = target.closest<HTMLElement>("[data-stage]")?.dataset["stage"];
    held.current = id === undefined || stage === undefined ? null : { id, stage };
  };
}

/** The card to go to: along its own column, or at the same height in the next column that has one. */
function neighbourOf(flow: HTMLElement | null, from: HTMLElement, [dx, dy]: readonly [number, number]): HTMLElement | undefined {
  const own = from.closest("[data-stage]");
  const stacks = [...(flow?.querySelectorAll("[data-stage]") ?? [])].map((column) => ({ column, cards: [...column.querySelectorAll<HTMLElement>("[data-card]")] }));
  const x = stacks.findIndex(({ column }) => column === own);
  const y = stacks[x]?.cards.indexOf(from) ?? -1;
  if (y < 0) return undefined;
  if (dy !== 0) return stacks[x]?.cards[y + dy];
  for (let at = x + dx; at >= 0 && at < stacks.length; at += dx) {
    const cards = stacks[at]?.cards ?? [];
    if (cards.length > 0) return cards[Math.min(y, cards.length - 1)];
  }
  return undefined;
}

function UnderPointer({ lifted, zone, now }: { lifted: Lifted; zone: string; now: Date }) {
  const { t } = useTranslation("visits");
  const why = lifted.over === null || lifted.over === lifted.row.stage ? null : refusalOf(lifted.row, lifted.over, now);
  return (
    <div
      className="pointer-events-none fixed top-0 left-0 z-50 rounded-md bg-raised text-[12px] leading-4 shadow-3"
      style={{ width: lifted.width, transform: `translate(${lifted.x}px, ${lifted.y}px)`, ...(why ? { outline: "2px solid var(--red)" } : {}) }}
    >
      <CardFace row={lifted.row} zone={zone} now={now} />
      {why && <p className="rounded-b-md bg-red-tint px-2 py-1 weight-name text-red-ink">{t(`refusal.${why}`)}</p>}
    </div>
  );
}
