import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useLook } from "@/features/identity/look";
import { logOut, useMe } from "@/features/identity/session";
import { toast } from "@/lib/toasts";
import { hasUnsavedWords } from "@/lib/unsaved";
import { Note } from "@/ui/note";

import { AskForm, type CommandFormProps } from "./form";

/** "donker", "taal engels": another look, with a way back. */
export function LookForm({ command: { intent, choice }, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { locale, theme, chooseLocale, chooseTheme } = useLook();
  const choose = (): void => {
    onDone();
    if (intent === "theme" && (choice === "light" || choice === "dark")) {
      chooseTheme(choice);
      toast.done(t(`own.done.${choice}`), () => chooseTheme(theme));
    } else if (choice === "nl" || choice === "en") {
      chooseLocale(choice);
      toast.done(t(`own.done.${choice}`, { lng: choice }), () => chooseLocale(locale));
    }
  };
  const isSo = choice === (intent === "theme" ? theme : locale);
  return (
    <AskForm title={t(`intent.${intent}`)} submitText={t(`own.${choice ?? "dark"}`)} isReady={!isSo} onSubmit={choose} handle={handle} tone="main">
      <p className="text-ink-2">{t(isSo ? "own.isSo" : "own.everywhere")}</p>
    </AskForm>
  );
}

/** "log uit": what was typed and not saved yet goes with the person, so that is said first. */
export function LeaveForm({ onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "shell"]);
  const me = useMe();
  const navigate = useNavigate();
  const isLosing = hasUnsavedWords(me.id);
  const leave = async (): Promise<void> => {
    onDone();
    await logOut();
    await navigate("/login");
  };
  return (
    <AskForm title={t("intent.log_out")} submitText={t(isLosing ? "shell:leaving.lose" : "own.leave")} isReady onSubmit={() => void leave()} handle={handle} tone={isLosing ? "danger" : "main"}>
      {isLosing ? <Note tone="amber" role="alert">{t("shell:leaving.text")}</Note> : <p className="text-ink-2">{t("own.leaveText")}</p>}
    </AskForm>
  );
}
