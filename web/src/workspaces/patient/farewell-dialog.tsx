import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { archivePatient, recordDeath, restorePatient } from "@/features/patients/api";
import { dayIn } from "@/lib/formats";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { DateField } from "@/ui/text-field";

type Kind = "deceased" | "archived";

/** Died, or gone to another practice: what stops is said before, and all of it can be taken back. */
export function FarewellDialog({ slug, patient, zone, onClose }: { slug: string; patient: PatientView; zone: string; onClose: () => void }) {
  const { t } = useTranslation("w-patient");
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const today = dayIn(useNow(), zone);
  const [kind, setKind] = useState<Kind>("deceased");
  const [diedOn, setDiedOn] = useState(today);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { name } = patient;

  const changed = (): void => {
    for (const key of ["patients", "clients", "appointments"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const takeBack = (): void => void restorePatient(slug, patient.id).then(changed, (error: unknown) => toast.failed(problemText(error), takeBack));
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await (kind === "deceased" ? recordDeath(slug, patient.id, diedOn || null) : archivePatient(slug, patient.id));
      toast.done(t(`done.${kind}`, { name }), takeBack);
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
    changed();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("farewell.title", { name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="danger" isBusy={isBusy} onClick={() => void submit()}>{t(`farewell.submit.${kind}`)}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <SegmentedControl label={t("farewell.kind")} value={kind} onChange={setKind} options={[{ value: "deceased", label: t("farewell.deceased") }, { value: "archived", label: t("farewell.archived") }]} className="self-start" />
        {kind === "deceased" && <DateField label={t("farewell.on")} max={today} value={diedOn} onChange={(event) => setDiedOn(event.target.value)} />}
        <p>{t(`farewell.consequence.${kind}`, { name })}</p>
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </div>
    </Dialog>
  );
}
