import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Download, FileDown, PencilLine, X } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import type { ClinicApplication } from "@/api/types";
import { applicationQuery, documentPath } from "@/features/platform/api";
import { useActions, type RailAction } from "@/lib/actions";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { EmptyState, Loading, Skeleton } from "@/ui/states";

import { ListFailed } from "../list-states";
import { ApplicationBody } from "./application-body";
import { ApprovalDialog } from "./approval-dialog";
import { DecisionDialog, type Asked } from "./decision-dialog";
import { saveLog } from "./save-log";

export interface ApplicationSheetProps {
  applicationId: string | undefined;
  /** The list has come: without an application in it there is nothing to approve. */
  isListed: boolean;
  onDecided: () => void;
}

/** The one raised sheet: everything about the clinic that waits, and what can be decided. */
export function ApplicationSheet({ applicationId, isListed, onDecided }: ApplicationSheetProps) {
  const { t } = useTranslation("w-admin");
  const { data, isError, refetch } = useQuery(applicationQuery(applicationId ?? ""));
  if (applicationId === undefined && isListed) return <EmptyState title={t("application.allDone")}>{t("application.allDoneText")}</EmptyState>;
  if (isError) return <ListFailed onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <Sheet className="min-h-[540px] p-6">
        <Loading label={t("common:state.loading")} className="flex flex-col gap-5"><Skeleton className="h-12 w-72" /><Skeleton className="h-10" /><Skeleton className="h-10" /><Skeleton className="h-10" /></Loading>
      </Sheet>
    );
  }
  return <OpenApplication key={data.id} application={data} onDecided={onDecided} />;
}

function OpenApplication({ application, onDecided }: { application: ClinicApplication; onDecided: () => void }) {
  const { t } = useTranslation("w-admin");
  const queries = useQueryClient();
  const problemText = useProblemText("w-admin");
  const [asked, setAsked] = useState<Asked | "approve" | null>(null);
  const { id, practice } = application;
  const isOpen = application.state === "submitted";

  const decided = useCallback(
    (changed: ClinicApplication): void => {
      queries.setQueryData(applicationQuery(id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["clinic-applications"] });
      void queries.invalidateQueries({ queryKey: ["platform"] });
      setAsked(null);
      onDecided();
      toast.done(t(`application.done.${changed.state}`, { name: practice.name }));
    },
    [id, onDecided, practice.name, queries, t],
  );
  const openDocuments = useCallback((): void => {
    for (const one of application.documents) {
      download(documentPath(id, one.id)).catch((error: unknown) => toast.failed(`${one.title}: ${problemText(error)}`));
    }
  }, [application.documents, id, problemText]);

  useActions(
    useMemo<RailAction[]>(() => {
      const closed = isOpen ? {} : { unavailable: t(`application.already.${application.state}`) };
      return [
        { slot: 1, label: t("application.approve"), icon: Check, isPrimary: true, run: () => setAsked("approve"), ...closed },
        { slot: 4, label: t("application.documents"), icon: Download, run: openDocuments, ...(application.documents.length === 0 ? { unavailable: t("application.noDocuments") } : {}) },
        { slot: 5, label: t("application.correct"), icon: PencilLine, run: () => setAsked("correct"), ...closed },
        { slot: 7, label: t("application.export"), icon: FileDown, run: () => saveLog(application) },
        { slot: 8, label: t("application.reject"), icon: X, run: () => setAsked("reject"), ...closed },
      ];
    }, [application, isOpen, openDocuments, t]),
    isOpen ? t("application.subject", { name: practice.name }) : practice.name,
  );
  return (
    <Sheet className="flex min-w-0 flex-col p-6 max-tablet:p-4 wide:min-h-[540px]">
      <ApplicationBody application={application} />
      {isOpen && (
        <div className="sticky -bottom-3 -mx-6 mt-auto -mb-6 flex flex-wrap gap-2 rounded-b-sheet bg-surface px-6 pt-4 pb-6 max-tablet:-mx-4 max-tablet:-mb-4 max-tablet:px-4 max-tablet:pb-4">
          <Button tone="go" keyCap="1" onClick={() => setAsked("approve")}>{t("application.approve")}</Button>
          <Button keyCap="5" onClick={() => setAsked("correct")}>{t("application.correct")}</Button>
          <Button tone="bare" keyCap="8" onClick={() => setAsked("reject")}>{t("application.reject")}</Button>
        </div>
      )}
      {asked === "approve" && <ApprovalDialog application={application} onDecided={decided} onClose={() => setAsked(null)} />}
      {asked && asked !== "approve" && <DecisionDialog asked={asked} application={application} onDecided={decided} onClose={() => setAsked(null)} />}
    </Sheet>
  );
}
