import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "@/lib/schema";

import { register as registerAccount } from "@/features/identity/api";
import { keepNext, withNext } from "@/features/identity/kept-next";
import { safeNext } from "@/features/identity/session";
import { useLocale } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { PasswordField, TextField } from "@/ui/text-field";

import { email, newPassword, phone, required, useErrorText, useShowProblem } from "./fields";
import { AccountFrame, Outcome } from "./frame";

const schema = z.object({ first_name: required, last_name: required, email, phone, password: newPassword });
type Values = z.infer<typeof schema>;
const FIELDS = ["first_name", "last_name", "email", "phone", "password"] as const;
const EMPTY: Values = { first_name: "", last_name: "", email: "", phone: "", password: "" };

export function Register() {
  const { t } = useTranslation("w-account");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [search] = useSearchParams();
  const next = safeNext(search.get("next"));
  const logIn = withNext("/login", next);
  if (sentTo !== null) {
    return (
      <Outcome
        name={t("register.title")}
        title={t("register.sentTitle")}
        text={t("register.sent", { email: sentTo })}
        action={<Button asChild size="l"><Link to={logIn}>{t("verify.toLogIn")}</Link></Button>}
      />
    );
  }
  return (
    <AccountFrame
      name={t("register.title")}
      title={t("register.title")}
      lead={t("register.lead")}
      footer={<span>{t("register.have")} <Link to={logIn} className="weight-name rounded-chip text-blue-ink hover:underline">{t("register.logIn")}</Link></span>}
    >
      <RegisterForm onSent={(address) => { keepNext(next); setSentTo(address); }} />
    </AccountFrame>
  );
}

function RegisterForm({ onSent }: { onSent: (address: string) => void }) {
  const { t } = useTranslation("w-account");
  const locale = useLocale();
  const errorText = useErrorText();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: EMPTY });
  const { errors, isSubmitting } = form.formState;
  const showProblem = useShowProblem<Values>(FIELDS, form.setError);
  const submit = form.handleSubmit(async ({ phone: number, ...values }) => {
    try {
      await registerAccount({ ...values, phone: number === "" ? null : number, locale });
      onSent(values.email);
    } catch (error) {
      showProblem(error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      <div className="grid gap-5 tablet:grid-cols-2 tablet:gap-4">
        <TextField label={t("field.firstName")} size="l" autoComplete="given-name" error={errorText(errors.first_name)} {...form.register("first_name")} />
        <TextField label={t("field.lastName")} size="l" autoComplete="family-name" error={errorText(errors.last_name)} {...form.register("last_name")} />
      </div>
      <TextField label={t("field.email")} type="email" size="l" autoComplete="email" autoCapitalize="none" spellCheck={false} error={errorText(errors.email)} {...form.register("email")} />
      <TextField label={t("field.phone")} type="tel" size="l" autoComplete="tel" hint={t("field.phoneHint")} error={errorText(errors.phone)} {...form.register("phone")} />
      <PasswordField
        label={t("field.password")}
        size="l"
        autoComplete="new-password"
        hint={t("field.passwordHint")}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        error={errorText(errors.password)}
        {...form.register("password")}
      />
      <Button type="submit" tone="main" size="l" isWide isBusy={isSubmitting}>{t("register.submit")}</Button>
    </form>
  );
}
