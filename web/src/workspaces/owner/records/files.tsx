import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";

import { download } from "@/api/download";
import type { OwnerRecord } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";

import { Section } from "../parts/page";

/** Pictures and letters of the visit, to save. */
export function Files({ record }: { record: OwnerRecord }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const problemText = useProblemText("w-owner");
  const { files } = record.parts;
  if (files.length === 0) return null;
  const save = (id: string, name: string): void =>
    void download(`/api/practices/${record.practice_slug}/records/${record.id}/files/${id}`, {}, name).catch((error: unknown) => toast.failed(problemText(error)));
  return (
    <Section title={t("record.files")}>
      <ul className="flex flex-col gap-2">
        {files.map((file) => (
          <li key={file.id}>
            <Button size="l" icon={<Download size={18} aria-hidden="true" />} onClick={() => save(file.id, file.name)} className="max-w-full">
              <span className="truncate">{file.name}</span>
              <span className="text-ink-2">{f.number(Math.max(1, Math.round(file.size_bytes / 1024)))} kB</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
