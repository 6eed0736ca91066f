import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

export interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** What the button does, in the words of the thing itself. */
  act: string;
  tone: "danger" | "main" | "go";
  size?: "s" | "m";
  /** It cannot be done; the children say why. */
  isImpossible?: boolean;
  run: () => Promise<void>;
  onClose: () => void;
}

/** Asked before what shuts people out, or lets them in. The button says what it does, never "OK". */
export function ConfirmDialog({ title, children, act, tone, size = "s", isImpossible = false, run, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation("w-admin");
  const problemText = useProblemText("w-admin");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const go = (): void => {
    setBusy(true);
    run().then(onClose, (error: unknown) => {
      setProblem(problemText(error));
      setBusy(false);
    });
  };
  return (
    <Dialog isOpen onClose={onClose} size={size} closeLabel={t("common:action.close")} title={title} footer={<><Button tone="bare" onClick={onClose}>{t("common:action.cancel")}</Button><Button tone={tone} isBusy={isBusy} disabled={isImpossible} onClick={go}>{act}</Button></>}>
      {problem !== null && <Note tone="red" role="alert" className="mb-3">{problem}</Note>}
      {children}
    </Dialog>
  );
}
