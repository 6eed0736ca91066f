import { useQueries } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { BoardRow } from "@/api/types";
import { whoOf } from "@/features/appointments/visit-line";
import { deskCard, walkedIn } from "@/features/appointments/walk-ins";
import { boardQuery } from "@/features/visits/api";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";

export interface WalkInsProps {
  days: readonly string[];
  today: string;
  zone: string;
  /** Only whose vet is this one, or who has none yet. */
  vetId: string | undefined;
}

/** Above the agenda: who came without an appointment takes no place in a column, and was there all the same. */
export function WalkIns({ days, today, zone, vetId }: WalkInsProps) {
  const { t } = useTranslation("w-schedule");
  const f = useFormats();
  const { slug } = useMap();
  const past = days.filter((day) => day <= today);
  const boards = useQueries({ queries: past.map((day) => boardQuery(slug, day)) });
  const lines = past.map((day, index) => ({ day, rows: walkedIn(boards[index]?.data?.items ?? []).filter((row) => vetId === undefined || row.vet_id === null || row.vet_id === vetId) })).filter(({ rows }) => rows.length > 0);
  if (lines.length === 0) return null;
  return (
    <ul aria-label={t("walkIns.title")} className="mb-2 flex max-h-28 flex-col overflow-y-auto rounded-md bg-sunken px-3 py-1">
      {lines.map(({ day, rows }) => (
        <li key={day} className="flex min-w-0 items-start gap-2 text-ink-2">
          <DoorOpen size={14} aria-hidden="true" className="mt-[7px] flex-none" />
          <span className="flex min-w-0 flex-wrap gap-x-3">
            <b className="weight-name py-1 text-ink">{days.length > 1 && `${f.date(day, "short")}: `}{t("walkIns.count", { count: rows.length })}</b>
            {rows.map((row) => <Who key={row.visit_id} row={row} isToday={day === today} zone={zone} />)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Today the desk has their card; of another day their file says what became of it. */
function Who({ row, isToday, zone }: { row: BoardRow; isToday: boolean; zone: string }) {
  const f = useFormats();
  const map = useMap();
  const to = (isToday ? deskCard(map, row) : null) ?? map.href("patient", row.patient_id);
  const text = <><span className="mono">{f.time(row.arrived_at ?? "", zone)}</span> {whoOf(row)}{row.vet_name && `, ${row.vet_name}`}</>;
  return to === null ? <span className="py-1">{text}</span> : <Link to={to} viewTransition className="inline-block py-1 hover:underline">{text}</Link>;
}
