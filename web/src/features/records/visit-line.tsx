import { FlaskConical, Pill, Stethoscope, Syringe } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { RecordLine } from "@/api/types";
import { useFormats, useLocale } from "@/lib/i18n";

import { kindOf, type VisitKind } from "./rules";

export const KIND_LOOKS: Record<VisitKind, { icon: typeof Pill; ground: string }> = {
  visit: { icon: Stethoscope, ground: "bg-t-consult-bg text-t-consult-ink" },
  vaccine: { icon: Syringe, ground: "bg-t-vaccine-bg text-t-vaccine-ink" },
  lab: { icon: FlaskConical, ground: "bg-t-imaging-bg text-t-imaging-ink" },
  medicine: { icon: Pill, ground: "bg-t-recheck-bg text-t-recheck-ink" },
};

const COUNTED = ["diagnoses", "prescriptions", "vaccinations", "dewormings", "lab_results", "files", "addenda"] as const;

/** What it was about, and what was done, in words: "Otitis externa", "Consult, 2 medicines, 1 lab result". */
export function useVisitWords(): (line: RecordLine) => { title: string; text: string } {
  const { t } = useTranslation("records");
  const f = useFormats();
  const locale = useLocale();
  return (line) => {
    const counts = COUNTED.filter((part) => line[part] > 0).map((part) => t(`count.${part}`, { count: line[part] }));
    const kind = (locale === "en" ? line.type_name_en : line.type_name_nl) ?? t(`kind.${kindOf(line)}`);
    const done = counts.length > 0 ? f.list(counts) : t("count.none");
    return line.title ? { title: line.title, text: `${kind}: ${done}` } : { title: kind, text: done };
  };
}
