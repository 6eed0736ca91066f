import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView, WeighingView } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

import { correctWeighing } from "./api";
import { isInGrams, weightDoubt } from "./plausible";
import { gramsOf, typedWeight } from "./rules";
import { doubtOf, WeightWarning } from "./weight-warning";

export type WeighedPatient = Pick<PatientView, "id" | "species" | "born_on">;

export interface CorrectWeightDialogProps {
  slug: string;
  patient: WeighedPatient;
  zone: string;
  /** All that are known, the newest first. */
  weighings: readonly WeighingView[];
  onClose: () => void;
}

const REASON_MAX = 500;

/** What is being written up is changed where it is written. */
export function isClosed(weighing: WeighingView): boolean {
  return !weighing.is_open;
}

/** A slip in a weighing: the new number counts from now on, the old one stays struck through with who and why. */
export function CorrectWeightDialog({ slug, patient, zone, weighings, onClose }: CorrectWeightDialogProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("patients");
  const [id, setId] = useState(weighings.find(isClosed)?.id ?? "");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [sureOf, setSureOf] = useState<number | null>(null);
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const at = weighings.findIndex((one) => one.id === id);
  const wrong = weighings[at];
  const before = weighings[at + 1]?.grams ?? null;
  const inGrams = isInGrams(patient.species, before);
  const grams = gramsOf(typedWeight(text, inGrams));
  const isSame = grams !== null && grams === wrong?.grams;
  const refused = doubtOf(problem);
  const choose = (next: string): void => {
    setId(next);
    // Both were said of the weighing that stood here, and the same number may be wrong in another.
    setSureOf(null);
    setProblem(null);
  };
  const doubt = wrong && !isSame && (refused?.grams === grams ? refused : weightDoubt({ species: patient.species, bornOn: patient.born_on, grams }, before, dayIn(wrong.measured_at, zone)));
  const isSure = !doubt || sureOf === doubt.grams;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (isBusy || !wrong || grams === null || isSame || !isSure || reason.trim() === "") return;
    setBusy(true);
    setProblem(null);
    try {
      await intent({ grams, seen_grams: wrong.grams, reason: reason.trim(), sure_of_grams: doubt ? grams : null }, (body, headers) => correctWeighing(slug, patient.id, wrong.id, body, headers));
      toast.done(t("weight.corrected", { before: f.weight(wrong.grams), now: f.weight(grams) }));
      onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
      for (const key of ["patients", "records"]) void queries.invalidateQueries({ queryKey: [key] });
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("weight.correct")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="main" type="submit" form="weighing" isBusy={isBusy} disabled={!isSure}>{t("weight.correctSubmit")}</Button>
        </>
      }
    >
      <form id="weighing" noValidate className="flex flex-col gap-3.5 pt-1" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Select label={t("weight.which")} value={id} disabled={isBusy} onChange={(event) => choose(event.target.value)} options={weighings.filter(isClosed).map((one) => ({ value: one.id, label: `${f.weight(one.grams)}, ${f.date(dayIn(one.measured_at, zone), "medium")}` }))} />
        <TextField label={t("weight.should")} hint={t(inGrams ? "weight.shouldHintGrams" : "weight.shouldHint")} end={inGrams ? "g" : "kg"} isMono inputMode="decimal" autoComplete="off" value={text} error={isSame ? t("weight.sameAgain") : isTried && grams === null ? t("weight.bad") : undefined} onChange={(event) => setText(event.target.value)} />
        {doubt && <WeightWarning doubt={doubt} isSure={isSure} onSay={(sure) => setSureOf(sure ? doubt.grams : null)} />}
        <TextField label={t("weight.why")} maxLength={REASON_MAX} value={reason} error={isTried && reason.trim() === "" ? t("weight.whyMissing") : undefined} onChange={(event) => setReason(event.target.value)} />
        <p className="type-small text-ink-2">{t("weight.trace")}</p>
        {problem !== null && refused === null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </form>
    </Dialog>
  );
}
