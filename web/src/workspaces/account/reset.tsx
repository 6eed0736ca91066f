import { zodResolver } from "@hookform/resolvers/zod";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { z } from "@/lib/schema";

import { resetPassword } from "@/features/identity/api";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { PasswordField } from "@/ui/text-field";

import { newPassword, tokenOf, useErrorText, useShowProblem } from "./fields";
import { AccountFrame, Outcome } from "./frame";

const schema = z.object({ password: newPassword });
type Values = z.infer<typeof schema>;
const FIELDS = ["password"] as const;

export function Reset() {
  const { t } = useTranslation("w-account");
  const token = tokenOf(useLocation());
  const [isDone, setDone] = useState(false);
  const errorText = useErrorText();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { password: "" } });
  const { errors, isSubmitting } = form.formState;
  const showProblem = useShowProblem<Values>(FIELDS, form.setError);
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await resetPassword({ token, password });
      setDone(true);
    } catch (error) {
      showProblem(error);
    }
  });
  const name = t("reset.title");
  if (isDone) {
    const action = <Button asChild tone="main" size="l"><Link to="/login">{t("verify.toLogIn")}</Link></Button>;
    return <Outcome name={name} title={t("reset.doneTitle")} text={t("reset.done")} action={action} />;
  }
  if (token === "") {
    const action = <Button asChild size="l"><Link to="/forgot">{t("forgot.submit")}</Link></Button>;
    return <Outcome name={name} title={t("verify.failedTitle")} text={t("reset.missing")} action={action} />;
  }
  return (
    <AccountFrame name={name} title={name} lead={t("reset.lead")}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
        <PasswordField
          label={t("field.newPassword")}
          size="l"
          autoComplete="new-password"
          icon={<KeyRound size={18} />}
          hint={t("field.passwordHint")}
          showLabel={t("field.show")}
          hideLabel={t("field.hide")}
          error={errorText(errors.password)}
          {...form.register("password")}
        />
        <Button type="submit" tone="main" size="l" isWide isBusy={isSubmitting}>{t("reset.submit")}</Button>
      </form>
    </AccountFrame>
  );
}
