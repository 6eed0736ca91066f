import { useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, FileDown, Leaf, Merge, MessageSquare, RotateCcw, Stethoscope } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, PatientView } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { goToConsult } from "@/features/appointments/use-actions-for";
import { useMay } from "@/features/identity/session";
import { downloadReport, restorePatient } from "@/features/patients/api";
import type { RailAction } from "@/lib/actions";
import { useLocale } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

export type Asked = "book" | "edit" | "farewell" | "merge";

/** What can be done with an animal; what needs it alive says so when it is not. */
export function usePatientActions(slug: string, patient: PatientView, visit: AppointmentRow | undefined, ask: (what: Asked) => void): RailAction[] {
  const { t } = useTranslation(["w-patient", "appointments"]);
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const locale = useLocale();
  const map = useMap();
  const mayBook = useMay(slug, "schedule.book");
  const mayWrite = useMay(slug, "patients.write");
  const mayNote = useMay(slug, "records.write") && map.href("consult") !== null;
  const mayMerge = useMay(slug, "patients.merge");
  const mayRead = useMay(slug, "records.read");
  const mayTell = useMay(slug, "messages.write") && map.href("messages") !== null;
  return useMemo(() => {
    const isActive = patient.state === "active";
    const ifActive = isActive ? {} : { unavailable: t("action.notActive") };
    const report = (): void => void downloadReport(slug, patient.id, patient.name, locale).catch((error: unknown) => toast.failed(problemText(error), report));
    const restore = (): void =>
      void restorePatient(slug, patient.id).then(
        () => {
          toast.done(t("done.restored", { name: patient.name }));
          void queries.invalidateQueries({ queryKey: ["patients"] });
          void queries.invalidateQueries({ queryKey: ["clients"] });
        },
        (error: unknown) => toast.failed(problemText(error), restore),
      );
    const actions: RailAction[] = [];
    if (mayBook) actions.push({ ...acting("appointment.book"), label: t("action.book"), icon: CalendarPlus, isPrimary: !mayNote, run: () => ask("book"), ...ifActive });
    if (mayNote) actions.push({ ...acting("consult.open"), label: t(visit?.record_id ? "appointments:action.openConsult" : "action.consult"), icon: Stethoscope, isPrimary: true, run: () => (visit ? goToConsult(map, visit) : map.go("consult", "start", patient.id)), ...ifActive });
    if (mayTell) actions.push({ ...acting("message.write"), label: t("action.message"), icon: MessageSquare, run: () => map.go("messages", "new", patient.client_id, patient.id) });
    if (mayRead) actions.push({ ...acting("patient.report"), label: t("action.report"), icon: FileDown, run: report });
    if (mayWrite && isActive) actions.push({ ...acting("patient.farewell"), label: t("action.farewell"), icon: Leaf, run: () => ask("farewell") });
    if (mayWrite && !isActive) actions.push({ ...acting("patient.restore"), label: t("action.restore"), icon: RotateCcw, run: restore });
    if (mayMerge) actions.push({ ...acting("patient.merge"), label: t("action.merge"), icon: Merge, run: () => ask("merge") });
    return actions;
  }, [slug, patient, visit, ask, t, problemText, queries, locale, map, mayBook, mayWrite, mayMerge, mayNote, mayRead, mayTell]);
}
