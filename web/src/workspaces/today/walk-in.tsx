import { DoorOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { BoardRow } from "@/api/types";
import { useTypeName } from "@/features/appointments/type-name";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { whoOf } from "@/features/appointments/visit-line";
import { deskCard, walkProgress } from "@/features/appointments/walk-ins";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Tag } from "@/ui/tag";

export interface WalkInProps {
  row: BoardRow;
  clock: (at: string) => string;
  isOwn: boolean;
  mayNote: boolean;
}

/** Who came without an appointment: a vet begins their consult here, what else is done with them is done at the desk. */
export function WalkIn({ row, clock, isOwn, mayNote }: WalkInProps) {
  const { t } = useTranslation(["w-today", "appointments", "visits"]);
  const map = useMap();
  const typeName = useTypeName();
  const to = deskCard(map, row) ?? map.href("patient", row.patient_id);
  const isInConsult = walkProgress(row) === "in_consult";
  const isToNote = mayNote && map.href("consult") !== null;
  const what = row.note || typeName(row);
  const where = row.room_name ?? t(`visits:card.at.${row.stage}`);
  const consult = t(row.record_id === null ? "appointments:action.consult" : "appointments:action.openConsult");
  return (
    <li className={cn("flex flex-wrap items-center gap-x-2 rounded-md pe-2", isInConsult ? "bg-purple-tint" : "hover:bg-hover")}>
      <Link to={to ?? ""} viewTransition className="grid min-h-9 min-w-0 flex-1 basis-44 grid-cols-[44px_26px_minmax(0,1fr)] items-center gap-2 rounded-md px-2 py-1">
        <span className="mono text-ink-2">{clock(row.arrived_at ?? "")}</span>
        <span className={cn("grid size-[26px] place-items-center rounded-full", isInConsult ? "bg-surface" : "bg-sunken text-ink-2")}><DoorOpen size={14} aria-hidden="true" /></span>
        <span className="min-w-0">
          <span className="block truncate"><b>{row.patient_name}</b>{"  "}<span className="text-ink-2">{row.client_name}</span></span>
          <span className="type-small block truncate text-ink-2">{[t("line.walkIn"), where, what].filter(Boolean).join(", ")}</span>
        </span>
      </Link>
      <span className="ms-auto flex items-center gap-1.5 py-1">
        {!isOwn && row.vet_name && <Avatar name={row.vet_name} size={22} />}
        {isInConsult && !isToNote && <Tag tone="purple">{t("appointments:progress.in_consult")}</Tag>}
        {isToNote && <Button size="s" aria-label={`${consult}, ${whoOf(row)}`} onClick={() => goToConsult(map, row)}>{consult}</Button>}
      </span>
    </li>
  );
}
