import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { OvertakenDialog } from "./overtaken-dialog";
import { leadsOn } from "./rules";
import { useAskedStep } from "./use-asked-step";
import { VisitLine } from "./visit-line";

export interface CompleteDialogProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  onClose: () => void;
}

/** Whoever nobody checked in may have been seen all the same; that is asked once. */
export function CompleteDialog({ slug, row: asked, zone, onClose }: CompleteDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const problemText = useProblemText("appointments");
  const { take, row, problem, isBusy, overtaken, goOn } = useAskedStep(slug, asked, onClose);
  if (overtaken) return <OvertakenDialog slug={slug} zone={zone} now={overtaken} onGoOn={leadsOn("complete", overtaken.state) ? goOn : undefined} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("complete.title", { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("complete.keep")}</Button>
          <Button tone="main" isBusy={isBusy} disabled={isBusy} onClick={() => void take({ kind: "complete" })}>{t("complete.submit")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <VisitLine row={row} zone={zone} />
        <p>{t("complete.consequence", { name: row.patient_name })}</p>
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </div>
    </Dialog>
  );
}
