import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { LeaveAdded, ResourceView } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { addLeave } from "@/features/settings/api";
import { addDays, instantOf } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { DateField, TextField } from "@/ui/text-field";

import { DisplacedNote, useDisplaced } from "./displaced";

export interface LeaveDialogProps {
  resource: ResourceView;
  zone: string;
  onAdded: (added: LeaveAdded) => void;
  onClose: () => void;
}

/** Whole days, the last one included, or hours of a day. */
export function LeaveDialog({ resource, zone, onAdded, onClose }: LeaveDialogProps) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const intent = useIntent();
  const problemText = useProblemText("w-settings");
  const [today] = useState(() => dayIn(new Date(), zone));
  const draft = useDialogDraft(`leave.${resource.id}`, { from: today, to: today, isWhole: true, starts: "08:00", ends: "12:00", reason: "" }, onClose);
  const later = (day: string): string => (day !== "" && day < today ? today : day);
  // Days that have passed since it was begun are not offered either.
  const value = { ...draft.value, from: later(draft.value.from), to: later(draft.value.to) };
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const set = (change: Partial<typeof value>): void => draft.set({ ...value, ...change });

  const starts = value.from && instantOf(value.from, value.isWhole ? "00:00" : value.starts, zone);
  const ends = value.to && (value.isWhole ? instantOf(addDays(value.to, 1), "00:00", zone) : instantOf(value.to, value.ends, zone));
  const fault = !starts || !ends ? t("leave.fault.dates") : ends <= starts ? t("leave.fault.order") : undefined;

  const span = fault === undefined && starts && ends ? { resource_id: resource.id, starts_at: starts.toISOString(), ends_at: ends.toISOString() } : null;
  const displaced = useDisplaced(span && { leave: span });

  const save = async (): Promise<void> => {
    setTried(true);
    if (!span || isBusy) return;
    setBusy(true);
    try {
      if (await displaced.mayGoOn()) {
        const added = await intent({ ...span, reason: value.reason.trim() }, (sent, headers) => addLeave(slug, sent, headers));
        draft.clear();
        return onAdded(added);
      }
    } catch (error) {
      setProblem(problemText(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      isOpen
      onClose={draft.close}
      size="s"
      hasWords={value.reason.trim() !== ""}
      closeLabel={t("common:action.close")}
      title={t("leave.of", { name: resource.name })}
      footer={<><Button tone="bare" onClick={draft.close}>{t("common:action.cancel")}</Button><Button tone="main" isBusy={isBusy} onClick={() => void save()}>{t(displaced.isTold ? "displaced.save" : "leave.save")}</Button></>}
    >
      <div className="flex flex-col gap-4 pt-2">
        {problem !== null && <Note tone="red" role="alert">{problem}</Note>}
        <div className="grid grid-cols-2 gap-4">
          <DateField label={t("leave.first")} value={value.from} min={today} onChange={(event) => set({ from: event.target.value, to: event.target.value > value.to ? event.target.value : value.to })} />
          <DateField label={t("leave.last")} value={value.to} min={value.from} error={isTried ? fault : undefined} onChange={(event) => set({ to: event.target.value })} />
        </div>
        <Checkbox label={t("leave.whole")} checked={value.isWhole} onChange={(event) => set({ isWhole: event.target.checked })} />
        {!value.isWhole && (
          <div className="grid grid-cols-2 gap-4">
            <TextField type="time" isMono label={t("leave.starts")} value={value.starts} onChange={(event) => set({ starts: event.target.value })} />
            <TextField type="time" isMono label={t("leave.ends")} value={value.ends} onChange={(event) => set({ ends: event.target.value })} />
          </div>
        )}
        <TextField label={t("leave.reason")} hint={t("leave.reasonHint")} maxLength={300} value={value.reason} onChange={(event) => set({ reason: event.target.value })} />
        <DisplacedNote state={displaced} zone={zone} because="leave" />
      </div>
    </Dialog>
  );
}
