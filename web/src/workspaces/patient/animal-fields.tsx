import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { ALL_SPECIES } from "@/features/patients/species";
import { Checkbox } from "@/ui/choices";
import { Select } from "@/ui/select";
import { DateField, TextArea, TextField } from "@/ui/text-field";

import { messageText, type AnimalValues } from "./fields";

export interface AnimalFieldsProps {
  form: UseFormReturn<AnimalValues>;
  today: string;
  isWeightAsked: boolean;
}

/** What an animal is; used for a new one and to change one. */
export function AnimalFields({ form, today, isWeightAsked }: AnimalFieldsProps) {
  const { t } = useTranslation(["w-patient", "common"]);
  const { register, formState: { errors } } = form;
  const error = (key: keyof AnimalValues): string | undefined => messageText(errors[key]?.message, t as never);
  return (
    <div className="grid gap-x-3 gap-y-3.5 tablet:grid-cols-2">
      <TextField label={t("field.name")} error={error("name")} {...register("name")} />
      <Select label={t("field.species")} error={error("species")} placeholder={t("field.choose")} options={ALL_SPECIES.map((value) => ({ value, label: t(`common:species.${value}`) }))} {...register("species")} />
      <TextField label={t("field.breed")} error={error("breed")} {...register("breed")} />
      <TextField label={t("field.colour")} error={error("colour")} {...register("colour")} />
      <Select label={t("field.sex")} options={(["female", "male", "unknown"] as const).map((value) => ({ value, label: t(`common:sex.${value}`) }))} {...register("sex")} />
      <Select label={t("field.neutered")} options={(["yes", "no", "unknown"] as const).map((value) => ({ value, label: t(`field.neuteredIs.${value}`) }))} {...register("neutered")} />
      <div className="flex flex-col gap-1.5">
        <DateField label={t("field.born")} max={today} error={error("born_on")} {...register("born_on")} />
        <Checkbox label={t("field.estimate")} {...register("born_is_estimate")} />
      </div>
      {isWeightAsked && <TextField label={t("field.weight")} inputMode="decimal" isMono end="kg" error={error("weight")} {...register("weight")} />}
      <TextField label={t("field.chip")} inputMode="numeric" isMono hint={t("field.chipHint")} error={error("chip")} {...register("chip")} />
      <TextField label={t("field.insurance")} error={error("insurance")} {...register("insurance")} />
      <TextArea label={t("field.alert")} hint={t("field.alertHint")} rows={2} className="tablet:col-span-2" error={error("alert")} {...register("alert")} />
    </div>
  );
}
