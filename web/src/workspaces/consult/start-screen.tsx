import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { isProblem } from "@/api/problem";
import { openRecord } from "@/features/records/api";
import { useIntent } from "@/lib/idempotency";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

/** Opens the record of a visit and goes there; one that was begun already is found instead. */
export function StartScreen() {
  const { t } = useTranslation("w-consult");
  const { patientId = "", appointmentId = null } = useParams();
  const { slug, href } = useMap();
  const navigate = useNavigate();
  const problemText = useProblemText("w-consult");
  const intent = useIntent();
  const [problem, setProblem] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isHere = true;
    const go = (recordId: string): void => {
      if (isHere) void navigate(href("consult", recordId) ?? "/", { replace: true });
    };
    intent({ patientId, appointmentId }, (_, headers) => openRecord(slug, patientId, appointmentId, headers)).then(
      (record) => go(record.id),
      (error: unknown) => {
        const begun = isProblem(error, "appointment_has_record") ? error.data["record_id"] : undefined;
        if (typeof begun === "string") go(begun);
        else if (isHere) setProblem(error);
      },
    );
    return () => {
      isHere = false;
    };
  }, [slug, patientId, appointmentId, intent, navigate, href, tries]);
  if (problem !== null) {
    return <ErrorState className="max-w-lg" title={t("start.failed")} action={<Button onClick={() => { setProblem(null); setTries(tries + 1); }}>{t("common:action.retry")}</Button>}>{problemText(problem)}</ErrorState>;
  }
  return <Loading label={t("start.title")} className="flex flex-col gap-4"><Skeleton className="h-10 w-64" /><Skeleton className="h-96 rounded-sheet" /></Loading>;
}
