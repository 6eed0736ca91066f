import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { HoursException, OpeningSpan } from "@/api/types";
import { NO_EXCEPTION } from "@/features/settings/api";
import { faultsOfDay, nextSpan, tidy, weekdayOf, type Week } from "@/features/settings/rules";
import { useProblemText } from "@/lib/problems";
import { Button, IconButton } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { DateField, TextField } from "@/ui/text-field";

import { DisplacedNote, useDisplaced } from "./displaced";
import { SpanFields } from "./span-fields";

/** `theirs` is null when the date was made an ordinary day. */
export interface ExceptionClash {
  theirs: HoursException | null;
}

export interface ExceptionDialogProps {
  /** Null for a new one. */
  exception: HoursException | null;
  today: string;
  usual: Week;
  taken: readonly HoursException[];
  zone: string;
  /** Answers with what somebody else said of the date since `version` was read; null when this is saved. */
  onSave: (on: string, version: number, hours: OpeningSpan[], note: string) => Promise<ExceptionClash | null>;
  onClose: () => void;
}

/** One date that is closed, or has other hours than its weekday. */
export function ExceptionDialog({ exception, today, usual, taken, zone, onSave, onClose }: ExceptionDialogProps) {
  const { t } = useTranslation("w-settings");
  const problemText = useProblemText("w-settings");
  const [on, setOn] = useState(exception?.on_date ?? "");
  const [kind, setKind] = useState<"closed" | "other">(exception && exception.hours.length > 0 ? "other" : "closed");
  const [hours, setHours] = useState<OpeningSpan[]>(exception?.hours ?? []);
  const [note, setNote] = useState(exception?.note ?? "");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [clash, setClash] = useState<(ExceptionClash & { on: string }) | null>(null);
  const spans = kind === "closed" ? [] : hours;
  const faults = faultsOfDay(spans);
  const dateFault =
    on === "" ? t("exception.fault.date") : on < today ? t("exception.fault.past") : exception === null && clash?.on !== on && taken.some((one) => one.on_date === on) ? t("exception.fault.taken") : undefined;

  const isWhole = dateFault === undefined && !faults.some(Boolean);
  const isNew = exception === null || JSON.stringify(exception.hours) !== JSON.stringify(spans.map(tidy));
  const saidOf = (one: HoursException): string => [one.hours.length === 0 ? t("exception.closedDay") : one.hours.map((span) => `${span.opens}–${span.closes}`).join(", "), one.note].filter(Boolean).join(", ");
  const displaced = useDisplaced(isWhole && isNew ? { date: { on_date: on, hours: spans.map(tidy) } } : null);

  const change = (next: "closed" | "other"): void => {
    setKind(next);
    if (next === "closed" || hours.length > 0) return;
    const ordinary = on === "" ? [] : (usual[weekdayOf(on)] ?? []);
    setHours(ordinary.length > 0 ? ordinary.map((span) => ({ ...span })) : [nextSpan([])]);
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (!isWhole || isBusy) return;
    setBusy(true);
    try {
      if (await displaced.mayGoOn()) {
        // Whoever saves once more after both were shown has decided.
        const seen = clash?.on === on ? clash.theirs : exception;
        const others = await onSave(on, seen?.version ?? NO_EXCEPTION, spans.map(tidy), note.trim());
        setClash(others && { ...others, on });
        setProblem(null);
      }
    } catch (error) {
      setProblem(problemText(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      closeLabel={t("common:action.close")}
      title={exception === null ? t("exception.new") : t("exception.edit")}
      footer={<><Button tone="bare" onClick={onClose}>{t("common:action.cancel")}</Button><Button tone="main" isBusy={isBusy} onClick={() => void save()}>{t(displaced.isTold ? "displaced.save" : "common:action.save")}</Button></>}
    >
      <div className="flex flex-col gap-4 pt-2">
        {problem !== null && <Note tone="red" role="alert">{problem}</Note>}
        <DateField label={t("exception.date")} min={today} value={on} disabled={exception !== null} error={isTried ? dateFault : undefined} onChange={(event) => setOn(event.target.value)} />
        <SegmentedControl
          label={t("exception.kind")}
          value={kind}
          onChange={change}
          className="self-start"
          options={[{ value: "closed", label: t("exception.closed") }, { value: "other", label: t("exception.otherHours") }]}
        />
        {kind === "other" && (
          <div className="flex flex-col items-start gap-2">
            {hours.map((span, index) => (
              <div key={index} className="flex items-start gap-1.5">
                <SpanFields name={t("exception.span", { number: index + 1 })} span={span} fault={faults[index] ?? null} onChange={(next) => setHours(hours.map((one, at) => (at === index ? next : one)))} />
                <IconButton label={t("exception.removeSpan", { number: index + 1 })} className="mt-[3px]" onClick={() => setHours(hours.filter((_, at) => at !== index))}><Trash2 size={15} aria-hidden="true" /></IconButton>
              </div>
            ))}
            <Button size="s" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setHours([...hours, nextSpan(hours)])}>{t("hours.span")}</Button>
          </div>
        )}
        <TextField label={t("exception.note")} hint={t("exception.noteHint")} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        {clash?.on === on && (
          <Note tone="amber" role="alert">
            <p>{t("exception.clash", { theirs: clash.theirs === null ? t("exception.ordinary") : saidOf(clash.theirs) })}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="s" onClick={onClose}>{t("exception.leave")}</Button>
              <Button size="s" isBusy={isBusy} onClick={() => void save()}>{t("exception.mine")}</Button>
            </div>
          </Note>
        )}
        <DisplacedNote state={displaced} zone={zone} because={kind === "closed" ? "closed" : "hours"} />
      </div>
    </Dialog>
  );
}
