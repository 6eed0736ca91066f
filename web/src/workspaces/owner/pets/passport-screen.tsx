import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, ChevronRight, FileText, IdCard, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { Passport, Pet } from "@/api/types";
import { sexKey } from "@/features/patients/rules";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { Loading, Skeleton } from "@/ui/states";

import { passportQuery, petQuery } from "../api";
import { BackLink, Failed, Page, Section } from "../parts/page";
import { chipShown } from "../rules";

import { PetPhoto } from "./photo";
import { PetState } from "./pet-state";
import { Vaccinations } from "./vaccinations";
import { Weight } from "./weight";

export function PassportScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const petId = useParams()["petId"] ?? "";
  const pet = useQuery(petQuery(petId));
  useTitle(pet.data?.name ?? null);
  return (
    <Page className="gap-[18px] tablet:max-w-[640px]">
      <BackLink to="/pets">{t("pets.title")}</BackLink>
      {pet.data ? (
        <PassportOf pet={pet.data} />
      ) : pet.error ? (
        <Failed title={t("pets.oneFailed")} error={pet.error} onRetry={() => void pet.refetch()} />
      ) : (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-4">
          <Skeleton className="h-[72px]" />
          <Skeleton className="h-[60px] rounded-sheet" />
          <Skeleton className="h-48 rounded-sheet" />
        </Loading>
      )}
    </Page>
  );
}

function PassportOf({ pet }: { pet: Pet }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const passport = useQuery(passportQuery(pet.id));
  return (
    <>
      <Head pet={pet} />
      {pet.state === "active" && (
        <Button asChild tone="main" size="l" className="tablet:self-start"><Link to={`/?species=${pet.species}`}><CalendarPlus size={18} aria-hidden="true" />{t("passport.book")}</Link></Button>
      )}
      <Chip pet={pet} />
      {passport.data ? (
        <>
          <Vaccinations vaccinations={passport.data.vaccinations} name={pet.name} />
          <Weight weights={passport.data.weights} own={pet.weight_grams} />
          <Papers records={passport.data.records} name={pet.name} />
        </>
      ) : passport.error ? (
        <Failed title={t("passport.failed")} error={passport.error} onRetry={() => void passport.refetch()} />
      ) : (
        <Loading label={t("common:state.loading")}><Skeleton className="h-64 rounded-sheet" /></Loading>
      )}
      <PetState pet={pet} />
    </>
  );
}

function Head({ pet }: { pet: Pet }) {
  const { t } = useTranslation(["w-owner", "patients", "common"]);
  const f = useFormats();
  const sex = pet.sex === "unknown" && !pet.neutered ? null : t(`patients:${sexKey(pet)}`);
  const facts = [pet.breed || t(`common:species.${pet.species}`), sex, pet.colour].filter(Boolean).join(", ");
  const age = pet.born_on ? f.age(pet.born_on, pet.deceased_on ?? new Date()) : null;
  const born = pet.born_on && (pet.born_is_estimate ? t("passport.about", { age }) : `${age}, ${f.date(pet.born_on, "long")}`);
  return (
    <header className="flex items-center gap-4">
      <PetPhoto pet={pet} />
      <div className="min-w-0 flex-1">
        <h1 className="type-display text-balance">{pet.name}</h1>
        <p className="text-ink-2">{facts}<br />{born ?? t("passport.ageUnknown")}</p>
      </div>
      {pet.state === "active" && (
        <Link data-act to={`/pets/${pet.id}/edit`} aria-label={t("pets.editTitle", { name: pet.name })} title={t("common:action.edit")} className="grid size-11 flex-none place-items-center self-start rounded-md text-ink-2 hover:bg-hover">
          <Pencil size={18} aria-hidden="true" />
        </Link>
      )}
    </header>
  );
}

function Chip({ pet }: { pet: Pet }) {
  const { t } = useTranslation("w-owner");
  return (
    <div className="flex items-center gap-3 rounded-sheet bg-sunken px-3.5 py-[11px]">
      <IdCard size={22} aria-hidden="true" className="text-ink-2" />
      <p className="flex min-w-0 flex-1 flex-col">
        <span className="type-small text-ink-2">{t("passport.chip")}</span>
        {pet.chip ? <b className="mono">{chipShown(pet.chip)}</b> : <span className="text-ink-2">{t("passport.noChip")}</span>}
      </p>
    </div>
  );
}

function Papers({ records, name }: { records: Passport["records"]; name: string }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  return (
    <Section title={t("passport.papers")}>
      {records.length === 0 ? (
        <p className="text-ink-2">{t("passport.noPapers", { name })}</p>
      ) : (
        <ul>
          {records.map((record) => (
            <li key={record.id}>
              <Link to={`/records/${record.practice_slug}/${record.id}`} className="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-2 hover:bg-hover">
                <FileText size={20} aria-hidden="true" className="text-ink-3" />
                <span className="flex min-w-0 flex-1 flex-col">
                  <span>{t("passport.visit", { date: f.date(dayIn(record.visited_at, record.zone), "long") })}</span>
                  <span className="truncate text-[13px] text-ink-2">{[record.practice_name, record.summary].filter(Boolean).join(" · ")}</span>
                </span>
                <ChevronRight size={16} aria-hidden="true" className="text-ink-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
