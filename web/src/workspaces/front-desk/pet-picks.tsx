import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PatientBrief } from "@/api/types";
import { PetPicture } from "@/features/patients/pet-picture";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";

export interface PetPicksProps {
  patients: readonly PatientBrief[];
  chosenId: string | null;
  now: Date;
  onChoose: (id: string) => void;
}

/** The client's animals, those that live first. For who has died nothing can be planned. */
export function PetPicks({ patients, chosenId, now, onChoose }: PetPicksProps) {
  const { t } = useTranslation(["w-front-desk", "visits", "common"]);
  const f = useFormats();
  const ordered = [...patients].sort((left, right) => Number(right.state === "active") - Number(left.state === "active"));
  if (ordered.length === 0) return <p className="text-ink-2">{t("call.noPets")}</p>;
  return (
    <div role="group" aria-label={t("call.pets")} className="grid grid-cols-2 gap-2">
      {ordered.map((pet) => {
        const isOn = pet.id === chosenId;
        const facts = pet.state === "active" ? [pet.breed || t(`common:species.${pet.species}`), pet.born_on && f.age(pet.born_on, now)] : [t(`visits:card.${pet.state}`)];
        return (
          <button
            key={pet.id}
            type="button"
            aria-pressed={isOn}
            disabled={pet.state !== "active"}
            onClick={() => onChoose(pet.id)}
            className={cn("flex min-w-0 items-center gap-[9px] rounded-md p-2 text-start", isOn ? "bg-selected shadow-[inset_0_0_0_2px_var(--blue-fill)]" : "shadow-quiet enabled:hover:bg-hover")}
          >
            <PetPicture pet={pet} size={30} className={pet.state === "active" ? undefined : "grayscale"} />
            <span className="flex min-w-0 flex-1 flex-col">
              <b className="truncate text-ink">{pet.name}</b>
              <span className="truncate text-[12px] leading-[15px] text-ink-2">{facts.filter(Boolean).join(", ")}</span>
            </span>
            {isOn && <Check size={16} className="text-blue-ink" aria-hidden="true" />}
          </button>
        );
      })}
    </div>
  );
}
