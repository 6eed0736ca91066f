import { zodResolver } from "@hookform/resolvers/zod";
import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { ClinicApplication } from "@/api/types";
import { ALL_SPECIES } from "@/features/patients/species";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/choices";
import { Note } from "@/ui/note";
import { TextArea, TextField } from "@/ui/text-field";

import { ownPlace } from "../feed/place";

import { FACT_FIELDS, factsOf, factsSchema, type FactsValues } from "./facts-form";

export interface FactsFieldsProps {
  application: ClinicApplication | null;
  onSave: (values: FactsValues) => Promise<void>;
}

export function FactsFields({ application, onSave }: FactsFieldsProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const problemText = useProblemText("w-owner");
  const form = useForm<FactsValues>({ resolver: zodResolver(factsSchema), defaultValues: factsOf(application) });
  const { errors, isSubmitting } = form.formState;
  const field = (name: Exclude<keyof FactsValues, "lat" | "lon" | "species">) => {
    const message = errors[name]?.message;
    return { label: t(`clinicApplication.field.${name}`), error: message && /^(me|clinicApplication)\.error\./.test(message) ? t(message) : message, ...form.register(name) };
  };
  const save = form.handleSubmit(async (values) => {
    try {
      await onSave(values);
    } catch (error) {
      const at = isProblem(error) ? FACT_FIELDS.find((one) => error.field?.endsWith(one)) : undefined;
      form.setError(at ?? "root", { message: problemText(error) }, { shouldFocus: true });
    }
  });
  const two = "grid gap-4 tablet:grid-cols-2";
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      <div className={two}>
        <TextField size="l" autoComplete="organization" {...field("name")} />
        <TextField size="l" isMono inputMode="numeric" hint={t("clinicApplication.kvkHint")} {...field("kvk_number")} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-4">
        <TextField size="l" autoComplete="off" {...field("street")} />
        <TextField size="l" autoComplete="off" {...field("house_number")} />
      </div>
      <div className="grid grid-cols-[112px_minmax(0,1fr)] gap-4">
        <TextField size="l" autoComplete="postal-code" {...field("postcode")} />
        <TextField size="l" autoComplete="address-level2" {...field("city")} />
      </div>
      <MapPlace form={form} />
      <div className={two}>
        <TextField size="l" type="tel" {...field("phone")} />
        <TextField size="l" type="email" autoCapitalize="none" {...field("email")} />
      </div>
      <TextField size="l" type="url" autoCapitalize="none" placeholder="https://" {...field("website")} />
      <SpeciesChoice form={form} />
      <TextArea size="l" rows={3} hint={t("clinicApplication.descriptionHint")} {...field("description")} />
      <Button type="submit" tone={application ? "plain" : "main"} size="l" isBusy={isSubmitting} className="self-start">{application ? t("common:action.save") : t("clinicApplication.start")}</Button>
    </form>
  );
}

function SpeciesChoice({ form }: { form: UseFormReturn<FactsValues> }) {
  const { t } = useTranslation(["w-owner", "common"]);
  return (
    <fieldset>
      <legend className="type-label mb-1 text-ink-2">{t("clinicApplication.field.species")}</legend>
      <div className="grid grid-cols-2 tablet:grid-cols-3">
        {ALL_SPECIES.map((species) => <Checkbox key={species} value={species} label={t(`common:species.${species}`)} className="min-h-11 items-center" {...form.register("species")} />)}
      </div>
    </fieldset>
  );
}

/** Where the clinic stands on the map; owners are shown the distance to it. */
function MapPlace({ form }: { form: UseFormReturn<FactsValues> }) {
  const { t } = useTranslation("w-owner");
  const [state, setState] = useState<"idle" | "busy" | "refused">("idle");
  const isKnown = form.watch("lat") !== null;
  const locate = async (): Promise<void> => {
    setState("busy");
    try {
      const { lat, lon } = await ownPlace();
      form.setValue("lat", lat);
      form.setValue("lon", lon);
      setState("idle");
    } catch {
      setState("refused");
    }
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="l" icon={<LocateFixed size={18} aria-hidden="true" />} isBusy={state === "busy"} onClick={() => void locate()}>{t("clinicApplication.locate")}</Button>
      <p role="status" className="type-small text-ink-2">{state === "refused" ? t("clinicApplication.locateRefused") : isKnown ? t("clinicApplication.located") : t("clinicApplication.locateHint")}</p>
    </div>
  );
}
