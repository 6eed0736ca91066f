import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { z } from "@/lib/schema";

import { isProblem } from "@/api/problem";
import type { Invitation } from "@/api/types";
import { acceptInvitation, invitationQuery } from "@/features/identity/api";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Loading, Skeleton } from "@/ui/states";
import { PasswordField, TextField } from "@/ui/text-field";

import { newPassword, ownPassword, required, tokenOf, useErrorText, useShowProblem } from "./fields";
import { AccountFrame, Outcome } from "./frame";

const newcomer = z.object({ first_name: required, last_name: required, password: newPassword });
const known = newcomer.extend({ password: ownPassword });
type Values = z.infer<typeof newcomer>;
const FIELDS = ["first_name", "last_name", "password"] as const;

export function AcceptInvitation() {
  const { t } = useTranslation("w-account");
  const token = tokenOf(useLocation());
  const problemText = useProblemText();
  const [isDone, setDone] = useState(false);
  const { data: invitation, error } = useQuery(invitationQuery(token));
  const name = t("invitation.titleUnknown");
  if (isDone) {
    const action = <Button asChild tone="main" size="l"><Link to="/login">{t("verify.toLogIn")}</Link></Button>;
    return <Outcome name={name} title={t("invitation.doneTitle")} text={t("invitation.done")} action={action} />;
  }
  if (error || token === "") {
    // A line that dropped says so; every other refusal means that the invitation is spent.
    const text = isProblem(error, "unreachable") ? problemText(error) : t("invitation.failed");
    return <Outcome name={name} title={t("invitation.failedTitle")} text={text} action={null} />;
  }
  if (!invitation) {
    return (
      <AccountFrame name={name} title={name}>
        <Loading label={t("common:state.loading")} className="flex flex-col gap-5">
          <Skeleton className="h-11 rounded-lg" />
          <Skeleton className="h-11 rounded-lg" />
          <Skeleton className="h-11 rounded-lg" />
        </Loading>
      </AccountFrame>
    );
  }
  const { practice_name: practice, role_name: role, email } = invitation;
  return (
    <AccountFrame name={name} title={t("invitation.title", { practice })} lead={t("invitation.lead", { role, email })}>
      <InvitationForm token={token} invitation={invitation} onDone={() => setDone(true)} />
    </AccountFrame>
  );
}

function InvitationForm({ token, invitation, onDone }: { token: string; invitation: Invitation; onDone: () => void }) {
  const { t } = useTranslation("w-account");
  const errorText = useErrorText();
  const form = useForm<Values>({
    resolver: zodResolver(invitation.has_account ? known : newcomer),
    defaultValues: { first_name: invitation.first_name ?? "", last_name: invitation.last_name ?? "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const showProblem = useShowProblem<Values>(FIELDS, form.setError);
  const submit = form.handleSubmit(async (values) => {
    try {
      await acceptInvitation({ token, ...values });
      onDone();
    } catch (error) {
      showProblem(error);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
      {/* A password manager keeps the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
      <div className="grid gap-5 tablet:grid-cols-2 tablet:gap-4">
        <TextField label={t("field.firstName")} size="l" autoComplete="given-name" error={errorText(errors.first_name)} {...form.register("first_name")} />
        <TextField label={t("field.lastName")} size="l" autoComplete="family-name" error={errorText(errors.last_name)} {...form.register("last_name")} />
      </div>
      <PasswordField
        label={t(invitation.has_account ? "invitation.ownPassword" : "field.password")}
        size="l"
        autoComplete={invitation.has_account ? "current-password" : "new-password"}
        hint={t(invitation.has_account ? "invitation.ownPasswordHint" : "field.passwordHint")}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        error={errorText(errors.password)}
        {...form.register("password")}
      />
      <Button type="submit" tone="main" size="l" isWide isBusy={isSubmitting}>{t("invitation.submit")}</Button>
    </form>
  );
}
