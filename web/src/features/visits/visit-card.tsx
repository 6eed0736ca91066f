import { ArrowRight, Check, Clock, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BoardRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { useFormats, useLocale } from "@/lib/i18n";
import { Avatar } from "@/ui/avatar";
import { SpeciesIcon } from "@/ui/species-icon";
import { Tag } from "@/ui/tag";
import { typeLook } from "@/ui/type-tag";

import { doneAt, isLongWait, lateBy, minutesSince, overBy, WAIT_FULL, WAIT_LONG } from "./rules";

export interface VisitCardProps {
  row: BoardRow;
  zone: string;
  now: Date;
  isSelected: boolean;
  /** Lies under the pointer elsewhere: only its place is left here. */
  isLifted?: boolean;
  /** What one press on the card's own button does; left out when there is no step forward now. */
  forward?: { label: string; run: () => void } | undefined;
  /** The button that is the card. */
  children: ReactNode;
}

/** One patient on the board: who, whose, since when, and what must be known. */
export function VisitCard({ row, zone, now, isSelected, isLifted, forward, children }: VisitCardProps) {
  const isHeld = lateBy(row, now) !== null || isLongWait(row, now);
  const isExpected = row.stage === "expected";
  return (
    <li
      className={cn(
        "group relative flex min-w-0 flex-none flex-col rounded-md bg-surface text-[12px] leading-4 animate-row",
        isHeld ? "shadow-[inset_3px_0_0_var(--amber),var(--elevation-1)]" : "shadow-1",
        isSelected && "shadow-[0_0_0_2px_var(--blue-fill)]",
        isLifted && "bg-transparent opacity-45 shadow-none outline-2 -outline-offset-2 outline-dashed outline-line-field",
      )}
    >
      {children}
      <CardFace row={row} zone={zone} now={now} />
      {forward && (
        <button
          data-act
          type="button"
          aria-label={forward.label}
          title={forward.label}
          onClick={forward.run}
          className={cn(
            "absolute top-1.5 right-1.5 z-10 grid size-6 place-items-center rounded-chip max-tablet:size-9 bg-surface text-ink-2 shadow-quiet hover:bg-green-fill hover:text-white focus-visible:opacity-100 pointer-coarse:opacity-100",
            !isExpected && "opacity-0 group-hover:opacity-100 group-focus-within:opacity-100",
          )}
        >
          {isExpected ? <Check size={14} aria-hidden="true" /> : <ArrowRight size={14} aria-hidden="true" />}
        </button>
      )}
    </li>
  );
}

/** The card as it lies on the board and under the pointer; the button over it carries its name. */
export function CardFace({ row, zone, now }: Pick<VisitCardProps, "row" | "zone" | "now">) {
  const { t } = useTranslation("visits");
  return (
    <div aria-hidden="true" className="pointer-events-none flex min-w-0 flex-col gap-[3px] p-2">
      <div className={cn("flex min-w-0 items-center gap-1.5 max-tablet:pr-10", row.stage === "expected" ? "pr-6" : "pointer-coarse:pr-6")}>
        <SpeciesIcon species={row.species} size={24} className={row.patient_state === "active" ? undefined : "grayscale"} />
        <b className="truncate text-[13px]">{row.patient_name}</b>
      </div>
      <div className="flex min-w-0 items-center justify-between gap-1">
        <p className="line-clamp-2 min-w-0 break-words text-ink-2">{(row.stage === "in_room" && row.room_name) || row.client_name}</p>
        {row.stage === "arrived" && <Vet row={row} />}
      </div>
      {row.patient_state !== "active" && <Tag tone="line" className="self-start">{t(`card.${row.patient_state}`)}</Tag>}
      <Warning text={row.alert} tone="red" />
      <Warning text={row.client_alert} tone="amber" />
      <CardFoot row={row} zone={zone} now={now} />
    </div>
  );
}

function Vet({ row }: { row: BoardRow }) {
  return row.vet_name === null ? null : <Avatar name={row.vet_name} size={20} isDecorative className="-my-0.5 ml-auto flex-none" />;
}

/** Never behind a click: whoever walks up to the animal has seen it. */
function Warning({ text, tone }: { text: string; tone: "red" | "amber" }) {
  if (text === "") return null;
  return (
    <p className={cn("flex gap-1 rounded-chip px-1.5 py-[3px] text-[11.5px] leading-[14px] weight-name", tone === "red" ? "bg-red-tint text-red-ink" : "bg-amber-tint text-amber-ink")}>
      <TriangleAlert size={13} className="mt-px" />
      <span className="line-clamp-2 break-words">{text}</span>
    </p>
  );
}

function CardFoot({ row, zone, now }: Pick<VisitCardProps, "row" | "zone" | "now">) {
  const { t } = useTranslation("visits");
  const f = useFormats();
  const isEnglish = useLocale() === "en";
  const type = row.category === null ? null : <TypeLine category={row.category} name={(isEnglish ? row.type_name_en : row.type_name_nl) ?? ""} />;
  const late = lateBy(row, now);
  const over = overBy(row, now);
  const done = doneAt(row, now);
  const minutes = minutesSince(row.stage_at, now);
  if (row.stage === "expected" || row.stage === "arrived") {
    return (
      <Foot>
        <span className="mono text-ink-3">{f.time(row.starts_at ?? row.arrived_at ?? now, zone)}</span>
        {late !== null ? <Tag tone="amber" icon={<TriangleAlert aria-hidden="true" />}>{t("card.late", { count: late })}</Tag> : (type ?? <span className="truncate text-ink-2">{t("card.walkIn")}</span>)}
      </Foot>
    );
  }
  if (done) return <Foot><span className="text-ink-2">{t("card.done")}</span><span className="mono text-ink-3">{f.time(done, zone)}</span></Foot>;
  const isAmber = over !== null || isLongWait(row, now);
  return (
    <>
      <Foot>
        <span className={cn("mono text-[18px] leading-[22px] font-medium tracking-[-0.05em]", isAmber && "text-amber-ink")}>{minutes}<small className="ml-[3px] font-sans text-[12px] font-normal tracking-normal">{t("card.minutes")}</small></span>
        {isLongWait(row, now) && <Tag tone="amber" icon={<TriangleAlert aria-hidden="true" />}>{t("card.long")}</Tag>}
        {over !== null && <Tag tone="amber" icon={<Clock aria-hidden="true" />}>{t("card.over", { count: over })}</Tag>}
        {(row.stage === "waiting" || row.stage === "in_room") && <Vet row={row} />}
      </Foot>
      {row.stage === "waiting" && <WaitBar minutes={minutes} />}
    </>
  );
}

/** What does not fit beside the rest goes under it: on a narrow board nothing is cut after a few letters, and nothing sticks out. */
const Foot = ({ children }: { children: ReactNode }) => <div className="flex min-h-5 min-w-0 flex-wrap items-center justify-between gap-x-1.5 gap-y-0.5">{children}</div>;

/** As TypeTag, but a long name gives way. */
function TypeLine({ category, name }: { category: string; name: string }) {
  const { icon: Icon, ink } = typeLook(category);
  return (
    <span className={cn("flex min-w-0 items-center gap-[5px] weight-name", ink)}>
      <Icon size={13} className="flex-none" />
      <span className="truncate">{name}</span>
    </span>
  );
}

/** Full at twenty-five minutes, with its mark at fifteen. */
function WaitBar({ minutes }: { minutes: number }) {
  return (
    <div className="relative mt-0.5 h-1 rounded-[2px] bg-line">
      <i className={cn("absolute inset-y-0 left-0 rounded-[2px]", minutes >= WAIT_LONG ? "bg-amber" : "bg-slate")} style={{ width: `${Math.min(100, (minutes / WAIT_FULL) * 100)}%` }} />
      <span className="absolute -top-0.5 h-2 w-[1.5px] bg-line-field" style={{ left: `${(WAIT_LONG / WAIT_FULL) * 100}%` }} />
    </div>
  );
}
