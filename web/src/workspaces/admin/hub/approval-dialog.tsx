import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicApplication } from "@/api/types";
import { applicationQuery, approveApplication } from "@/features/platform/api";
import { Note } from "@/ui/note";

import { ConfirmDialog } from "../confirm-dialog";

export interface ApprovalDialogProps {
  application: ClinicApplication;
  onDecided: (changed: ClinicApplication) => void;
  onClose: () => void;
}

/** What a yes brings about, before it is said: it cannot be taken back. */
export function ApprovalDialog({ application, onDecided, onClose }: ApprovalDialogProps) {
  const { t } = useTranslation("w-admin");
  const queries = useQueryClient();
  const { id, practice, approval } = application;
  const name = approval?.admin_name || approval?.admin_email;
  const approve = async (): Promise<void> => {
    try {
      onDecided(await approveApplication(application, approval?.slug ?? ""));
    } catch (error) {
      // What was read is not so any more: the dialog stays, and shows what it is now.
      void queries.invalidateQueries({ queryKey: applicationQuery(id).queryKey });
      throw error;
    }
  };
  return (
    <ConfirmDialog
      title={t("approval.title", { name: practice.name })}
      act={t("approval.send")}
      tone="go"
      size="m"
      isImpossible={!approval?.slug || !name}
      run={approve}
      onClose={onClose}
    >
      {approval?.slug ? (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-2.5 max-tablet:grid-cols-1 max-tablet:gap-y-0.5">
          <Line term={t("approval.admin")} more={t("approval.adminText")}>
            {name} {approval.admin_name && <span className="font-normal text-ink-2">{approval.admin_email}</span>}
          </Line>
          <Line term={t("approval.address")} more={t("approval.addressText")}><span className="mono">/practices/{approval.slug}</span></Line>
          <Line term={t("approval.published")} more={t("approval.publishedText")}>{t("approval.atOnce")}</Line>
        </dl>
      ) : (
        <Note tone="red" role="alert">{t("problems.slug_taken")}</Note>
      )}
      <p className="mt-4">{t("approval.final")}</p>
    </ConfirmDialog>
  );
}

function Line({ term, more, children }: { term: string; more: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 max-tablet:mt-2">{term}</dt>
      <dd className="break-words"><span className="block font-semibold text-ink">{children}</span><span className="type-small block">{more}</span></dd>
    </>
  );
}
