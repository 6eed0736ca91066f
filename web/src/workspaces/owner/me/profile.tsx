import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/schema";

import { isProblem } from "@/api/problem";
import { changeProfile } from "@/features/identity/api";
import { useMe } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextField } from "@/ui/text-field";

const name = z.string().trim().min(1, "me.error.name").max(80, "me.error.long");
const schema = z.object({ first_name: name, last_name: name, phone: z.string().trim().regex(/^$|^\+?[\d\s()-]{8,20}$/, "me.error.phone") });
type Values = z.infer<typeof schema>;
const FIELDS = ["first_name", "last_name", "phone"] as const;

export function Profile() {
  const { t } = useTranslation(["w-owner", "common"]);
  const me = useMe();
  const problemText = useProblemText("w-owner");
  const form = useForm<Values>({ resolver: zodResolver(schema), values: { first_name: me.first_name, last_name: me.last_name, phone: me.phone ?? "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const textOf = (message: string | undefined): string | undefined => (message?.startsWith("me.error.") ? t(message) : message);
  const save = form.handleSubmit(async ({ phone, ...names }) => {
    try {
      await changeProfile(me, { ...names, phone: phone === "" ? null : phone });
      toast.done(t("me.saved"));
    } catch (error) {
      const field = isProblem(error) ? FIELDS.find((one) => one === error.field) : undefined;
      form.setError(field ?? "root", { message: problemText(error) }, { shouldFocus: true });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      <div className="grid gap-4 tablet:grid-cols-2">
        <TextField label={t("me.firstName")} size="l" autoComplete="given-name" error={textOf(errors.first_name?.message)} {...form.register("first_name")} />
        <TextField label={t("me.lastName")} size="l" autoComplete="family-name" error={textOf(errors.last_name?.message)} {...form.register("last_name")} />
      </div>
      <TextField label={t("me.phone")} type="tel" size="l" autoComplete="tel" hint={t("me.phoneHint")} error={textOf(errors.phone?.message)} {...form.register("phone")} />
      <Button type="submit" size="l" isBusy={isSubmitting} disabled={!isDirty || isSubmitting} className="self-start">{t("common:action.save")}</Button>
    </form>
  );
}
