import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { WeighingView } from "@/api/types";
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
import { gramsOf } from "./rules";

export interface CorrectWeightDialogProps {
  slug: string;
  patientId: string;
  zone: string;
  /** Those that can be mended, the newest first. */
  weighings: readonly WeighingView[];
  onClose: () => void;
}

const REASON_MAX = 500;

/** A slip in a weighing: the new number counts from now on, the old one stays struck through with who and why. */
export function CorrectWeightDialog({ slug, patientId, zone, weighings, onClose }: CorrectWeightDialogProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("patients");
  const [id, setId] = useState(weighings[0]?.id ?? "");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const wrong = weighings.find((one) => one.id === id);
  const grams = gramsOf(text);
  const isSame = grams !== null && grams === wrong?.grams;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (isBusy || !wrong || grams === null || isSame || reason.trim() === "") return;
    setBusy(true);
    try {
      await intent({ grams, seen_grams: wrong.grams, reason: reason.trim() }, (body, headers) => correctWeighing(slug, patientId, wrong.id, body, headers));
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
          <Button tone="main" type="submit" form="weighing" isBusy={isBusy}>{t("weight.correctSubmit")}</Button>
        </>
      }
    >
      <form id="weighing" noValidate className="flex flex-col gap-3.5 pt-1" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Select label={t("weight.which")} value={id} onChange={(event) => setId(event.target.value)} options={weighings.map((one) => ({ value: one.id, label: `${f.weight(one.grams)}, ${f.date(dayIn(one.measured_at, zone), "medium")}` }))} />
        <TextField label={t("weight.should")} hint={t("weight.shouldHint")} isMono inputMode="decimal" autoComplete="off" value={text} error={isSame ? t("weight.sameAgain") : isTried && grams === null ? t("weight.bad") : undefined} onChange={(event) => setText(event.target.value)} />
        <TextField label={t("weight.why")} maxLength={REASON_MAX} value={reason} error={isTried && reason.trim() === "" ? t("weight.whyMissing") : undefined} onChange={(event) => setReason(event.target.value)} />
        <p className="type-small text-ink-2">{t("weight.trace")}</p>
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </form>
    </Dialog>
  );
}
