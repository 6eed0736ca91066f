import { FileUp, Paperclip, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import type { RecordView } from "@/api/types";
import { addFile, filePath, removeFile } from "@/features/records/api";
import { useRecordAttempt, useRecordStep } from "@/features/records/use-parts";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button, IconButton } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";

type RecordFile = RecordView["parts"]["files"][number];

export interface FilesProps {
  slug: string;
  record: RecordView;
  isSigned: boolean;
}

/** Papers and pictures of the visit; out of a draft they can be taken away again. */
export function Files({ slug, record, isSigned }: FilesProps) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const problemText = useProblemText("w-consult");
  const step = useRecordStep(slug, record.id);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [leaving, setLeaving] = useState<RecordFile | null>(null);
  const { files } = record.parts;
  const add = (list: FileList | null): void => {
    for (const file of list ?? []) {
      const id = crypto.randomUUID();
      void step(() => addFile(slug, record.id, id, file));
    }
  };
  const open = (id: string, name: string): void => void download(filePath(slug, record.id, id), {}, name).catch((error: unknown) => toast.failed(problemText(error), () => open(id, name)));
  if (isSigned && files.length === 0) return null;
  return (
    <section aria-label={t("files.title")} className={files.length === 0 ? "print:hidden" : undefined}>
      <h3 className="type-label pb-1.5 font-sans tracking-normal text-ink-2">{t("files.title")}</h3>
      <ul className="flex flex-col gap-1 pb-2 empty:hidden">
        {files.map((file) => (
          <li key={file.id} className="flex items-center gap-1">
            <button type="button" onClick={() => open(file.id, file.name)} className="-mx-1.5 flex min-w-0 flex-1 items-center gap-2 rounded-chip px-1.5 py-1 text-start hover:bg-hover">
              <Paperclip size={14} className="text-ink-3" aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate">{file.name}</span>
              <span className="mono text-[12px] text-ink-3">{f.number(Math.max(1, Math.round(file.size_bytes / 1000)))} kB</span>
            </button>
            {!isSigned && <IconButton label={t("remove", { name: file.name })} className="size-6" onClick={() => setLeaving(file)}><X size={13} aria-hidden="true" /></IconButton>}
          </li>
        ))}
      </ul>
      {!isSigned && (
        <>
          <input ref={input} type="file" multiple hidden accept="image/jpeg,image/png,image/webp,application/pdf" onChange={(event) => { add(event.target.files); event.target.value = ""; }} />
          <button
            data-act
            type="button"
            onClick={() => input.current?.click()}
            onDragOver={(event) => { event.preventDefault(); setOver(true); }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); }}
            className={cn("flex h-14 w-full items-center justify-center gap-2 rounded-md border border-dashed border-line-field text-ink-2 hover:bg-hover", isOver && "border-blue bg-blue-tint")}
          >
            <FileUp size={15} aria-hidden="true" />
            {t("files.add")}
          </button>
        </>
      )}
      {leaving && <RemoveDialog slug={slug} recordId={record.id} file={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

/** What is thrown away cannot be had back from here, so it is asked first. */
function RemoveDialog({ slug, recordId, file, onClose }: { slug: string; recordId: string; file: RecordFile; onClose: () => void }) {
  const { t } = useTranslation("w-consult");
  const problemText = useProblemText("records");
  const attempt = useRecordAttempt(slug, recordId);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const refused = await attempt(() => removeFile(slug, recordId, file.id));
    setBusy(false);
    if (refused === null) onClose();
    else setProblem(refused);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("files.removeTitle")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="danger" isBusy={isBusy} onClick={() => void remove()}>{t("files.remove")}</Button>
        </>
      }
    >
      <p>{t("files.removeText", { name: file.name })}</p>
      {problem !== null && <Note tone="red" role="alert" className="mt-4">{problemText(problem)}</Note>}
    </Dialog>
  );
}
