import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import { useFormats } from "@/lib/i18n";
import { Checkbox } from "@/ui/choices";
import { Note } from "@/ui/note";

import type { WeightDoubt } from "./plausible";

/** What is unlikely about a weight, in a sentence. */
export function useDoubtText(): (doubt: WeightDoubt) => string {
  const { t } = useTranslation("patients");
  const f = useFormats();
  return (doubt) => t(`weight.doubt.${doubt.kind}`, { weight: f.weight(doubt.grams), before: "before" in doubt ? f.weight(doubt.before) : "" });
}

/** The weight that the server would not have kept unasked. */
export function doubtOf(problem: unknown): WeightDoubt | null {
  if (!isProblem(problem, "weight_doubtful")) return null;
  const { grams, before } = problem.data as { grams: number; before: number };
  return { kind: grams > before ? "more" : "less", grams, before };
}

export interface WeightWarningProps {
  doubt: WeightDoubt;
  /** Somebody said here that this very weight is right. */
  isSure: boolean;
  onSay: (isSure: boolean) => void;
  className?: string;
}

/** Above what would keep the weight: it is answered first, for afterwards doses are reckoned by it. */
export function WeightWarning({ doubt, isSure, onSay, className }: WeightWarningProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const text = useDoubtText();
  return (
    <Note tone="amber" icon={CircleHelp} role="alert" className={className}>
      <p>{text(doubt)}</p>
      {!isSure && <p>{t("weight.doubt.first")}</p>}
      <Checkbox className="mt-2" label={t("weight.doubt.sure", { weight: f.weight(doubt.grams) })} checked={isSure} onChange={(event) => onSay(event.target.checked)} />
    </Note>
  );
}
