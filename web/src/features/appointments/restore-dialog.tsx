import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { OvertakenDialog } from "./overtaken-dialog";
import { isPlaceGone } from "./rules";
import { UndoRefused } from "./undo-refused";
import { useAskedStep } from "./use-asked-step";
import { useWhatHappened } from "./use-what-happened";
import { VisitLine } from "./visit-line";

export interface RestoreDialogProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  onClose: () => void;
}

/** Taking back what the owner did themself is a decision about somebody else's wish: it is asked, and the owner is told. */
export function RestoreDialog({ slug, row: asked, zone, onClose }: RestoreDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const happened = useWhatHappened(zone);
  const problemText = useProblemText("appointments");
  const { take, row, problem, isBusy, overtaken } = useAskedStep(slug, asked, onClose);
  if (overtaken) return <OvertakenDialog slug={slug} zone={zone} now={overtaken} onClose={onClose} />;
  if (isPlaceGone(problem)) return <UndoRefused slug={slug} zone={zone} row={row} problem={problem} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("restore.title", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("restore.keep")}</Button>
          <Button tone="main" isBusy={isBusy} disabled={isBusy} onClick={() => void take({ kind: "undo" })}>{t("restore.submit")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <VisitLine row={row} zone={zone} />
        <div>
          <p className="text-ink">{happened(row)}</p>
          {row.decline_reason && <p className="mt-1">“{row.decline_reason}”</p>}
        </div>
        <p>{t("restore.consequence", { owner: row.client_name })}</p>
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </div>
    </Dialog>
  );
}
