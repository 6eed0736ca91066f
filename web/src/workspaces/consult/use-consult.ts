import { useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, FileDown, FileText, Lock, MessageSquare, PencilLine } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { downloadReport } from "@/features/patients/api";
import { shareRecord, signRecord, unshareRecord } from "@/features/records/api";
import { isEmpty, noteOf } from "@/features/records/rules";
import type { NoteDesk } from "@/features/records/use-note";
import { useRecordStep } from "@/features/records/use-parts";
import type { RailAction } from "@/lib/actions";
import { useLocale } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

export type Asked = "sign" | "addendum" | "book";

export interface ConsultDesk {
  asked: Asked | null;
  ask: (what: Asked) => void;
  close: () => void;
  mayWrite: boolean;
  maySign: boolean;
  /** Nothing was written yet, so there is nothing to sign. */
  isBlank: boolean;
  sign: (share: boolean) => Promise<unknown>;
  setShared: (isShared: boolean) => void;
  actions: RailAction[];
}

/** What can be done with a record: write and sign a draft; add to and share what is signed. */
export function useConsult(slug: string, record: RecordView, note: NoteDesk): ConsultDesk {
  const { t } = useTranslation("w-consult");
  const queries = useQueryClient();
  const step = useRecordStep(slug, record.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayWrite = useMay(slug, "records.write");
  const maySign = useMay(slug, "records.sign");
  const isBlank = isEmpty({ ...noteOf(record), subjective: note.text("subjective"), objective: note.text("objective"), assessment: note.text("assessment"), plan: note.text("plan"), summary_for_owner: note.text("summary_for_owner") }, record.parts);
  const close = useCallback(() => setAsked(null), [setAsked]);
  const { flush } = note;

  /** First what is still being typed, then the signature. Answers the refusal, or null. */
  const sign = useCallback(
    async (share: boolean): Promise<unknown> => {
      if (!(await flush())) return new Error("unsaved");
      try {
        await signRecord(slug, record.id, share);
        toast.done(t("done.signed", { name: record.patient_name }));
        return null;
      } catch (error) {
        return error;
      } finally {
        for (const key of ["records", "appointments", "patients", "dashboard"]) void queries.invalidateQueries({ queryKey: [key] });
      }
    },
    [flush, slug, record.id, record.patient_name, t, queries],
  );

  const setShared = useCallback(
    (isShared: boolean) => {
      const work = isShared ? shareRecord : unshareRecord;
      void step(() => work(slug, record.id)).then((isDone) => {
        if (isDone) toast.done(t(isShared ? "done.shared" : "done.unshared", { name: record.patient_name }), () => void step(() => (isShared ? unshareRecord : shareRecord)(slug, record.id)));
      });
    },
    [step, slug, record.id, record.patient_name, t],
  );

  const actions = useConsultActions(slug, record, isBlank, mayWrite, maySign, setAsked);
  return { asked, ask: setAsked, close, mayWrite, maySign, isBlank, sign, setShared, actions };
}

function useConsultActions(slug: string, record: RecordView, isBlank: boolean, mayWrite: boolean, maySign: boolean, ask: (what: Asked) => void): RailAction[] {
  const { t } = useTranslation("w-consult");
  const map = useMap();
  const locale = useLocale();
  const problemText = useProblemText("w-consult");
  const mayBook = useMay(slug, "schedule.book");
  const mayTell = useMay(slug, "messages.write") && map.href("messages") !== null;
  const isSigned = record.state === "signed";
  const { patient_id: patientId, client_id: clientId, patient_name: name } = record;
  return useMemo(() => {
    const report = (): void => void downloadReport(slug, patientId, name, locale).catch((error: unknown) => toast.failed(problemText(error), report));
    const actions: RailAction[] = [];
    if (map.href("patient")) actions.push({ slot: 2, label: t("action.file"), icon: FileText, run: () => map.go("patient", patientId) });
    if (mayBook) actions.push({ slot: 3, label: t("action.recheck"), icon: CalendarPlus, run: () => ask("book") });
    if (!isSigned && maySign) actions.push({ slot: 4, label: t("action.sign"), icon: Lock, isPrimary: true, run: () => ask("sign"), ...(isBlank ? { unavailable: t("sign.blank") } : {}) });
    if (isSigned && mayWrite) actions.push({ slot: 4, label: t("action.addendum"), icon: PencilLine, isPrimary: true, run: () => ask("addendum") });
    if (mayTell) actions.push({ slot: 5, label: t("action.message"), icon: MessageSquare, run: () => map.go("messages", "new", clientId, patientId) });
    actions.push({ slot: 7, label: t("action.report"), icon: FileDown, run: report });
    return actions;
  }, [slug, patientId, clientId, name, locale, problemText, t, map, mayBook, mayTell, maySign, mayWrite, isSigned, isBlank, ask]);
}
