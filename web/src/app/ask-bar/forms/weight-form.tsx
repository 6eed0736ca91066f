import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isLost } from "@/api/problem";
import { useNow, useZone } from "@/features/appointments/practice";
import { noteWeighing, patientQuery, takeBackWeighing } from "@/features/patients/api";
import { weightDoubt } from "@/features/patients/plausible";
import { gramsOf, inTime, isTooHeavy } from "@/features/patients/rules";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextField } from "@/ui/text-field";

import { AskForm, Part, type CommandFormProps } from "./form";
import { PatientPart, useAnimals } from "./patient-part";

/** "gewicht bella 23,4": whose it is and how much, beside what was weighed last. */
export function WeightForm({ command, answer, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { slug } = useMap();
  const f = useFormats();
  const zone = useZone(slug);
  const now = useNow();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("ask-bar");
  const { animals, animal, pick, hasMore } = useAnimals(answer, command.who ?? "");
  const [text, setText] = useState(() => (command.grams == null ? "" : String(command.grams / 1000).replace(".", t("decimal"))));
  const [sure, setSure] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  const { data: patient } = useQuery({ ...patientQuery(slug, animal?.id ?? ""), enabled: animal !== null });
  const grams = gramsOf(text);
  const last = patient ? inTime(patient.weights).at(-1) : undefined;
  const doubt = patient && weightDoubt({ species: patient.species, bornOn: patient.born_on, grams }, last?.grams ?? null, dayIn(now, zone));
  const meaning = `${animal?.id} ${grams}`;
  const isSure = !doubt || sure === meaning;

  const changed = (): void => void queries.invalidateQueries({ queryKey: ["patients"] });
  const note = async (): Promise<void> => {
    if (!patient || grams === null || isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const noted = await intent({ id: patient.id, grams }, (sent, headers) => noteWeighing(slug, sent.id, patient.version, sent.grams, headers));
      // One key for all tries: an answer that was lost with the line comes again. A reasoned no stays a no.
      const once = { "Idempotency-Key": crypto.randomUUID() };
      const takeBack = (): void => void takeBackWeighing(slug, patient.id, noted.id, once).catch((error: unknown) => toast.failed(problemText(error), isLost(error) ? takeBack : undefined)).finally(changed);
      toast.done(t("weight.done", { name: patient.name, weight: f.weight(grams) }), takeBack);
      onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      isUnderWay.current = false;
      setBusy(false);
      changed();
    }
  };
  return (
    <AskForm
      title={animal ? t("weight.titleFor", { name: animal.name }) : t("intent.weight")}
      submitText={grams === null || !animal ? t("weight.submit") : t("weight.submitAs", { weight: f.weight(grams), name: animal.name })}
      isReady={patient !== undefined && grams !== null && isSure}
      isBusy={isBusy}
      onSubmit={() => void note()}
      handle={handle}
    >
      <PatientPart animals={animals} hasMore={hasMore} animal={animal} who={command.who ?? ""} onPick={(next) => { pick(next); setSure(null); }} />
      <div data-missing={grams === null || undefined} className="w-44">
        <TextField label={t("weight.label")} isMono inputMode="decimal" autoComplete="off" end="kg" value={text} error={text.trim() !== "" && grams === null ? t(isTooHeavy(text) ? "weight.heaviest" : "weight.bad") : undefined} onChange={(event) => setText(event.target.value)} />
      </div>
      {last && <p className="text-ink-2">{t("weight.last", { weight: f.weight(last.grams), day: f.day(last.measured_at, zone, now) })}</p>}
      {doubt && (
        <Part label={t("weight.doubt")} isMissing={!isSure}>
          <Note tone="amber" role="status">
            <p>{t(`weight.${doubt.kind}`, { weight: f.weight(doubt.grams), before: "before" in doubt ? f.weight(doubt.before) : "" })}</p>
            {!isSure && <Button size="s" className="mt-2" onClick={() => setSure(meaning)}>{t("weight.sure")}</Button>}
          </Note>
        </Part>
      )}
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
    </AskForm>
  );
}
