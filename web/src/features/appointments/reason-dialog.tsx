import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

import { OvertakenDialog } from "./overtaken-dialog";
import { leadsOn } from "./rules";
import { useAskedStep } from "./use-asked-step";
import { VisitLine } from "./visit-line";

export interface ReasonDialogProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  kind: "decline" | "cancel";
  onClose: () => void;
}

/** Declining tells the owner why, so a reason is asked; calling off may go without. */
export function ReasonDialog({ slug, row: asked, zone, kind, onClose }: ReasonDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const problemText = useProblemText("appointments");
  const { value: reason, set: setReason, close } = useDialogDraft(`reason.${kind}.${asked.id}`, "", onClose);
  const { take, row, problem, isBusy, overtaken, goOn } = useAskedStep(slug, asked, close);
  const [isMissing, setMissing] = useState(false);
  const [reach, setReach] = useState<"this" | "following">("this");
  const submit = (): void => {
    const text = reason.trim();
    if (kind === "decline" && text === "") return setMissing(true);
    void take(kind === "decline" ? { kind, reason: text } : { kind, reason: text || null, following: reach === "following" });
  };
  if (overtaken) return <OvertakenDialog slug={slug} zone={zone} now={overtaken} onGoOn={leadsOn(kind, overtaken.state) ? goOn : undefined} hasWords={reason.trim() !== ""} onClose={close} />;
  return (
    <Dialog
      isOpen
      onClose={close}
      size="s"
      hasWords={reason.trim() !== ""}
      title={t(`${kind}.title`, { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={close}>{t(`${kind}.keep`)}</Button>
          <Button tone="danger" isBusy={isBusy} disabled={isBusy} onClick={submit}>{t(`${kind}.submit`)}</Button>
        </>
      }
    >
      <div className="mb-4 pt-1"><VisitLine row={row} zone={zone} /></div>
      {kind === "cancel" && row.series_id != null && (
        <SegmentedControl label={t("series.reach")} className="mb-3" value={reach} onChange={setReach} options={[{ value: "this", label: t("series.this") }, { value: "following", label: t("series.following") }]} />
      )}
      <p className="mb-3">{t(`${kind}.consequence`, { name: row.client_name })}</p>
      {problem !== null && <Note tone="red" role="alert" className="mb-3">{problemText(problem)}</Note>}
      <TextArea
        label={t(`${kind}.reason`)}
        maxLength={1000}
        value={reason}
        error={isMissing && reason.trim() === "" ? t("decline.missing") : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
