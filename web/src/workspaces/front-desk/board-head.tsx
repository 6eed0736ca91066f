import { useTranslation } from "react-i18next";

import type { Board, BoardRow } from "@/api/types";
import { doneAt, idOf, minutesSince, overBy, roomsOf, stateOf } from "@/features/visits/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";

export interface BoardHeadProps {
  board: Board;
  now: Date;
  onSelect: (id: string) => void;
}

const WORDS_MAX = 12;
/** So many rooms stand on one line, whoever is in them: the board below does not jump when somebody comes in. */
const LINE_MAX = 5;

/** How things stand, in a sentence, and who is in which room. */
export function BoardHead({ board, now, onSelect }: BoardHeadProps) {
  const { t } = useTranslation("w-front-desk");
  const f = useFormats();
  const { key, count, minutes, next } = stateOf(board.items, now);
  const words = count > 0 && count <= WORDS_MAX ? t(`number.${count}`) : String(count);
  const sentence = t(`state.${key}`, { count, words, minutes, name: next?.patient_name, time: next?.starts_at ? f.time(next.starts_at, board.zone) : "" });
  return (
    <header className="flex flex-col gap-1.5">
      <h1 className="type-h1 first-letter:uppercase">{sentence}</h1>
      {board.is_cut && <p className="text-ink-2">{t("cut", { shown: board.items.length })}</p>}
      {board.rooms.length > 0 && (
        <ul aria-label={t("rooms")} className={cn("flex flex-wrap gap-x-[18px] gap-y-0.5 text-ink-2", board.rooms.length <= LINE_MAX && "wide:type-small wide:flex-nowrap wide:gap-x-3.5")}>
          {roomsOf(board).map(({ room, row }) => (
            <li key={room.id} className="flex min-h-6 min-w-0 items-center gap-1.5 whitespace-nowrap">
              <b className="text-ink">{room.name}</b>
              <span aria-hidden="true" className={cn("flex-none size-[7px] rounded-full", row === undefined ? "shadow-[inset_0_0_0_1.5px_var(--slate)]" : overBy(row, now) === null ? "bg-purple" : "bg-amber")} />
              {row ? <Guest row={row} zone={board.zone} now={now} onSelect={onSelect} /> : t("free")}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function Guest({ row, zone, now, onSelect }: { row: BoardRow; zone: string; now: Date; onSelect: (id: string) => void }) {
  const { t } = useTranslation("w-front-desk");
  const f = useFormats();
  const done = doneAt(row, now);
  return (
    <button type="button" onClick={() => onSelect(idOf(row))} className="flex min-h-6 min-w-0 items-center gap-1 rounded-chip px-0.5 hover:text-ink hover:underline">
      <span className="truncate">{row.patient_name},</span>
      <span className="flex-none">{done ? t("until", { time: f.time(done, zone) }) : f.minutes(minutesSince(row.stage_at, now))}</span>
    </button>
  );
}
