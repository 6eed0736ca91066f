import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Slot } from "@/api/types";
import { cn } from "@/lib/cn";
import { addDays, startOfWeek } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button, IconButton } from "@/ui/button";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

import { slotsQuery } from "./api";
import { useNow } from "./practice";
import { daysOfWeek } from "./rules";

export interface SlotPickerProps {
  slug: string;
  type: string;
  zone: string;
  /** Only this vet's times; left out, anybody's. */
  vetId?: string | undefined;
  /** How long it has to be free, where that is not as long as its kind. */
  minutes?: number | undefined;
  /** The day to begin with. */
  day: string;
  chosen: string | null;
  onChoose: (slot: Slot) => void;
}

/** A week of free times: first the day, with how much is free, then the time. */
export function SlotPicker({ slug, type, zone, vetId, minutes, day, chosen, onChoose }: SlotPickerProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const [shownDay, setShownDay] = useState(day);
  const monday = startOfWeek(shownDay);
  const { data, isError, refetch } = useQuery(slotsQuery(slug, { type, from: monday, days: 7, vet: vetId, minutes }));
  const now = useNow();
  // Free times of this morning are free still, but nobody can come to them.
  const slots = (data?.items ?? []).filter((slot) => Date.parse(slot.starts_at) >= now.getTime());
  const onDay = (one: string): Slot[] => slots.filter((slot) => dayIn(slot.starts_at, zone) === one);
  const ofDay = onDay(shownDay);
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex items-center gap-1">
        <IconButton label={t("slots.weekBefore")} onClick={() => setShownDay(addDays(shownDay, -7))}><ChevronLeft size={16} /></IconButton>
        <div role="group" aria-label={t("slots.day")} className="grid flex-1 grid-cols-7 gap-0.5">
          {daysOfWeek(monday).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === shownDay}
              aria-label={t("slots.dayName", { date: f.date(one, "medium"), count: onDay(one).length })}
              onClick={() => setShownDay(one)}
              className={cn("flex flex-col items-center rounded-md py-1 text-[12px] text-ink-2 hover:bg-hover", one === shownDay && "bg-selected text-ink")}
            >
              <span>{f.date(one, "weekday")}</span>
              <span className="weight-name">{Number(one.slice(-2))}</span>
              <span className="mono text-[11px] text-ink-3">{data ? onDay(one).length || "–" : " "}</span>
            </button>
          ))}
        </div>
        <IconButton label={t("slots.weekAfter")} onClick={() => setShownDay(addDays(shownDay, 7))}><ChevronRight size={16} /></IconButton>
      </div>
      {isError && <ErrorState title={t("slots.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />}
      {!data && !isError && <Loading label={t("common:state.loading")} className="flex flex-wrap gap-1.5">{Array.from({ length: 8 }, (_, index) => <Skeleton key={index} className="h-8 w-16" />)}</Loading>}
      {data && ofDay.length === 0 && <p className="text-ink-3">{t("slots.none")}</p>}
      {ofDay.length > 0 && (
        <div role="group" aria-label={t("slots.times", { date: f.date(shownDay, "medium") })} className="flex max-h-44 flex-wrap gap-1.5 overflow-y-auto p-px">
          {ofDay.map((slot) => (
            <button
              key={slot.starts_at}
              type="button"
              aria-pressed={slot.starts_at === chosen}
              onClick={() => onChoose(slot)}
              className={cn("mono h-8 rounded-md px-2.5 text-[13px]", slot.starts_at === chosen ? "bg-blue-fill text-white" : "text-ink shadow-quiet hover:bg-hover")}
            >
              {f.time(slot.starts_at, zone)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
