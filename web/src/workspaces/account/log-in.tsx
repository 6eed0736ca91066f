import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Mail } from "lucide-react";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { z } from "@/lib/schema";

import { demoPeopleQuery, logIn } from "@/features/identity/api";
import { beginningOf } from "@/features/identity/applications";
import { keepNext, withNext } from "@/features/identity/kept-next";
import { safeNext, startSession, useEnded, useSession } from "@/features/identity/session";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { PasswordField, TextField } from "@/ui/text-field";

import { DemoPeople } from "./demo-people";
import { email, useErrorText, useShowProblem } from "./fields";
import { AccountFrame } from "./frame";

const schema = z.object({ email, password: z.string() });
type Values = z.infer<typeof schema>;
const FIELDS = ["email", "password"] as const;

function greetingOf(hour: number): string {
  if (hour < 6) return "greeting.night";
  if (hour < 12) return "greeting.morning";
  return hour < 18 ? "greeting.afternoon" : "greeting.evening";
}

/**
 * First the address, then the password. The password is in the form from the start, so that a password manager can
 * fill both at once; then the second step shows by itself.
 */
function useLogInForm() {
  const [isSecondStep, setSecondStep] = useState(false);
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: { email: "", password: "" } });
  const showProblem = useShowProblem<Values>(FIELDS, form.setError);
  const { setFocus } = form;

  useEffect(() => {
    if (isSecondStep) setFocus("password");
  }, [isSecondStep, setFocus]);

  const submit = form.handleSubmit(async (values) => {
    if (!isSecondStep && values.password === "") return setSecondStep(true);
    if (values.password === "") return form.setError("password", { message: "error.passwordMissing" }, { shouldFocus: true });
    try {
      await startSession(await logIn(values));
    } catch (error) {
      setSecondStep(true);
      showProblem(error);
    }
  });

  const fill = (address: string, password: string): void => {
    form.setValue("email", address);
    form.setValue("password", password);
    setSecondStep(true);
    void submit();
  };
  return { form, isSecondStep, showSecondStep: () => setSecondStep(true), submit, fill };
}

/** Whoever is signed in, by the form or already before, goes to where they were or where they begin. */
function useGoOn(): void {
  const { me } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const next = safeNext(search.get("next"));
  useEffect(() => {
    if (!me) return;
    keepNext(null);
    let isLeft = false;
    const goOn = async (): Promise<void> => {
      const to = next ?? (await beginningOf(me, queries));
      if (!isLeft) await navigate(to, { replace: true });
    };
    void goOn();
    return () => {
      isLeft = true;
    };
  }, [me, next, navigate, queries]);
}

export function LogIn() {
  const { t } = useTranslation("w-account");
  const { form, isSecondStep, showSecondStep, submit, fill } = useLogInForm();
  const { errors, isSubmitting } = form.formState;
  const errorText = useErrorText();
  const { data: demo } = useQuery(demoPeopleQuery);
  const [greeting] = useState(() => greetingOf(new Date().getHours()));
  useGoOn();

  return (
    <AccountFrame name={t("logIn.title")} title={t(greeting)} lead={t(demo ? "logIn.leadDemo" : "logIn.lead")} footer={<Ways />}>
      <WhyHere />
      <DemoPeople onChoose={fill} isBusy={isSubmitting} />
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
        {errors.root && <Note tone="red" role="alert">{errors.root.message}</Note>}
        <TextField
          label={t("field.email")}
          type="email"
          size="l"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          icon={<Mail size={18} />}
          error={errorText(errors.email)}
          {...form.register("email")}
        />
        <div className={cn(!isSecondStep && "sr-only")} aria-hidden={!isSecondStep}>
          <PasswordField
            label={t("field.password")}
            size="l"
            autoComplete="current-password"
            tabIndex={isSecondStep ? undefined : -1}
            icon={<KeyRound size={18} />}
            showLabel={t("field.show")}
            hideLabel={t("field.hide")}
            isRevealable={isSecondStep}
            aside={isSecondStep && <Link to="/forgot" className="type-small weight-name rounded-chip text-blue-ink hover:underline">{t("logIn.forgot")}</Link>}
            error={errorText(errors.password)}
            {...form.register("password", { onChange: showSecondStep })}
          />
        </div>
        <Button type="submit" tone="main" size="l" isWide isBusy={isSubmitting}>
          {isSecondStep ? t("logIn.submit") : t("common:action.next")}
        </Button>
      </form>
    </AccountFrame>
  );
}

/** Whoever was sent here in the middle of something reads why, and that nothing they wrote is lost. */
function WhyHere() {
  const { t } = useTranslation("w-account");
  const ended = useEnded();
  if (!ended) return null;
  return (
    <Note tone="blue" role="status">
      {t(`ended.${ended.why}`)} {ended.hasWaiting && t("ended.waiting")}
    </Note>
  );
}

function Ways() {
  const { t } = useTranslation("w-account");
  const [search] = useSearchParams();
  const register = withNext("/register", safeNext(search.get("next")));
  const link = "weight-name rounded-chip text-blue-ink hover:underline";
  return (
    <>
      <span>{t("logIn.noAccount")} <Link to={register} className={link}>{t("logIn.register")}</Link></span>
      <span>{t("logIn.owner")} <Link to="/" className={link}>{t("logIn.find")}</Link></span>
    </>
  );
}
