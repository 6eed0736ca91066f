import { useTranslation } from "react-i18next";

import { Note } from "@/ui/note";

import { useOneself } from "../use-oneself";
import { AskForm, type CommandFormProps } from "./form";

/** "donker", "taal engels": another look, with a way back. */
export function LookForm({ command: { intent, choice }, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "common"]);
  const { locale, theme, takeLocale, takeTheme } = useOneself();
  const choose = (): void => {
    onDone();
    if (choice === "light" || choice === "dark") takeTheme(choice);
    else if (choice === "nl" || choice === "en") takeLocale(choice);
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
  const { isLosing, leave } = useOneself();
  return (
    <AskForm title={t("intent.log_out")} submitText={t(isLosing ? "shell:leaving.lose" : "own.leave")} isReady onSubmit={() => {
      onDone();
      void leave();
    }} handle={handle} tone={isLosing ? "danger" : "main"}>
      {isLosing ? <Note tone="amber" role="alert">{t("shell:leaving.text")}</Note> : <p className="text-ink-2">{t("own.leaveText")}</p>}
    </AskForm>
  );
}
