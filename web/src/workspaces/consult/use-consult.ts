import { CalendarPlus, FileDown, FileText, Lock, MessageSquare, PencilLine } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordView } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { useNow } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { downloadReport } from "@/features/patients/api";
import { shareRecord, unshareRecord } from "@/features/records/api";
import { isEmpty, noteOf } from "@/features/records/rules";
import type { NoteDesk } from "@/features/records/use-note";
import { useRecordStep } from "@/features/records/use-parts";
import type { RailAction } from "@/lib/actions";
import { useLocale } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { useSigning, type Signing } from "./use-signing";
import type { VitalsDesk } from "./use-vitals";

export type Asked = "sign" | "addendum" | "book";

export interface ConsultDesk {
  asked: Asked | null;
  ask: (what: Asked) => void;
  close: () => void;
  mayWrite: boolean;
  maySign: boolean;
  /** Why it cannot be signed yet; null when it can. */
  blocked: string | null;
  /** Whether there is something for the owner to read. */
  hasSummary: boolean;
  /** Belongs to a visit that has not begun, which a signature leaves open. */
  isAhead: boolean;
  /** Somebody signed elsewhere while it was open here. */
  isOvertaken: boolean;
  sign: (share: boolean, sureOf: number | null) => Promise<Signing>;
  setShared: (isShared: boolean) => void;
  actions: RailAction[];
}

/** What can be done with a record: write and sign a draft; add to and share what is signed. */
export function useConsult(slug: string, record: RecordView, note: NoteDesk, vitals: VitalsDesk, openParts: readonly string[]): ConsultDesk {
  const { t } = useTranslation("w-consult");
  const step = useRecordStep(slug, record.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayWrite = useMay(slug, "records.write");
  const maySign = useMay(slug, "records.sign");
  const isBlank = isEmpty({ ...noteOf(record), subjective: note.text("subjective"), objective: note.text("objective"), assessment: note.text("assessment"), plan: note.text("plan"), summary_for_owner: note.text("summary_for_owner") }, record.parts);
  const now = useNow();
  const isClashing = Object.keys(vitals.clashes).length > 0;
  const blocked = vitals.unreadable.length > 0 ? t("sign.unreadable") : isClashing ? t("sign.clash") : openParts.length > 0 ? t("sign.clashParts", { names: openParts.join(", ") }) : isBlank ? t("sign.blank") : null;
  const isAhead = record.appointment_id !== null && Date.parse(record.visited_at) > now.getTime();
  const { prepare, sign, isOwn } = useSigning(slug, record, note, vitals);
  const [isFound] = useState(record.state);
  const close = useCallback(() => setAsked(null), [setAsked]);
  const ask = useCallback(
    (what: Asked) => {
      if (what === "sign") prepare();
      setAsked(what);
    },
    [prepare],
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

  const actions = useConsultActions(slug, record, blocked, mayWrite, maySign, ask);
  return { asked, ask, close, mayWrite, maySign, blocked, hasSummary: note.text("summary_for_owner").trim() !== "", isAhead, isOvertaken: isFound === "draft" && record.state === "signed" && !isOwn, sign, setShared, actions };
}

function useConsultActions(slug: string, record: RecordView, blocked: string | null, mayWrite: boolean, maySign: boolean, ask: (what: Asked) => void): RailAction[] {
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
    if (map.href("patient")) actions.push({ ...acting("patient.open"), label: t("action.file"), icon: FileText, run: () => map.go("patient", patientId) });
    if (mayBook) actions.push({ ...acting("appointment.book"), label: t("action.recheck"), icon: CalendarPlus, run: () => ask("book") });
    if (!isSigned && maySign) actions.push({ ...acting("consult.sign"), label: t("action.sign"), icon: Lock, isPrimary: true, run: () => ask("sign"), ...(blocked ? { unavailable: blocked } : {}) });
    if (isSigned && mayWrite) actions.push({ ...acting("consult.add"), label: t("action.addendum"), icon: PencilLine, isPrimary: true, run: () => ask("addendum") });
    if (mayTell) actions.push({ ...acting("message.write"), label: t("action.message"), icon: MessageSquare, run: () => map.go("messages", "new", clientId, patientId) });
    actions.push({ ...acting("patient.report"), label: t("action.report"), icon: FileDown, run: report });
    return actions;
  }, [slug, patientId, clientId, name, locale, problemText, t, map, mayBook, mayTell, maySign, mayWrite, isSigned, blocked, ask]);
}
