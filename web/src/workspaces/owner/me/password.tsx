import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "@/lib/schema";

import { isProblem } from "@/api/problem";
import { startSession, useMe } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { PasswordField } from "@/ui/text-field";

import { changePassword } from "./api";

const LENGTH_MIN = 10;
const schema = z.object({ current_password: z.string().min(1, "me.error.current"), new_password: z.string().min(LENGTH_MIN, "me.error.newPassword") });
type Values = z.infer<typeof schema>;

export function Password() {
  const { t } = useTranslation(["w-owner", "common"]);
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) return <Button size="l" className="self-start" onClick={() => setOpen(true)}>{t("me.changePassword")}</Button>;
  return <PasswordForm onClose={() => setOpen(false)} />;
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const me = useMe();
  const problemText = useProblemText("w-owner");
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { current_password: "", new_password: "" } });
  const { errors, isSubmitting } = form.formState;
  const textOf = (message: string | undefined): string | undefined => (message?.startsWith("me.error.") ? t(message) : message);
  const labels = { showLabel: t("me.show"), hideLabel: t("me.hide") };
  const save = form.handleSubmit(async (values) => {
    try {
      await startSession(await changePassword(values));
      toast.done(t("me.passwordDone"));
      onClose();
    } catch (error) {
      const field = isProblem(error, "password_wrong") ? "current_password" : isProblem(error) && error.code.startsWith("password_") ? "new_password" : isProblem(error) && (error.field === "new_password" || error.field === "current_password") ? error.field : "root";
      form.setError(field, { message: problemText(error) }, { shouldFocus: true });
    }
  });
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      <input type="text" autoComplete="username" defaultValue={me.email} hidden />
      <PasswordField label={t("me.currentPassword")} size="l" autoComplete="current-password" {...labels} error={textOf(errors.current_password?.message)} {...form.register("current_password")} />
      <PasswordField label={t("me.newPassword")} size="l" autoComplete="new-password" hint={t("me.passwordHint")} {...labels} error={textOf(errors.new_password?.message)} {...form.register("new_password")} />
      <div className="flex gap-2.5">
        <Button type="submit" tone="main" size="l" isBusy={isSubmitting}>{t("common:action.save")}</Button>
        <Button size="l" onClick={onClose}>{t("common:action.cancel")}</Button>
      </div>
    </form>
  );
}
