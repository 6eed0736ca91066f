import { CalendarCheck, Lock, PencilLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { PatientView, RecordView } from "@/api/types";
import { BookDialog } from "@/features/appointments/book-dialog";
import { doubtOf, WeightWarning } from "@/features/patients/weight-warning";
import type { Difference } from "@/features/records/differences";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Switch } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

import { Changes } from "./changes";
import type { ConsultDesk } from "./use-consult";
import type { WeightDoubtDesk } from "./weight-doubt";

export interface ConsultDialogsProps {
  slug: string;
  zone: string;
  record: RecordView;
  patient: PatientView | undefined;
  consult: ConsultDesk;
  doubt: WeightDoubtDesk;
}

export function ConsultDialogs({ slug, zone, record, patient, consult, doubt }: ConsultDialogsProps) {
  if (consult.asked === "sign" && record.state === "draft") return <SignDialog record={record} consult={consult} doubt={doubt} />;
  if (consult.asked !== "book" || !patient) return null;
  return <BookDialog slug={slug} zone={zone} patient={patient} ownVetId={record.vet_id} onClose={consult.close} />;
}

/** A signature cannot be taken back, so it says what it brings about before it is given. */
function SignDialog({ record, consult, doubt }: Pick<ConsultDialogsProps, "record" | "consult" | "doubt">) {
  const { t } = useTranslation("w-consult");
  const problemText = useProblemText("w-consult");
  const [isShared, setShared] = useState(consult.hasSummary);
  const [problem, setProblem] = useState<unknown>(null);
  const [changes, setChanges] = useState<Difference[]>([]);
  const [sureOf, setSureOf] = useState<number | null>(null);
  // What the server doubts is asked as well: it may know of a weighing that has not come to this screen.
  const refused = doubtOf(problem);
  const asked = refused ?? doubt.doubt;
  const isSure = asked !== null && (refused ? sureOf === refused.grams : doubt.isSure);
  const say = (sure: boolean): void => (refused ? setSureOf(sure ? refused.grams : null) : doubt.say(sure));
  const [isBusy, setBusy] = useState(false);
  const sign = async (): Promise<void> => {
    setBusy(true);
    const came = await consult.sign(isShared, asked && isSure ? asked.grams : null);
    setBusy(false);
    setChanges("changes" in came ? came.changes : []);
    setProblem("problem" in came ? came.problem : null);
    if ("isSigned" in came) consult.close();
  };
  return (
    <Dialog
      isOpen
      onClose={consult.close}
      size="s"
      title={t("sign.title", { name: record.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={consult.close}>{t("sign.later")}</Button>
          <Button tone="go" isBusy={isBusy} disabled={consult.blocked !== null || (asked !== null && !isSure)} onClick={() => void sign()}>{t(isBusy ? "sign.busy" : "sign.submit")}</Button>
        </>
      }
    >
      <ul className="flex flex-col gap-2">
        <li className="flex gap-2.5"><Lock size={16} className="mt-px" aria-hidden="true" />{t("sign.locksLong")}</li>
        <li className="flex gap-2.5"><PencilLine size={16} className="mt-px" aria-hidden="true" />{t("sign.addLater")}</li>
        {record.appointment_id !== null && <li className="flex gap-2.5"><CalendarCheck size={16} className="mt-px" aria-hidden="true" />{t(consult.isAhead ? "sign.staysOpen" : "sign.completes")}</li>}
      </ul>
      <Switch className="mt-4" label={t("sign.share")} hint={t("sign.shareHint")} checked={isShared} onChange={(event) => setShared(event.target.checked)} />
      {asked !== null && <WeightWarning doubt={asked} isSure={isSure} onSay={say} className="mt-4" />}
      {changes.length > 0 && <Changes changes={changes} />}
      {consult.blocked !== null && <Note tone="amber" role="alert" className="mt-4">{consult.blocked}</Note>}
      {problem !== null && refused === null && <Note tone="red" role="alert" className="mt-4">{problemText(problem)}</Note>}
    </Dialog>
  );
}
