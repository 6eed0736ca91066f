import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { Slot } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import { vetsQuery } from "./api";
import { useNow } from "./practice";

export interface AlternativesProps {
  /** The refusal; nothing is shown without one. */
  problem: unknown;
  slug: string;
  /** Who was asked for: another vet is named. */
  vetId?: string | null | undefined;
  zone: string;
  onChoose: (slot: Slot) => void;
}

/** What the refusal offers instead; null where it is not about a time. */
function slotsOf(problem: unknown): Slot[] | null {
  const offered = isProblem(problem) ? problem.data["alternatives"] : undefined;
  return Array.isArray(offered) ? (offered as Slot[]).slice(0, 4) : null;
}

/** Why it was refused, with the ways out in the same place. */
export function Alternatives({ problem, slug, vetId, zone, onChoose }: AlternativesProps) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const problemText = useProblemText("appointments");
  const now = useNow();
  const { data: vets } = useQuery({ ...vetsQuery(slug), enabled: Boolean(problem) });
  const other = (slot: Slot): string => (vetId && slot.vet_id !== vetId ? (vets?.items.find((vet) => vet.id === slot.vet_id)?.name ?? "") : "");
  if (!problem) return null;
  const slots = slotsOf(problem);
  return (
    <Note tone="red" role="alert">
      <p>{problemText(problem)} {slots && t(slots.length > 0 ? "slots.instead" : "slots.noneAround")}</p>
      {slots && slots.length > 0 && (
        <div role="group" aria-label={t("slots.instead")} className="mt-2 flex flex-wrap gap-1.5">
          {slots.map((slot) => (
            <Button key={slot.starts_at} size="s" onClick={() => onChoose(slot)}>{[`${f.day(slot.starts_at, zone, now)} ${f.time(slot.starts_at, zone)}`, other(slot)].filter(Boolean).join(", ")}</Button>
          ))}
        </div>
      )}
    </Note>
  );
}
