import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Pet } from "@/api/types";
import { PetPicture } from "@/features/patients/pet-picture";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { EmptyState, Loading } from "@/ui/states";

import { petsQuery } from "../api";
import { Failed, Page } from "../parts/page";

export function PetsScreen() {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const pets = useQuery(petsQuery);
  const [showsAll, setShowsAll] = useState(false);
  useTitle(t("pets.title"));
  const all = pets.data?.items ?? [];
  const active = all.filter((pet) => pet.state === "active");
  const rest = all.filter((pet) => pet.state !== "active");
  const names = f.list([...new Set(active.map((pet) => pet.name))]);
  return (
    <Page>
      <h1 className="type-display text-balance pr-16 tablet:pr-0">{active.length > 0 ? t("pets.heading", { count: active.length, names }) : t("pets.title")}</h1>
      {pets.isLoading ? (
        <Loading label={t("pets.loading")} className="grid gap-3">{[1, 2].map((key) => <span key={key} className="h-[88px] rounded-card bg-skeleton animate-skeleton" />)}</Loading>
      ) : pets.error ? (
        <Failed title={t("pets.failed")} error={pets.error} onRetry={() => void pets.refetch()} />
      ) : (
        <>
          {active.length === 0 && (
            <EmptyState picture={<SpeciesIcon species="dog" size={48} />} title={t("pets.empty")} action={<Button asChild tone="main" size="l"><Link to="/pets/new">{t("pets.add")}</Link></Button>}>{t("pets.emptyText")}</EmptyState>
          )}
          {active.length > 0 && (
            <>
              <ul aria-label={t("pets.title")} className="grid gap-3">{active.map((pet) => <PetLine key={pet.id} pet={pet} />)}</ul>
              <Button asChild size="l" className="self-start"><Link to="/pets/new"><Plus size={18} aria-hidden="true" />{t("pets.add")}</Link></Button>
            </>
          )}
          {rest.length > 0 && (
            <section className="flex flex-col gap-3">
              <Button tone="bare" size="l" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)} className="-ml-2 self-start">{t("pets.former", { count: rest.length })}</Button>
              {showsAll && <ul aria-label={t("pets.formerList")} className="grid gap-3">{rest.map((pet) => <PetLine key={pet.id} pet={pet} />)}</ul>}
            </section>
          )}
        </>
      )}
    </Page>
  );
}

function PetLine({ pet }: { pet: Pet }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const f = useFormats();
  const age = pet.born_on && pet.state !== "deceased" ? f.age(pet.born_on, new Date()) : null;
  const facts = [pet.breed || t(`common:species.${pet.species}`), age].filter(Boolean).join(", ");
  const note = pet.state === "archived" ? t("pet.archived") : pet.deceased_on ? t("pet.diedOn", { date: f.date(pet.deceased_on, "long") }) : null;
  return (
    <li>
      <Link to={`/pets/${pet.id}`} className="flex min-h-[88px] items-center gap-4 rounded-card bg-surface p-4 shadow-1 transition-shadow duration-quick hover:shadow-2">
        <PetPicture pet={pet} size={52} />
        <span className="flex min-w-0 flex-1 flex-col">
          <b className="type-h2">{pet.name}</b>
          <span className="text-[14px] text-ink-2">{note ?? facts}</span>
        </span>
        <ChevronRight size={18} aria-hidden="true" className="text-ink-3" />
      </Link>
    </li>
  );
}
