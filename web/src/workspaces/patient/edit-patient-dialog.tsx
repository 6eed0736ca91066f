import { zodResolver } from "@hookform/resolvers/zod";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { PatientView } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { changePatient } from "@/features/patients/api";
import { Doubts, useDoubts } from "@/features/patients/doubts";
import { changesOf } from "@/lib/changed";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { AnimalFields } from "./animal-fields";
import { animalBody, animalSchema, animalValues, factsOf, fieldOf, type AnimalValues } from "./fields";

export function EditPatientDialog({ slug, patient, onClose }: { slug: string; patient: PatientView; onClose: () => void }) {
  const { t } = useTranslation("w-patient");
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const today = useNow().toISOString().slice(0, 10);
  const form = useForm<AnimalValues>({ resolver: zodResolver(animalSchema), defaultValues: animalValues(patient) });
  const [problem, setProblem] = useState<unknown>(null);
  const doubts = useDoubts(factsOf(useWatch({ control: form.control }) as AnimalValues), today);
  const submit = (isSure: boolean) => form.handleSubmit(async (values) => {
    if (!doubts.mayGoOn(isSure)) return;
    try {
      const { weight_grams: grams, ...changed } = changesOf(animalBody(animalValues(patient)), animalBody(values));
      const body = grams == null ? changed : { ...changed, weight_grams: grams };
      if (Object.keys(body).length === 0) return onClose();
      await changePatient(slug, patient.id, patient.version, body);
      toast.done(t("done.changed", { name: values.name }));
      onClose();
    } catch (error) {
      const field = isProblem(error) ? fieldOf(error.field) : undefined;
      if (field !== undefined && field in values) form.setError(field as keyof AnimalValues, { message: problemText(error) }, { shouldFocus: true });
      else setProblem(error);
    }
    for (const key of ["patients", "clients"]) void queries.invalidateQueries({ queryKey: [key] });
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("edit.title", { name: `${patient.name} (${patient.client_name})` })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="main" type="submit" form="edit-patient" isBusy={form.formState.isSubmitting}>{t("common:action.save")}</Button>
        </>
      }
    >
      <form id="edit-patient" noValidate className="flex flex-col gap-4 pt-2" onSubmit={(event) => void submit(false)(event)}>
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
        <AnimalFields form={form} today={today} isWeightAsked />
        <Doubts doubts={doubts.asked} species={form.getValues("species")} onSure={() => void submit(true)()} />
      </form>
    </Dialog>
  );
}
