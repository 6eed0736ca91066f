import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { BoardRow } from "@/api/types";
import { deskCard } from "@/features/appointments/walk-ins";
import { idOf, inColumns, isLongWait, minutesSince } from "@/features/visits/rules";
import { cn } from "@/lib/cn";
import { useMap } from "@/lib/map";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";

import type { Today } from "./use-today";

const SHOWN = 8;

/** Who is in the house, in the order in which they wait for somebody. */
export function presentOf(board: readonly BoardRow[]): BoardRow[] {
  const { waiting, arrived, in_room, to_pay } = inColumns(board);
  return [...waiting, ...arrived, ...to_pay, ...in_room];
}

/** Everybody who is in the house now, whoever sees them: for who brings them in, helps or lets them out. */
export function InsideNow({ today }: { today: Today }) {
  const { t } = useTranslation(["w-today", "visits"]);
  const map = useMap();
  const present = presentOf(today.board);
  const desk = map.href("front-desk");
  return (
    <section aria-label={t("inside.title")} className="flex flex-col gap-1">
      <h2 className="type-h3 flex items-baseline justify-between pb-1">
        {t(present.length === 0 ? "inside.nobody" : "inside.title")}
        {present.length > SHOWN && desk && <Link to={desk} viewTransition className="type-small weight-name font-sans tracking-normal text-blue-ink hover:underline">{t("todo.all", { count: present.length })}</Link>}
      </h2>
      <ul className="-mx-2 flex flex-col gap-0.5">
        {present.slice(0, SHOWN).map((row) => <Present key={idOf(row)} row={row} now={today.now} />)}
      </ul>
    </section>
  );
}

function Present({ row, now }: { row: BoardRow; now: Date }) {
  const { t } = useTranslation(["w-today", "visits"]);
  const map = useMap();
  const to = deskCard(map, row) ?? map.href("patient", row.patient_id);
  const isLong = isLongWait(row, now);
  const minutes = minutesSince(row.stage_at, now);
  const where = row.stage === "in_room" ? (row.room_name ?? t("visits:card.at.in_room")) : t(`visits:stage.${row.stage}`);
  const body = (
    <>
      <SpeciesIcon species={row.species} size={26} />
      <span className="min-w-0">
        <span className="block truncate"><b>{row.patient_name}</b>{"  "}<span className="text-ink-2">{row.client_name}</span></span>
        <span className="type-small block truncate text-ink-2">{[where, row.vet_name].filter(Boolean).join(", ")}</span>
      </span>
      {isLong ? <Tag tone="amber">{t("inside.long", { count: minutes })}</Tag> : <span className="mono type-small text-ink-2">{t("inside.minutes", { count: minutes })}</span>}
    </>
  );
  const box = "grid min-h-9 grid-cols-[26px_minmax(0,1fr)_auto] items-center gap-2.5 rounded-md px-2 py-1";
  return <li>{to === null ? <span className={box}>{body}</span> : <Link to={to} viewTransition className={cn(box, "hover:bg-hover")}>{body}</Link>}</li>;
}
