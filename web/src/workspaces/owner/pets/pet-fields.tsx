import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useMemo } from "react";
import { useForm, useWatch, type Path, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import { Doubts, useDoubts } from "@/features/patients/doubts";
import { ALL_SPECIES } from "@/features/patients/species";
import { dayIn } from "@/lib/formats";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { DateField, TextField } from "@/ui/text-field";

import { factsOf, petSchema, type AgeKind, type PetValues } from "./pet-form";

/** Which field a refusal of the server belongs to. */
const FIELD_OF: Record<string, Path<PetValues>> = { name: "name", species: "species", breed: "breed", colour: "colour", chip: "chip", born_on: "bornOn", weight_grams: "weight" };

export interface PetFieldsProps {
  initial: PetValues;
  submitLabel: string;
  onSave: (values: PetValues, today: string) => Promise<void>;
  /** Hears every change, to keep what is half filled in. */
  onType?: (values: PetValues) => void;
}

export function PetFields({ initial, submitLabel, onSave, onType }: PetFieldsProps) {
  const { t } = useTranslation(["w-owner", "common", "patients"]);
  const problemText = useProblemText("w-owner");
  const today = useMemo(() => dayIn(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const form = useForm<PetValues>({ resolver: zodResolver(petSchema(today)), defaultValues: initial });
  const { errors, isSubmitting } = form.formState;
  const { subscribe } = form;
  useEffect(() => (onType ? subscribe({ formState: { values: true }, callback: ({ values }) => onType(values) }) : undefined), [subscribe, onType]);
  const textOf = (name: keyof PetValues): string | undefined => {
    const message = errors[name]?.message;
    return message?.startsWith("pet.error.") ? t(message) : message;
  };
  const values = useWatch({ control: form.control }) as PetValues;
  const doubts = useDoubts(factsOf(values, today), today);
  const save = (isSure: boolean) => form.handleSubmit(async (typed) => {
    if (!doubts.mayGoOn(isSure)) return;
    try {
      await onSave(typed, today);
    } catch (error) {
      const field = isProblem(error) ? FIELD_OF[error.field ?? ""] : undefined;
      form.setError(field ?? "root", { message: problemText(error) }, { shouldFocus: true });
    }
  });
  const grid = "grid gap-4 tablet:grid-cols-2";
  return (
    <form noValidate onSubmit={(event) => void save(false)(event)} className="flex flex-col gap-4">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      <div className={grid}>
        <TextField label={t("pet.name")} size="l" autoComplete="off" error={textOf("name")} {...form.register("name")} />
        <Select label={t("pet.species")} size="l" placeholder={t("pet.chooseSpecies")} options={ALL_SPECIES.map((value) => ({ value, label: t(`common:species.${value}`) }))} error={textOf("species")} {...form.register("species")} />
        <TextField label={t("pet.breed")} size="l" hint={t("common:state.optional")} error={textOf("breed")} {...form.register("breed")} />
        <TextField label={t("pet.colour")} size="l" hint={t("common:state.optional")} error={textOf("colour")} {...form.register("colour")} />
        <Select label={t("pet.sex")} size="l" options={(["female", "male", "unknown"] as const).map((value) => ({ value, label: t(`pet.sexes.${value}`) }))} {...form.register("sex")} />
        <Select label={t("pet.neutered")} size="l" options={(["yes", "no", "unknown"] as const).map((value) => ({ value, label: t(`pet.neuteredIs.${value}`) }))} {...form.register("neutered")} />
      </div>
      <Age form={form} today={today} textOf={textOf} />
      <div className={grid}>
        <TextField label={t("pet.weight")} size="l" isMono inputMode="decimal" end="kg" hint={t("pet.weightHint")} error={textOf("weight")} {...form.register("weight")} />
        <TextField label={t("pet.chip")} size="l" isMono inputMode="numeric" autoComplete="off" hint={t("pet.chipHint")} error={textOf("chip")} {...form.register("chip")} />
      </div>
      <Doubts doubts={doubts.asked} species={values.species} onSure={() => void save(true)()} />
      <Button type="submit" tone="main" size="l" isBusy={isSubmitting} className="tablet:self-start">{submitLabel}</Button>
    </form>
  );
}

function Age({ form, today, textOf }: { form: UseFormReturn<PetValues>; today: string; textOf: (name: keyof PetValues) => string | undefined }) {
  const { t } = useTranslation("w-owner");
  const kind = form.watch("ageKind");
  const kinds: AgeKind[] = ["date", "estimate", "unknown"];
  return (
    <div className="flex flex-col gap-3">
      <SegmentedControl size="l" label={t("pet.age")} value={kind} onChange={(next) => form.setValue("ageKind", next)} options={kinds.map((value) => ({ value, label: t(`pet.ageBy.${value}`) }))} />
      {kind === "date" && <DateField label={t("pet.bornOn")} size="l" max={today} error={textOf("bornOn")} {...form.register("bornOn")} />}
      {kind === "estimate" && (
        <div className="grid grid-cols-2 gap-4">
          <TextField label={t("pet.ageCount")} size="l" isMono inputMode="numeric" error={textOf("ageCount")} {...form.register("ageCount")} />
          <Select label={t("pet.ageUnit")} size="l" options={(["years", "months"] as const).map((value) => ({ value, label: t(`pet.units.${value}`) }))} {...form.register("ageUnit")} />
        </div>
      )}
    </div>
  );
}
