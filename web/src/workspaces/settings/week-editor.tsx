import { Copy, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OpeningSpan } from "@/api/types";
import { faultsOfDay, minutesOpen, nextSpan, WEEKDAYS, type Week } from "@/features/settings/rules";
import { useFormats } from "@/lib/i18n";
import { Button, IconButton } from "@/ui/button";
import { Menu, MenuHeading, MenuItem } from "@/ui/menu";

import { SpanFields } from "./span-fields";

export interface WeekEditorProps {
  week: Week;
  onChange: (week: Week) => void;
  /** Said on a day without hours: closed for a practice, off for a person. */
  closedText: string;
}

/** Seven days with any number of spans each. What does not fit is said at the span, while it is typed. */
export function WeekEditor({ week, onChange, closedText }: WeekEditorProps) {
  return (
    <ul>
      {WEEKDAYS.map((weekday) => (
        <DayRow
          key={weekday}
          weekday={weekday}
          spans={week[weekday] ?? []}
          closedText={closedText}
          onChange={(spans) => onChange({ ...week, [weekday]: spans })}
          onCopy={(targets) => onChange({ ...week, ...Object.fromEntries(targets.map((target) => [target, (week[weekday] ?? []).map((span) => ({ ...span }))])) })}
        />
      ))}
    </ul>
  );
}

interface DayRowProps {
  weekday: number;
  spans: OpeningSpan[];
  closedText: string;
  onChange: (spans: OpeningSpan[]) => void;
  onCopy: (targets: number[]) => void;
}

function DayRow({ weekday, spans, closedText, onChange, onCopy }: DayRowProps) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const name = t(`common:weekday.${weekday}`);
  const faults = faultsOfDay(spans);
  const hours = minutesOpen(spans) / 60;
  return (
    <li className="grid grid-cols-[104px_minmax(0,1fr)_auto] items-start gap-x-4 border-t border-line py-2.5 first:border-t-0 max-tablet:grid-cols-[minmax(0,1fr)_auto] max-tablet:gap-y-1.5">
      <span className="flex items-baseline gap-2 pt-2 tablet:flex-col tablet:gap-0">
        <span className="font-semibold first-letter:uppercase">{name}</span>
        <span className="mono text-ink-3">{hours > 0 ? t("hours.count", { hours: f.number(hours, 2) }) : ""}</span>
      </span>
      <div role="group" aria-label={name} className="flex min-h-[34px] flex-col gap-2 max-tablet:order-3 max-tablet:col-span-2">
        {spans.length === 0 && <span className="pt-2 text-ink-3">{closedText}</span>}
        {spans.map((span, index) => (
          <div key={index} className="flex items-start gap-1.5">
            <SpanFields
              name={spans.length > 1 ? t("hours.nth", { day: name, number: index + 1 }) : name}
              span={span}
              fault={faults[index] ?? null}
              onChange={(next) => onChange(spans.map((one, at) => (at === index ? next : one)))}
            />
            <IconButton label={t("hours.remove", { day: name, opens: span.opens, closes: span.closes })} className="mt-[3px]" onClick={() => onChange(spans.filter((_, at) => at !== index))}>
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          </div>
        ))}
      </div>
      <div className="flex items-center gap-1 pt-1">
        <Button size="s" tone={spans.length === 0 ? "plain" : "bare"} icon={<Plus size={14} aria-hidden="true" />} aria-label={`${t(spans.length === 0 ? "hours.open" : "hours.span")}, ${t("hours.add", { day: name })}`} onClick={() => onChange([...spans, nextSpan(spans)])}>
          {spans.length === 0 ? t("hours.open") : t("hours.span")}
        </Button>
        <Menu trigger={<IconButton label={t("hours.copy", { day: name })}><Copy size={15} aria-hidden="true" /></IconButton>}>
          <MenuHeading>{t("hours.copyTo", { day: name })}</MenuHeading>
          <MenuItem onSelect={() => onCopy([1, 2, 3, 4, 5])}>{t("hours.workdays")}</MenuItem>
          <MenuItem onSelect={() => onCopy([...WEEKDAYS])}>{t("hours.allDays")}</MenuItem>
          {WEEKDAYS.filter((other) => other !== weekday).map((other) => (
            <MenuItem key={other} onSelect={() => onCopy([other])}><span className="first-letter:uppercase">{t(`common:weekday.${other}`)}</span></MenuItem>
          ))}
        </Menu>
      </div>
    </li>
  );
}
