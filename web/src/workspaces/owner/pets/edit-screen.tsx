import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import type { Pet } from "@/api/types";
import { changesOf } from "@/lib/changed";
import { useLocale } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { toast } from "@/lib/toasts";
import { Loading, Skeleton } from "@/ui/states";

import { changePet, petQuery } from "../api";
import { BackLink, Failed, Page } from "../parts/page";

import { PetFields } from "./pet-fields";
import { petOf, valuesOf, type PetValues } from "./pet-form";

export function EditPetScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const petId = useParams()["petId"] ?? "";
  const pet = useQuery(petQuery(petId));
  useTitle(pet.data ? t("pets.editTitle", { name: pet.data.name }) : null);
  return (
    <Page>
      <BackLink to={`/pets/${petId}`}>{pet.data?.name ?? t("common:action.back")}</BackLink>
      {pet.data ? (
        <Edit key={pet.data.id} pet={pet.data} />
      ) : pet.error ? (
        <Failed title={t("pets.oneFailed")} error={pet.error} onRetry={() => void pet.refetch()} />
      ) : (
        <Loading label={t("common:state.loading")}><Skeleton className="h-96 rounded-card" /></Loading>
      )}
    </Page>
  );
}

function Edit({ pet }: { pet: Pet }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const locale = useLocale();
  const save = async (values: PetValues, today: string): Promise<void> => {
    const body = changesOf(petOf(valuesOf(pet, locale), today, pet), petOf(values, today, pet));
    const changed = Object.keys(body).length === 0 ? pet : await changePet(pet, body);
    queries.setQueryData(petQuery(pet.id).queryKey, changed);
    void queries.invalidateQueries({ queryKey: ["pets"] });
    toast.done(t("pets.saved", { name: changed.name }));
    await navigate(`/pets/${pet.id}`, { replace: true });
  };
  return (
    <>
      <h1 className="type-display text-balance">{t("pets.editTitle", { name: pet.name })}</h1>
      <PetFields initial={valuesOf(pet, locale)} submitLabel={t("common:action.save")} onSave={save} />
    </>
  );
}
