import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { Tag } from "@/ui/tag";

export interface AlertsProps {
  /** What must be known before touching the animal; one line each. */
  patient: string;
  /** What must be known about its owner. */
  client?: string;
  className?: string;
}

const linesOf = (text: string): string[] => text.split(/\n|;/).map((line) => line.trim()).filter(Boolean);

/** Alerts are never behind a click: red for the animal, amber for the owner. */
export function Alerts({ patient, client = "", className }: AlertsProps) {
  const { t } = useTranslation("patients");
  const lines = [...linesOf(patient).map((text) => ({ text, tone: "red" as const })), ...linesOf(client).map((text) => ({ text, tone: "amber" as const }))];
  if (lines.length === 0) return null;
  return (
    <ul aria-label={t("alerts")} className={cn("flex flex-wrap gap-1", className)}>
      {lines.map(({ text, tone }) => (
        <li key={tone + text} className="flex min-w-0">
          <Tag tone={tone} icon={<TriangleAlert aria-hidden="true" />} className="h-auto min-h-5 flex-initial py-1 whitespace-normal">{text}</Tag>
        </li>
      ))}
    </ul>
  );
}
