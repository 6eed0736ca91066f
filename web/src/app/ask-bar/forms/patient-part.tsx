import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FindAnswer, PatientLine } from "@/api/types";
import { useNow } from "@/features/appointments/practice";
import { foundOf, onlyPatient } from "@/features/ask-bar/rules";
import { patientQuery } from "@/features/patients/api";
import { PatientSearch } from "@/features/patients/patient-search";
import { signalment } from "@/features/patients/rules";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { SpeciesIcon } from "@/ui/species-icon";

import { Part } from "./form";

/** As much of an animal as a form needs to know. */
export interface Animal {
  id: string;
  name: string;
  species: string;
  client_id: string;
  client_name: string;
}

const animalOf = (line: PatientLine): Animal => ({ id: line.id, name: line.name, species: line.species, client_id: line.client_id, client_name: line.client_name });

/** Those that may be meant and live; the one that can only be meant is taken, among several the person chooses. */
export function useAnimals(answer: FindAnswer, who: string) {
  const animals = foundOf(answer, "patient")
    .filter(({ state }) => state === "active" || state == null)
    .map((one): Animal => ({ id: one.id, name: one.title, species: one.species ?? "other", client_id: one.client_id ?? "", client_name: one.subtitle ?? "" }));
  const only = who === "" ? null : onlyPatient(answer);
  const [picked, setPicked] = useState<Animal | null | undefined>(undefined);
  const animal = picked === undefined ? (animals.find(({ id }) => id === only?.id) ?? null) : picked;
  return { animals, animal, pick: setPicked, hasMore: answer.groups.find(({ kind }) => kind === "patient")?.has_more ?? false };
}

export interface PatientPartProps {
  animals: readonly Animal[];
  animal: Animal | null;
  who: string;
  /** More fit than are shown. */
  hasMore: boolean;
  onPick: (animal: Animal | null) => void;
}

/** Who it is for: one is shown in full, several are chosen from, anybody else is searched for. */
export function PatientPart({ animals, animal, who, hasMore, onPick }: PatientPartProps) {
  const { t } = useTranslation("ask-bar");
  const { slug } = useMap();
  const [isSearching, setSearching] = useState(false);
  const others = animals.filter(({ id }) => id !== animal?.id).length;
  if (animal) {
    return (
      <Part label={t("part.patient")}>
        <div className="flex items-center gap-3">
          <SpeciesIcon species={animal.species} size={40} />
          <Signalment animal={animal} />
          <Button tone="bare" size="s" className="ml-auto flex-none" onClick={() => onPick(null)}>{others > 0 ? t("part.others", { count: others, name: animal.name }) : t("part.otherPatient")}</Button>
        </div>
        <Alert animal={animal} />
      </Part>
    );
  }
  const isAsked = isSearching || animals.length === 0;
  return (
    <Part label={t("part.patient")} isMissing>
      {animals.length > 0 && who !== "" && <p className="type-small text-ink-2">{hasMore ? t("part.whichMore", { who }) : t("part.which", { count: animals.length, who })}</p>}
      <div className={cn("flex flex-col gap-0.5", animals.length === 0 && "hidden")}>
        {animals.map((one) => (
          <button key={one.id} type="button" onClick={() => onPick(one)} className="flex min-h-10 items-center gap-2.5 rounded-md px-2 py-1 text-start shadow-quiet hover:bg-hover">
            <SpeciesIcon species={one.species} size={26} />
            <span className="min-w-0 truncate"><b>{one.name}</b> <span className="text-ink-2">{one.client_name}</span></span>
          </button>
        ))}
      </div>
      {animals.length === 0 && who !== "" && <p className="text-ink-2">{t("part.nobody", { who })}</p>}
      {isAsked ? <PatientSearch slug={slug} label={t("part.search")} selected={null} onSelect={(line) => { if (line) onPick(animalOf(line)); }} /> : <Button tone="bare" size="s" className="self-start" onClick={() => setSearching(true)}>{t("part.otherPatient")}</Button>}
    </Part>
  );
}

function Signalment({ animal }: { animal: Animal }) {
  const { t } = useTranslation(["patients", "common"]);
  const f = useFormats();
  const { data } = useQuery(patientQuery(useMap().slug, animal.id));
  const now = useNow();
  return (
    <span className="flex min-w-0 flex-col">
      <b className="type-h3 truncate">{animal.name}</b>
      <span className="truncate text-ink-2">{[data ? signalment(data, t as never, f, now) : t(`common:species.${animal.species}`), animal.client_name].filter(Boolean).join(", ")}</span>
    </span>
  );
}

/** What must be known before anything is agreed about this animal or with its owner. */
function Alert({ animal }: { animal: Animal }) {
  const { data } = useQuery(patientQuery(useMap().slug, animal.id));
  const alerts = [data?.alert, data?.client_alert].filter(Boolean);
  return alerts.length > 0 && <Note tone="amber" className="mt-1">{alerts.join(" · ")}</Note>;
}
