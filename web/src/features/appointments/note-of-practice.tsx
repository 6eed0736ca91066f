import { NotebookPen } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";

export interface NoteOfPracticeProps {
  text: string;
  className?: string;
}

/** What the desk wrote for whoever sees the animal; no owner reads it. */
export function NoteOfPractice({ text, className }: NoteOfPracticeProps) {
  const { t } = useTranslation("appointments");
  return (
    <p className={cn("flex items-start gap-2 text-ink-2", className)}>
      <NotebookPen size={14} role="img" aria-label={t("note")} className="mt-[3px] flex-none text-ink-3" />
      <span className="min-w-0 whitespace-pre-line [overflow-wrap:anywhere]">{text}</span>
    </p>
  );
}
