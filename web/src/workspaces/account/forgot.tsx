import { zodResolver } from "@hookform/resolvers/zod";
import { Mail } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { z } from "@/lib/schema";

import { askForReset } from "@/features/identity/api";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextField } from "@/ui/text-field";

import { email, useErrorText, useShowProblem } from "./fields";
import { AccountFrame, Outcome } from "./frame";

const schema = z.object({ email });
type Values = z.infer<typeof schema>;
const FIELDS = ["email"] as const;

export function Forgot() {
  const { t } = useTranslation("w-account");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const errorText = useErrorText();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { email: "" } });
  const { errors, isSubmitting } = form.formState;
  const showProblem = useShowProblem<Values>(FIELDS, form.setError);
  const submit = form.handleSubmit(async (values) => {
    try {
      await askForReset(values.email);
      setSentTo(values.email);
    } catch (error) {
      showProblem(error);
    }
  });
  const back = <Link to="/login" className="weight-name rounded-chip text-blue-ink hover:underline">{t("forgot.back")}</Link>;
  if (sentTo !== null) {
    return <Outcome name={t("forgot.title")} title={t("forgot.sentTitle")} text={t("forgot.sent", { email: sentTo })} action={back} />;
  }
  return (
    <AccountFrame name={t("forgot.title")} title={t("forgot.title")} lead={t("forgot.lead")} footer={back}>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
        <TextField
          label={t("field.email")}
          type="email"
          size="l"
          autoComplete="username"
          autoCapitalize="none"
          icon={<Mail size={18} />}
          error={errorText(errors.email)}
          {...form.register("email")}
        />
        <Button type="submit" tone="main" size="l" isWide isBusy={isSubmitting}>{t("forgot.submit")}</Button>
      </form>
    </AccountFrame>
  );
}
