import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { hasUnsavedWords } from "@/lib/unsaved";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

import { logOut, useMe } from "./session";

/** Logging out, to `to`. What was typed and not saved yet would go with the person, so that is asked first. */
export function useLeaving(to: string): { leave: () => void; question: ReactNode } {
  const { t } = useTranslation(["shell", "common"]);
  const me = useMe();
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const go = async (): Promise<void> => {
    await logOut();
    await navigate(to);
  };
  const leave = (): void => {
    if (hasUnsavedWords(me.id)) setAsked(true);
    else void go();
  };
  const stay = (): void => setAsked(false);
  const question = (
    <Dialog
      isOpen={isAsked}
      onClose={stay}
      size="s"
      title={t("leaving.title")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button tone="danger" onClick={() => void go()}>{t("leaving.lose")}</Button>
          <Button tone="main" onClick={stay}>{t("leaving.stay")}</Button>
        </>
      }
    >
      <p>{t("leaving.text")}</p>
    </Dialog>
  );
  return { leave, question };
}
