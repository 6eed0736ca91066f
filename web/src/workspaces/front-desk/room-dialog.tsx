import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Board, BoardRoom, BoardRow } from "@/api/types";
import { firstFreeRoom, roomsOf } from "@/features/visits/rules";
import { cn } from "@/lib/cn";
import { Dialog } from "@/ui/dialog";
import { KeyCap } from "@/ui/key-cap";

export interface RoomDialogProps {
  row: BoardRow;
  board: Board;
  onChoose: (room: BoardRoom | null) => void;
  onClose: () => void;
}

/** Which room: the first that is free is ready for Enter, any other is one press away, a taken one too. */
export function RoomDialog({ row, board, onChoose, onClose }: RoomDialogProps) {
  const { t } = useTranslation(["visits", "common"]);
  const proposed = useRef<HTMLButtonElement>(null);
  const free = firstFreeRoom(board);
  useEffect(() => {
    // After the dialog has opened, which puts the focus on its close button.
    const waiting = requestAnimationFrame(() => proposed.current?.focus());
    return () => cancelAnimationFrame(waiting);
  }, []);
  return (
    <Dialog isOpen onClose={onClose} size="s" title={t("rooms.title", { name: row.patient_name })} closeLabel={t("common:action.close")}>
      {board.rooms.length === 0 && <p className="pb-2">{t("rooms.none")}</p>}
      <ul className="-mx-2 flex flex-col gap-0.5">
        {roomsOf(board).map(({ room, row: guest }) => (
          <li key={room.id}>
            <button
              ref={room.id === free?.id ? proposed : undefined}
              type="button"
              disabled={room.id === row.room_id}
              onClick={() => onChoose(room)}
              className={cn("grid min-h-10 w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2.5 rounded-md px-2 text-start hover:bg-hover disabled:text-ink-off", room.id === free?.id && "bg-selected hover:bg-selected")}
            >
              <span aria-hidden="true" className={cn("size-[7px] rounded-full", guest ? "bg-purple" : "shadow-[inset_0_0_0_1.5px_var(--slate)]")} />
              <span className="truncate"><b className="text-ink">{room.name}</b> <span className="text-ink-2">{guest ? guest.patient_name : t("rooms.free")}</span></span>
              {room.id === free?.id && <KeyCap className="bg-surface">↵</KeyCap>}
            </button>
          </li>
        ))}
        <li><button ref={free === null ? proposed : undefined} type="button" onClick={() => onChoose(null)} className="min-h-10 w-full rounded-md px-2 text-start text-ink-2 hover:bg-hover">{t("rooms.without")}</button></li>
      </ul>
    </Dialog>
  );
}
