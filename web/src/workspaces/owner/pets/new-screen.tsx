import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { useMe } from "@/features/identity/session";
import { useIntent } from "@/lib/idempotency";
import { useTitle } from "@/lib/title";
import { useDraft } from "@/lib/use-draft";

import { addPet } from "../api";
import { BackLink, Page } from "../parts/page";

import { PetFields } from "./pet-fields";
import { EMPTY_PET, petOf, type PetValues } from "./pet-form";

export function NewPetScreen() {
  const { t } = useTranslation("w-owner");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const draft = useDraft(`new-pet.${useMe().id}`, EMPTY_PET);
  // What was there on arrival: the form goes on from it by itself.
  const [initial] = useState(draft.value);
  useTitle(t("pets.add"));
  const save = async (values: PetValues, today: string): Promise<void> => {
    const pet = await intent(petOf(values, today), addPet);
    draft.clear();
    void queries.invalidateQueries({ queryKey: ["pets"] });
    await navigate(`/pets/${pet.id}`, { replace: true });
  };
  return (
    <Page>
      <BackLink to="/pets">{t("pets.title")}</BackLink>
      <h1 className="type-display text-balance">{t("pets.newTitle")}</h1>
      <PetFields initial={{ ...EMPTY_PET, ...initial }} submitLabel={t("pets.add")} onSave={save} onType={draft.set} />
    </Page>
  );
}
