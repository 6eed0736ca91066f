import { CalendarOff, CircleSlash, Clock, Ellipsis, UserRoundMinus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { LeaveView } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import { leaveBand, type Band } from "./away";
import type { Away } from "./use-away";

export interface AwayLinesProps {
  away: Away;
  days: readonly string[];
  zone: string;
  /** Whose leave stands in a column of their own. */
  inColumns: ReadonlySet<string>;
}

/** Who can be away; a room or an instrument is not available. */
const PEOPLE: ReadonlySet<LeaveView["resource_kind"]> = new Set(["vet", "paravet"]);

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** When a band is, in words: all day, or from when to when. */
export function useBandTime(): (band: Pick<Band, "from" | "to">) => string {
  const { t } = useTranslation("w-schedule");
  return ({ from, to }) => (from === 0 && to === 1440 ? t("away.allDay") : `${clock(from)} – ${clock(to)}`);
}

/** Above the agenda: on which days the practice is closed or open at other hours, and who or what is away without a column here. */
export function AwayLines({ away, days, zone, inColumns }: AwayLinesProps) {
  const { t } = useTranslation(["w-schedule", "common"]);
  const f = useFormats();
  const time = useBandTime();
  // One line says a leave of several days: from the first that is shown to the last.
  const when = (bands: readonly (Band & { day: string })[]): string => {
    const [first, last] = [bands[0], bands.at(-1)];
    if (!first || !last) return "";
    if (first === last) return days.length > 1 ? `${f.date(first.day, "short")} ${time(first)}` : time(first);
    return `${f.date(first.day, "short")}${first.from > 0 ? ` ${clock(first.from)}` : ""} – ${f.date(last.day, "short")}${last.to < 1440 ? ` ${clock(last.to)}` : ""}`;
  };
  const lines: { key: string; icon: ReactNode; text: string; reason: string }[] = [];
  for (const day of days) {
    const special = away.exceptions.get(day);
    if (!special) continue;
    const isClosed = special.hours.length === 0;
    const text = isClosed ? t("away.closed") : t("away.hours", { hours: f.list(special.hours.map(({ opens, closes }) => `${opens} – ${closes}`)) });
    lines.push({ key: day, icon: isClosed ? <CalendarOff size={14} aria-hidden="true" /> : <Clock size={14} aria-hidden="true" />, text: days.length > 1 ? `${f.date(day, "short")}: ${text}` : text, reason: special.note });
  }
  for (const one of away.leave) {
    const bands = inColumns.has(one.resource_id) ? [] : days.flatMap((day) => {
      const band = leaveBand(one, day, zone);
      return band ? [{ day, ...band }] : [];
    });
    if (bands.length === 0) continue;
    const isPerson = PEOPLE.has(one.resource_kind);
    const icon = isPerson ? <UserRoundMinus size={14} aria-hidden="true" /> : <CircleSlash size={14} aria-hidden="true" />;
    lines.push({ key: one.id, icon, text: t(isPerson ? "away.leaveOf" : "away.without", { name: one.resource_name, time: when(bands) }), reason: one.reason });
  }
  if (away.isFailed) return <Note tone="amber" role="alert" className="mb-2">{t("away.failed")} <Button tone="link" onClick={away.retry}>{t("common:action.retry")}</Button></Note>;
  if (away.isCut) lines.push({ key: "cut", icon: <Ellipsis size={14} aria-hidden="true" />, text: t("away.cut"), reason: "" });
  if (lines.length === 0) return null;
  return (
    <ul aria-label={t("away.title")} className="mb-2 flex max-h-28 flex-col gap-1 overflow-y-auto rounded-md bg-sunken px-3 py-2">
      {lines.map((line) => <li key={line.key} className="flex min-w-0 items-start gap-2 text-ink-2 [&>svg]:mt-[3px]">{line.icon}<span className="min-w-0 [overflow-wrap:anywhere]"><b className="weight-name text-ink">{line.text}</b>{line.reason && <> {line.reason}</>}</span></li>)}
    </ul>
  );
}
