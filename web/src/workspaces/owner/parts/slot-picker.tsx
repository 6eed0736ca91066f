import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Slot } from "@/api/types";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { daysOf, groupSlots, nearDay, sameMoment, shownDays, type SlotGroup } from "../rules";

import { useNow } from "./use-now";

export interface SlotPickerProps {
  slots: readonly Slot[];
  zone: string;
  /** The day whose places are shown; one without places gives way to the first that has some. */
  day: string;
  onDay: (day: string) => void;
  selected: string | null;
  onSelect: (slot: Slot) => void;
  /** Later days exist that were not asked for yet. */
  onLater?: () => void;
}

const STEPS: Record<string, 1 | -1> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Tab stops once among the times; the arrows walk on from there. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const times = [...event.currentTarget.querySelectorAll("button")];
  const next = times[times.findIndex((one) => one === event.target) + step];
  event.preventDefault();
  next?.focus();
}

export function SlotPicker({ slots, zone, day, onDay, selected, onSelect, onLater }: SlotPickerProps) {
  const { t } = useTranslation("w-owner");
  const days = daysOf(slots, zone);
  const groups = groupSlots(slots, zone, shownDays(slots, zone, day));
  const shown = groups.flatMap((group) => group.slots);
  const stop = shown.find((slot) => sameMoment(slot.starts_at, selected)) ?? shown[0];
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("slots.day")}</legend>
        <div className="-mx-[22px] flex snap-x scroll-px-[22px] gap-1.5 overflow-x-auto px-[22px] pb-0.5 [scrollbar-width:none]">
          {days.map((one) => <DayChoice key={one} day={one} isChosen={one === day} onChoose={() => onDay(one)} />)}
          {onLater && (
            <button type="button" onClick={onLater} className="flex min-h-[60px] flex-none items-center rounded-sheet px-4 text-[14px] font-medium text-blue-ink hover:bg-hover">{t("slots.later")}</button>
          )}
        </div>
      </fieldset>
      {/* The keys go with the times inside, which are buttons. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={walk} className="contents">
        {groups.map((group) => (
          <Group key={group.day + group.part} group={group} zone={zone} selected={selected} stop={stop} onSelect={onSelect} />
        ))}
      </div>
    </>
  );
}

function DayChoice({ day, isChosen, onChoose }: { day: string; isChosen: boolean; onChoose: () => void }) {
  const f = useFormats();
  return (
    <label className="relative flex min-w-[52px] flex-none snap-start flex-col items-center rounded-sheet bg-surface px-2 py-[9px] text-[13px] leading-[17px] shadow-1 has-checked:bg-blue-fill has-checked:text-white has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <input type="radio" name="day" aria-label={f.date(day, "medium")} checked={isChosen} onChange={onChoose} className="absolute inset-0 m-0 cursor-pointer opacity-0" />
      <span aria-hidden="true">{f.date(day, "weekday")}</span>
      <b aria-hidden="true" className="mono text-[18px] leading-6">{Number(day.slice(8))}</b>
    </label>
  );
}

interface GroupProps extends Pick<SlotPickerProps, "zone" | "selected" | "onSelect"> {
  group: SlotGroup;
  /** Where Tab stops. */
  stop: Slot | undefined;
}

function Group({ group, zone, selected, stop, onSelect }: GroupProps) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const near = nearDay(group.day, dayIn(new Date(useNow()), zone));
  const dayName = f.date(group.day, "medium");
  const title = near ? t(`slots.${near}.${group.part}`) : t(`slots.part.${group.part}`, { day: dayName });
  return (
    <section aria-label={title} className="flex flex-col gap-2.5">
      <h2 className="type-h2 first-letter:uppercase">{title}</h2>
      <ul className="grid grid-cols-4 gap-2 tablet:grid-cols-5">
        {group.slots.map((slot) => {
          const isOn = sameMoment(slot.starts_at, selected);
          const time = f.time(slot.starts_at, zone);
          return (
            <li key={slot.starts_at}>
              <button
                type="button"
                tabIndex={slot === stop ? 0 : -1}
                aria-pressed={isOn}
                aria-label={`${time}, ${dayName}`}
                onClick={() => onSelect(slot)}
                className={cn("mono h-[46px] w-full rounded-sheet text-[16px] transition-colors duration-quick", isOn ? "bg-blue-fill font-semibold text-white" : "bg-surface shadow-1 hover:shadow-[inset_0_0_0_2px_var(--blue-fill)]")}
              >
                {time}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The exact box of what is asked. */
export function SlotsSkeleton() {
  return (
    <div className="flex flex-col gap-4" aria-hidden="true">
      <div className="flex gap-1.5">{[1, 2, 3, 4, 5, 6].map((key) => <span key={key} className="h-[60px] w-[52px] rounded-sheet bg-skeleton animate-skeleton" />)}</div>
      <span className="h-5 w-32 rounded-chip bg-skeleton animate-skeleton" />
      <div className="grid grid-cols-4 gap-2">{[1, 2, 3, 4, 5, 6, 7, 8].map((key) => <span key={key} className="h-[46px] rounded-sheet bg-skeleton animate-skeleton" />)}</div>
    </div>
  );
}
