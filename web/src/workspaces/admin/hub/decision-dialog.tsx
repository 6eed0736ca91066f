import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicApplication } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { rejectApplication } from "@/features/platform/api";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

const NOTHING = { papers: [], words: "" };

export type Asked = "correct" | "reject";

export interface DecisionDialogProps {
  asked: Asked;
  application: ClinicApplication;
  onDecided: (changed: ClinicApplication) => void;
  onClose: () => void;
}

/** Both send the application back with words; a correction names the papers, so the words are half written. */
export function DecisionDialog({ asked, application, onDecided, onClose }: DecisionDialogProps) {
  const { t } = useTranslation("w-admin");
  const problemText = useProblemText("w-admin");
  const draft = useDialogDraft<{ papers: readonly string[]; words: string }>(`decision.${asked}.${application.id}`, NOTHING, onClose);
  const { papers, words } = draft.value;
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const named = papers.map((kind) => t("decision.again", { paper: t(`application.paper.${kind}`) }));
  const remarks = [...named, words.trim()].filter(Boolean).join(" ");

  const send = (): void => {
    setTried(true);
    if (remarks === "") return;
    setBusy(true);
    rejectApplication(application.id, remarks).then((changed) => { draft.clear(); onDecided(changed); }, (error: unknown) => {
      setProblem(problemText(error));
      setBusy(false);
    });
  };
  return (
    <Dialog
      isOpen
      onClose={draft.close}
      hasWords={words.trim() !== ""}
      closeLabel={t("common:action.close")}
      title={t(`decision.title.${asked}`, { name: application.practice.name })}
      footer={<><Button tone="bare" onClick={draft.close}>{t("common:action.cancel")}</Button><Button tone={asked === "correct" ? "main" : "danger"} isBusy={isBusy} onClick={send}>{t(`decision.send.${asked}`)}</Button></>}
    >
      <div className="flex flex-col gap-4 pt-1">
        {problem !== null && <Note tone="red" role="alert">{problem}</Note>}
        <p>{t(`decision.text.${asked}`, { name: application.approval?.admin_name || t("decision.applicant") })}</p>
        {asked === "correct" && application.documents.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="type-label mb-2">{t("decision.papers")}</legend>
            {application.documents.map((one) => (
              <Checkbox key={one.id} label={t(`application.paper.${one.kind}`)} checked={papers.includes(one.kind)} onChange={(event) => draft.set({ words, papers: event.target.checked ? [...papers, one.kind] : papers.filter((kind) => kind !== one.kind) })} />
            ))}
          </fieldset>
        )}
        <TextArea label={t("decision.remarks")} hint={t("decision.hint")} error={isTried && remarks === "" ? t("decision.empty") : undefined} rows={3} maxLength={3500} value={words} onChange={(event) => draft.set({ papers, words: event.target.value })} />
      </div>
    </Dialog>
  );
}
