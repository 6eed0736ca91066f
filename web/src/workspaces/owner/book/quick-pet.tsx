import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Pet, PracticePage, Species } from "@/api/types";
import { ALL_SPECIES } from "@/features/patients/species";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";

import { addPet } from "../api";

export interface QuickPetProps {
  practice: PracticePage;
  isFirst: boolean;
  /** What was said before there was an account: the animal that the time was chosen for. */
  species?: string | null;
  onAdded: (pet: Pet) => void;
}

/** Just a name and what it is: enough to book, the rest can be filled in later. */
export function QuickPet({ practice, isFirst, species: said, onAdded }: QuickPetProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-owner");
  const treated = ALL_SPECIES.filter((one) => practice.species.length === 0 || practice.species.some((other) => other === one));
  const [name, setName] = useState("");
  const [species, setSpecies] = useState<Species>(treated.find((one) => one === said) ?? treated[0] ?? "dog");
  const [state, setState] = useState<{ isBusy: boolean; isNameMissing: boolean; problem: string | null }>({ isBusy: false, isNameMissing: false, problem: null });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === "") return setState({ isBusy: false, isNameMissing: true, problem: null });
    setState({ isBusy: true, isNameMissing: false, problem: null });
    try {
      const pet = await intent({ name: name.trim(), species }, addPet);
      await queries.invalidateQueries({ queryKey: ["pets"] });
      onAdded(pet);
    } catch (error) {
      setState({ isBusy: false, isNameMissing: false, problem: problemText(error) });
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3 rounded-card bg-surface p-4 shadow-1">
      <h2 className="type-h2">{isFirst ? t("book.firstPet") : t("book.addPet")}</h2>
      {state.problem !== null && <Note tone="red" role="alert">{state.problem}</Note>}
      <div className="grid grid-cols-2 gap-3">
        <TextField label={t("pet.name")} size="l" autoComplete="off" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} error={state.isNameMissing ? t("pet.error.name") : undefined} />
        <Select label={t("pet.species")} size="l" value={species} onChange={(event) => setSpecies(event.target.value as Species)} options={treated.map((value) => ({ value, label: t(`common:species.${value}`) }))} />
      </div>
      <Button type="submit" size="l" isBusy={state.isBusy}>{t("book.savePet")}</Button>
    </form>
  );
}
