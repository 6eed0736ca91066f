import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Checkbox, Switch } from "@/ui/choices";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";
import { TextField } from "@/ui/text-field";

import { dayIn } from "@/lib/formats";

import type { Rhythm, Series, Settled } from "./use-series";

const USUAL: Rhythm = { every: 1, unit: "weeks", times: 4 };
const TIMES_MAX = 26;

export interface RepeatProps {
  zone: string;
  series: Series;
}

/** How often it comes back, and every date of it before anything is booked. */
export function Repeat({ zone, series }: RepeatProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const problemText = useProblemText("appointments");
  const { rhythm, setRhythm, dates, preview, problem } = series;
  const whole = (text: string, least: number, most: number): number => Math.min(most, Math.max(least, Math.trunc(Number(text)) || least));
  return (
    <section aria-label={t("series.title")} className="flex flex-col gap-3">
      <Switch label={t("series.title")} checked={rhythm !== null} onChange={(event) => setRhythm(event.target.checked ? USUAL : null)} />
      {rhythm && (
        <div className="grid grid-cols-[80px_minmax(0,1fr)_96px] items-end gap-3">
          <TextField type="number" label={t("series.every")} min={1} max={52} value={rhythm.every} onChange={(event) => setRhythm({ ...rhythm, every: whole(event.target.value, 1, 52) })} />
          <Select label={t("series.unit")} isLabelHidden value={rhythm.unit} onChange={(event) => setRhythm({ ...rhythm, unit: event.target.value === "months" ? "months" : "weeks" })} options={[{ value: "weeks", label: t("series.weeks") }, { value: "months", label: t("series.months") }]} />
          <TextField type="number" label={t("series.times")} min={2} max={TIMES_MAX} value={rhythm.times} onChange={(event) => setRhythm({ ...rhythm, times: whole(event.target.value, 2, TIMES_MAX) })} />
        </div>
      )}
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      {rhythm && preview.isError && <p className="type-small text-ink-2">{t("series.failed")} <Button size="s" tone="link" onClick={() => void preview.refetch()}>{t("common:action.retry")}</Button></p>}
      {rhythm && preview.isPending && <Loading label={t("common:state.loading")} className="flex flex-col gap-1.5">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-7" />)}</Loading>}
      {dates.length > 0 && (
        <ul aria-label={t("series.dates")} className="-mx-2 flex max-h-56 flex-col overflow-y-auto">
          {dates.map((one) => <DateLine key={one.date.starts_at} settled={one} zone={zone} onSay={(startsAt) => series.say(one.date, startsAt)} />)}
        </ul>
      )}
    </section>
  );
}

function DateLine({ settled, zone, onSay }: { settled: Settled; zone: string; onSay: (startsAt: string | null) => void }) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const { date, others, startsAt } = settled;
  const name = (at: string): string => `${f.date(dayIn(at, zone), "short")} ${f.time(at, zone)}`;
  return (
    <li className="flex min-h-8 items-center gap-2 px-2">
      {date.state === "free" ? (
        <Checkbox label={name(date.starts_at)} checked={startsAt !== null} onChange={(event) => onSay(event.target.checked ? date.starts_at : null)} />
      ) : (
        <>
          <span className="min-w-0 flex-1 truncate text-ink-2">{name(date.starts_at)} <Tag tone="amber">{t(`series.state.${date.state}`)}</Tag></span>
          <Select
            label={t("series.insteadOf", { date: name(date.starts_at) })}
            isLabelHidden
            className="w-44"
            value={startsAt ?? ""}
            onChange={(event) => onSay(event.target.value || null)}
            options={[{ value: "", label: t("series.leaveOut") }, ...others.map((slot) => ({ value: slot.starts_at, label: name(slot.starts_at) }))]}
          />
        </>
      )}
    </li>
  );
}
