import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileCheck2, FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import type { ClinicApplication, DocumentKind } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";

import { addDocument, applicationQuery } from "./api";

const KINDS: readonly DocumentKind[] = ["trade_register", "licence", "processor_agreement"];

/** The three papers, each with what was sent and the way to send another. */
export function Documents({ application, isOpen }: { application: ClinicApplication; isOpen: boolean }) {
  return (
    <ul className="flex flex-col gap-1 rounded-card bg-surface px-4 py-1.5 shadow-1">
      {KINDS.map((kind) => <Paper key={kind} kind={kind} application={application} isOpen={isOpen} />)}
    </ul>
  );
}

function Paper({ kind, application, isOpen }: { kind: DocumentKind; application: ClinicApplication; isOpen: boolean }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const failed = (error: unknown): void => void toast.failed(t("clinicApplication.paperFailed", { paper: t(`clinicApplication.paper.${kind}`), problem: problemText(error) }));
  const send = useMutation({
    mutationFn: (file: File) => addDocument(application.id, kind, file),
    onSuccess: (changed) => queries.setQueryData(applicationQuery(application.id).queryKey, changed),
    onError: failed,
  });
  const sent = application.documents.find((document) => document.kind === kind);
  const name = t(`clinicApplication.paper.${kind}`);
  return (
    <li className="flex min-h-[60px] flex-wrap items-center gap-x-3.5 gap-y-1 py-2">
      {sent ? <FileCheck2 size={20} aria-hidden="true" className="text-green-ink" /> : <FileUp size={20} aria-hidden="true" className="text-ink-3" />}
      <span className="flex min-w-0 flex-1 basis-48 flex-col">
        <b>{name}</b>
        {sent ? (
          <button type="button" onClick={() => void download(`/api/me/clinic-applications/${application.id}/documents/${sent.id}`, {}, sent.title).catch(failed)} className="min-h-6 truncate rounded-chip text-left text-[14px] text-blue-ink underline-offset-3 hover:underline">
            {t("clinicApplication.sent", { title: sent.title, size: f.number(Math.max(1, Math.round(sent.size_bytes / 1024))) })}
          </button>
        ) : (
          <span className="text-[14px] text-ink-2">{t(`clinicApplication.paperHint.${kind}`)}</span>
        )}
      </span>
      {isOpen && (
        <span className="relative">
          <Button size="l" tabIndex={-1} aria-hidden="true" isBusy={send.isPending}>{sent ? t("clinicApplication.replace") : t("clinicApplication.choose")}</Button>
          <input
            type="file"
            accept="application/pdf,image/jpeg,image/png,image/webp"
            aria-label={t("clinicApplication.send", { paper: name })}
            disabled={send.isPending}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) send.mutate(file);
              event.target.value = "";
            }}
            className="absolute inset-0 w-full cursor-pointer rounded-lg text-[0] opacity-0 focus-visible:opacity-100 focus-visible:[&::file-selector-button]:opacity-0"
          />
        </span>
      )}
    </li>
  );
}
