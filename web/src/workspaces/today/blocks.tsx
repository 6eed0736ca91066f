import type { AppointmentRow } from "@/api/types";
import { progressOf } from "@/features/appointments/rules";
import { cn } from "@/lib/cn";
import { minuteOfDay } from "@/lib/dates";
import { typeLook } from "@/ui/type-tag";

const FROM = 8 * 60;
const LENGTH = 10 * 60;
const COLUMNS_MAX = 5;

/** The schedule in small: a column for each vet, a block for each visit, the red line of now. */
export function Blocks({ rows, zone, now }: { rows: readonly AppointmentRow[]; zone: string; now: Date }) {
  const vets = [...new Set(rows.map((row) => row.vet_id))].slice(0, COLUMNS_MAX);
  const share = (minutes: number): number => Math.min(100, Math.max(0, (minutes / LENGTH) * 100));
  const line = ((minuteOfDay(now, zone) - FROM) / LENGTH) * 100;
  return (
    <div className="relative flex h-full min-h-28 gap-1">
      {vets.map((vet) => (
        <div key={vet} className="relative flex-1">
          {rows.filter((row) => row.vet_id === vet).map((row) => (
            <span
              key={row.id}
              className={cn("absolute inset-x-0 rounded-[2px]", typeLook(row.category).bar, progressOf(row) === "seen" && "opacity-45")}
              style={{ top: `${share(minuteOfDay(row.starts_at, zone) - FROM)}%`, height: `calc(${share((Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000)}% - 1px)` }}
            />
          ))}
        </div>
      ))}
      {line > 0 && line < 100 && <span className="absolute inset-x-0 h-[1.5px] bg-red" style={{ top: `${line}%` }} />}
    </div>
  );
}
