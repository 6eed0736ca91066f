import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { WaitlistEntry } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { Chip } from "@/ui/tag";
import { DateField, TextField } from "@/ui/text-field";

import { typesQuery, vetsQuery } from "./api";
import { whoOf } from "./visit-line";
import { addToWaitlist, changeWaitlistEntry } from "./waitlist-api";

export interface WaitlistDialogProps {
  slug: string;
  zone: string;
  who: Pick<WaitlistEntry, "patient_id" | "patient_name" | "client_name">;
  /** The kind of appointment that is waited for. */
  type: string;
  /** What is changed; left out, somebody is put on the list. */
  entry?: WaitlistEntry;
  /** What was noted already for the booking that found no time. */
  note?: string;
  onDone: () => void;
  onClose: () => void;
}

const PARTS = ["morning", "afternoon", "evening"] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const USUAL_DAYS = 14;

type Wish = Pick<WaitlistEntry, "earliest_on" | "latest_on" | "parts" | "weekdays" | "urgency" | "note" | "vet_id">;

const toggled = <T,>(all: readonly T[], one: T): T[] => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);

/** When somebody could come who finds no time now: days, hours and vet, each of which may be left open. */
export function WaitlistDialog({ slug, zone, who, type, entry, note = "", onDone, onClose }: WaitlistDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const [today] = useState(() => dayIn(new Date(), zone));
  const begun: Wish = entry ?? { earliest_on: today, latest_on: addDays(today, USUAL_DAYS), parts: [], weekdays: [], urgency: "normal", note, vet_id: null };
  const draft = useDialogDraft(`waitlist.${slug}.${entry?.id ?? `${who.patient_id}.${type}`}`, begun, onClose);
  const wish = draft.value;
  const set = (change: Partial<Wish>): void => draft.set({ ...wish, ...change });
  const vets = useQuery(vetsQuery(slug)).data?.items ?? [];
  const kind = useQuery(typesQuery(slug)).data?.find((one) => one.key === type);
  const doers = kind?.resource_ids ?? [];
  const sending = useSending(slug, who, type, entry, () => { draft.clear(); onDone(); });
  const isOutOfOrder = wish.latest_on < wish.earliest_on;
  const isReady = wish.earliest_on !== "" && wish.latest_on !== "" && !isOutOfOrder;
  const save = (): void => { if (isReady) void sending.save(wish); };
  return (
    <Dialog
      isOpen
      onClose={draft.close}
      hasWords={draft.isKept && wish.note.trim() !== ""}
      title={t(entry ? "waitlist.changeTitle" : "waitlist.addTitle", { name: whoOf(who) })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={draft.close}>{t("common:action.cancel")}</Button>
          <Button tone="main" isBusy={sending.isBusy} disabled={!isReady} onClick={save}>{t(entry ? "common:action.save" : "waitlist.submit")}</Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => { event.preventDefault(); save(); }}>
        <p className="-mt-1 text-ink-2">{t("waitlist.forType", { type: f.locale === "en" ? kind?.name_en : kind?.name_nl })}</p>
        {sending.problem !== null && <Note tone="red" role="alert">{sending.problem}</Note>}
        <div className="grid grid-cols-2 gap-4">
          <DateField label={t("waitlist.earliest")} value={wish.earliest_on} min={entry ? undefined : today} onChange={(event) => set({ earliest_on: event.target.value })} />
          <DateField label={t("waitlist.latest")} value={wish.latest_on} min={wish.earliest_on > today ? wish.earliest_on : today} error={isOutOfOrder ? t("waitlist.order") : undefined} onChange={(event) => set({ latest_on: event.target.value })} />
        </div>
        <Choices label={t("waitlist.weekdays")}>
          {WEEKDAYS.map((one) => <Chip key={one} isOn={wish.weekdays.includes(one)} onToggle={() => set({ weekdays: toggled(wish.weekdays, one) })}>{f.date(`2024-01-0${one}`, "weekday")}</Chip>)}
        </Choices>
        <Choices label={t("waitlist.parts")}>
          {PARTS.map((one) => <Chip key={one} isOn={wish.parts.includes(one)} onToggle={() => set({ parts: toggled(wish.parts, one) })}>{t(`waitlist.part.${one}`)}</Chip>)}
        </Choices>
        <Select
          label={t("waitlist.vet")}
          value={wish.vet_id ?? ""}
          onChange={(event) => set({ vet_id: event.target.value || null })}
          options={[{ value: "", label: t("waitlist.anybody") }, ...vets.filter((vet) => vet.id === wish.vet_id || (vet.active && doers.includes(vet.id))).map((vet) => ({ value: vet.id, label: vet.name }))]}
        />
        <Switch label={t("waitlist.soon")} hint={t("waitlist.soonHint")} checked={wish.urgency === "soon"} onChange={(event) => set({ urgency: event.target.checked ? "soon" : "normal" })} />
        <TextField label={t("note")} maxLength={1000} value={wish.note} onChange={(event) => set({ note: event.target.value })} />
        <button type="submit" hidden>{t("waitlist.submit")}</button>
      </form>
    </Dialog>
  );
}

function Choices({ label, children }: { label: string; children: React.ReactNode }) {
  const { t } = useTranslation("appointments");
  return (
    <div role="group" aria-label={`${label}, ${t("waitlist.noneIsAny")}`} className="flex flex-col gap-1.5">
      <p aria-hidden="true" className="flex items-baseline gap-2"><span className="weight-name">{label}</span><span className="type-small text-ink-3">{t("waitlist.noneIsAny")}</span></p>
      <div className="flex flex-wrap gap-1.5">{children}</div>
    </div>
  );
}

function useSending(slug: string, who: WaitlistDialogProps["who"], type: string, entry: WaitlistEntry | undefined, onDone: () => void) {
  const { t } = useTranslation("appointments");
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("appointments");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async ({ earliest_on, latest_on, parts, weekdays, urgency, note, vet_id }: Wish): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setProblem(null);
    const wish = { earliest_on, latest_on, parts, weekdays, urgency, note: note.trim(), vet_id };
    try {
      if (entry) await intent(wish, (sent, headers) => changeWaitlistEntry(slug, entry, sent, headers));
      else await intent({ ...wish, patient_id: who.patient_id, type }, (sent, headers) => addToWaitlist(slug, sent, headers));
      toast.done(t(entry ? "waitlist.done.change" : "waitlist.done.add", { who: whoOf(who) }));
      onDone();
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    } finally {
      void queries.invalidateQueries({ queryKey: ["waitlist"] });
    }
  };
  return { save, isBusy, problem };
}
