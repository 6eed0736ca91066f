import { EyeOff, GripVertical, Plus } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { useEscape } from "@/lib/keys";
import { Button, IconButton } from "@/ui/button";

import { hid, placed, spotOf, stepped, type Arrangement, type Block } from "./arrange";

export interface ArrangingProps {
  arrangement: Arrangement;
  content: Readonly<Record<Block, ReactNode>>;
  onChange: (next: Arrangement) => void;
  onEnd: () => void;
  /** Left out where all stands as it does for everybody. */
  onReset: (() => void) | undefined;
}

/** The blocks with a grip each: dragged, or lifted with Space and moved with the arrows. What is in them rests meanwhile. */
export function Arranging({ arrangement, content, onChange, onEnd, onReset }: ArrangingProps) {
  const { t } = useTranslation("w-today");
  const hintId = useId();
  const { shown, lifted, said, onKeyDown, onPointerDown } = useLifting(arrangement, onChange);
  useEscape(true, onEnd);
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <section aria-label={t("arrange.begin")} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <p id={hintId} className="type-small min-w-56 flex-1 text-ink-2">{t("arrange.hint")}</p>
        {onReset && <Button tone="bare" onClick={onReset}>{t("common:layout.putBack")}</Button>}
        <Button ref={done} tone="main" onClick={onEnd}>{t("arrange.done")}</Button>
      </div>
      <div className="grid grid-cols-2 gap-5">
        {shown.columns.map((blocks, column) => (
          <ul key={column} aria-label={t(`arrange.column.${column}`)} data-column={column} className="flex min-h-28 min-w-0 flex-col gap-3 rounded-md bg-sunken p-2.5">
            {blocks.map((block) => (
              <li key={block} data-block={block} className={cn("flex min-w-0 flex-col gap-2 rounded-md bg-surface p-2.5", lifted === block ? "shadow-3" : "shadow-1")}>
                <div className="flex items-center justify-between gap-2">
                  <button
                    type="button"
                    data-grip={block}
                    aria-pressed={lifted === block}
                    aria-describedby={hintId}
                    onKeyDown={(event) => onKeyDown(block, event)}
                    onPointerDown={(event) => onPointerDown(block, event)}
                    className="flex min-h-8 min-w-0 flex-1 cursor-grab touch-none items-center gap-2 rounded-md px-1 text-start font-semibold hover:bg-hover pointer-coarse:min-h-11"
                  >
                    <GripVertical size={15} aria-hidden="true" className="flex-none text-ink-3" />
                    <span className="truncate">{t(`block.${block}`)}</span>
                  </button>
                  <IconButton label={t("arrange.hide", { name: t(`block.${block}`) })} onClick={() => onChange(hid(arrangement, block))}><EyeOff size={15} aria-hidden="true" /></IconButton>
                </div>
                <div inert className="max-h-32 overflow-hidden opacity-55 [mask-image:linear-gradient(#000_60%,transparent)]">{content[block] || <p className="type-small px-1">{t("arrange.empty")}</p>}</div>
              </li>
            ))}
          </ul>
        ))}
      </div>
      {shown.hidden.length > 0 && (
        <div role="group" aria-label={t("arrange.hidden")} className="flex flex-wrap items-center gap-2">
          <span className="type-label text-ink-2">{t("arrange.hidden")}</span>
          {shown.hidden.map((block) => (
            <Button key={block} size="s" icon={<Plus size={13} aria-hidden="true" />} aria-label={t("arrange.show", { name: t(`block.${block}`) })} onClick={() => onChange(placed(arrangement, block, 1, arrangement.columns[1].length))}>{t(`block.${block}`)}</Button>
          ))}
        </div>
      )}
      <p role="status" className="sr-only">{said && t("arrange.said", { name: t(`block.${said.block}`), column: t(`arrange.column.${said.column}`), at: said.index + 1 })}</p>
    </section>
  );
}

/** Where a pointer holds a block: the column under it, and before whom there. */
function spotAt(x: number, y: number, arrangement: Arrangement, block: Block): { column: 0 | 1; index: number } | null {
  const under = document.elementFromPoint(x, y);
  const list = under?.closest<HTMLElement>("[data-column]");
  if (!list) return null;
  const column = list.dataset["column"] === "1" ? 1 : 0;
  const others = arrangement.columns[column].filter((one) => one !== block);
  const met = under?.closest<HTMLElement>("[data-block]");
  if (!met) return { column, index: others.length };
  const index = others.indexOf(met.dataset["block"] as Block);
  if (index < 0) return null;
  const box = met.getBoundingClientRect();
  return { column, index: y > box.top + box.height / 2 ? index + 1 : index };
}

/** One block at a time, by pointer or by keys; until it is let go only this screen shows it, and Esc puts it back. */
function useLifting(arrangement: Arrangement, onChange: (next: Arrangement) => void) {
  const [held, setHeld] = useState<{ block: Block; draft: Arrangement } | null>(null);
  const [said, setSaid] = useState<Block | null>(null);
  const shown = held?.draft ?? arrangement;
  // A block that goes to the other column is drawn anew, and the focus must go with its grip.
  const spot = said && spotOf(shown, said);
  const place = spot ? `${spot.column} ${spot.index}` : "";
  useEffect(() => {
    if (said && place) document.querySelector<HTMLElement>(`[data-grip="${said}"]`)?.focus();
  }, [said, place]);
  const settle = (next: Arrangement | null): void => {
    setHeld(null);
    if (next && next !== arrangement) onChange(next);
  };
  const onKeyDown = (block: Block, event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isHeld = held?.block === block;
    if (event.key === " " || event.key === "Enter") {
      if (isHeld) settle(held.draft);
      else setHeld({ block, draft: arrangement });
    } else if (event.key.startsWith("Arrow")) {
      const next = stepped(shown, block, event.key);
      setSaid(block);
      if (isHeld) setHeld({ block, draft: next });
      else settle(next);
    } else if (event.key === "Escape" && isHeld) settle(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (block: Block, event: PointerEvent): void => {
    if (event.button !== 0) return;
    const ending = new AbortController();
    const { signal } = ending;
    let draft = arrangement;
    setHeld({ block, draft });
    setSaid(null);
    const end = (next: Arrangement | null): void => {
      ending.abort();
      settle(next);
    };
    const move = ({ clientX, clientY }: globalThis.PointerEvent): void => {
      const spot = spotAt(clientX, clientY, draft, block);
      const now = spotOf(draft, block);
      if (!spot || (spot.column === now?.column && spot.index === now.index)) return;
      draft = placed(draft, block, spot.column, spot.index);
      setHeld({ block, draft });
    };
    window.addEventListener("pointermove", move, { signal });
    window.addEventListener("pointerup", () => end(draft), { signal });
    window.addEventListener("pointercancel", () => end(null), { signal });
    window.addEventListener("keydown", (key) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      end(null);
    }, { signal, capture: true });
  };
  return { shown, lifted: held?.block ?? null, said: said && spot ? { block: said, ...spot } : null, onKeyDown, onPointerDown };
}
