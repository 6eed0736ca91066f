import { FlaskConical, Pill, Stethoscope, Syringe } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { RecordLine } from "@/api/types";
import { useFormats } from "@/lib/i18n";

import { kindOf, type VisitKind } from "./rules";

export const KIND_LOOKS: Record<VisitKind, { icon: typeof Pill; ground: string }> = {
  visit: { icon: Stethoscope, ground: "bg-t-consult-bg text-t-consult-ink" },
  vaccine: { icon: Syringe, ground: "bg-t-vaccine-bg text-t-vaccine-ink" },
  lab: { icon: FlaskConical, ground: "bg-t-imaging-bg text-t-imaging-ink" },
  medicine: { icon: Pill, ground: "bg-t-recheck-bg text-t-recheck-ink" },
};

const COUNTED = ["diagnoses", "prescriptions", "vaccinations", "dewormings", "lab_results", "files", "addenda"] as const;

/** "Vaccination" and what was done, in words: "2 medicines, 1 lab result". */
export function useVisitWords(): (line: RecordLine) => { title: string; text: string } {
  const { t } = useTranslation("records");
  const f = useFormats();
  return (line) => {
    const counts = COUNTED.filter((part) => line[part] > 0).map((part) => t(`count.${part}`, { count: line[part] }));
    return { title: t(`kind.${kindOf(line)}`), text: counts.length > 0 ? f.list(counts) : t("count.none") };
  };
}
