import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { ApiProblem } from "@/api/problem";
import { verifyEmail } from "@/features/identity/api";
import { keptNext, withNext } from "@/features/identity/kept-next";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";

import { tokenOf } from "./fields";
import { Outcome } from "./frame";

export function VerifyEmail() {
  const { t } = useTranslation("w-account");
  const problemText = useProblemText();
  const next = keptNext();
  const token = tokenOf(useLocation());
  const { mutate, status, error } = useMutation({
    mutationFn: async (value: string) => {
      if (value === "") throw new ApiProblem(400, { code: "token_spent" });
      await verifyEmail(value);
    },
  });
  // The link works once: the strict mode's second run must not spend it a second time.
  const isSent = useRef(false);
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    mutate(token);
  }, [mutate, token]);

  const name = t("verify.title");
  const toLogIn = <Button asChild tone="main" size="l"><Link to={withNext("/login", next)}>{t("verify.toLogIn")}</Link></Button>;
  if (status === "success") return <Outcome name={name} title={t("verify.doneTitle")} text={t("verify.done")} action={toLogIn} />;
  if (status === "error") {
    const again = <Button asChild size="l"><Link to={withNext("/register", next)}>{t("verify.again")}</Link></Button>;
    return <Outcome name={name} title={t("verify.failedTitle")} text={problemText(error)} action={again} />;
  }
  return <Outcome name={name} title={name} text={t("verify.working")} action={null} />;
}
