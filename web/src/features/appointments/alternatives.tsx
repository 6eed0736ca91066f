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

export interface InsteadProps {
  slug: string;
  /** Who was asked for: another vet is named. */
  vetId?: string | null | undefined;
  zone: string;
  onChoose: (slot: Slot) => void;
}

export interface AlternativesProps extends InsteadProps {
  /** The refusal; nothing is shown without one. */
  problem: unknown;
}

/** What the refusal offers instead; null where it is not about a time. */
function slotsOf(problem: unknown): Slot[] | null {
  const offered = isProblem(problem) ? problem.data["alternatives"] : undefined;
  return Array.isArray(offered) ? (offered as Slot[]).slice(0, 4) : null;
}

/** Why the server refused it, with the ways out in the same place. */
export function Alternatives({ problem, ...rest }: AlternativesProps) {
  const problemText = useProblemText("appointments");
  return problem ? <Instead why={problemText(problem)} slots={slotsOf(problem)} {...rest} /> : null;
}

/** Why something cannot stand where it was put, and the times at which it can: null while there is nothing to say of them. */
export function Instead({ why, slots, slug, vetId, zone, onChoose }: InsteadProps & { why: string; slots: readonly Slot[] | null }) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const now = useNow();
  const { data: vets } = useQuery(vetsQuery(slug));
  const other = (slot: Slot): string => (vetId && slot.vet_id !== vetId ? (vets?.items.find((vet) => vet.id === slot.vet_id)?.name ?? "") : "");
  return (
    <Note tone="red" role="alert">
      <p>{why} {slots && t(slots.length > 0 ? "slots.instead" : "slots.noneAround")}</p>
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
