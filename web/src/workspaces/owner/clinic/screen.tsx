import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { PracticePage } from "@/api/types";
import { LanguageSwitch } from "@/features/identity/language-switch";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { ClinicDrawing } from "@/ui/clinic-drawing";
import { EmptyState, Loading, Skeleton } from "@/ui/states";

import { practiceQuery } from "../api";
import { FavouriteButton } from "../parts/favourite-button";
import { bookHref } from "../parts/links";
import { Failed, GoBar, Page, roundStyle } from "../parts/page";

import { Contact } from "./contact";
import { FirstPlaces } from "./first-places";
import { Hours } from "./hours";
import { Prices } from "./prices";
import { useChosenPet } from "./use-chosen-pet";
import { Vets } from "./vets";

export function ClinicScreen() {
  const { t } = useTranslation("w-owner");
  const slug = useParams()["slug"] ?? "";
  const page = useQuery(practiceQuery(slug));
  useTitle(page.data?.name ?? null);
  if (page.data) return <Clinic practice={page.data} />;
  if (page.error) {
    return (
      <Page>
        {isProblem(page.error, "practice_unknown") ? (
          <EmptyState title={t("clinic.unknown.title")} action={<Button asChild size="l" tone="main"><Link to="/">{t("clinic.unknown.find")}</Link></Button>}>{t("clinic.unknown.text")}</EmptyState>
        ) : (
          <Failed title={t("clinic.failed")} error={page.error} onRetry={() => void page.refetch()} />
        )}
      </Page>
    );
  }
  return <ClinicSkeleton />;
}

function Clinic({ practice }: { practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const chosen = useChosenPet(practice);
  const book = bookHref(practice.slug, { pet: chosen.pet?.id, type: chosen.type?.key });
  const canBook = practice.appointment_types.length > 0;
  return (
    <div className="mx-auto w-full max-w-[1080px] flex-1 pb-24 tablet:px-7 tablet:pb-10">
      <Front practice={practice} />
      <div className="grid gap-x-10 gap-y-6 px-[22px] pt-[18px] tablet:px-0 desk:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-6">
          <Contact practice={practice} />
          <div className="desk:hidden"><FirstPlaces practice={practice} chosen={chosen} /></div>
          {practice.description !== "" && <p className="type-note max-w-prose text-ink-2">{practice.description}</p>}
          <Prices practice={practice} species={chosen.pet?.species ?? null} />
          <Vets vets={practice.vets} />
          <Hours practice={practice} />
        </div>
        <aside className="desk:sticky desk:top-[88px] desk:self-start" aria-label={t("clinic.book")}>
          <div className="flex flex-col gap-4 desk:rounded-card desk:bg-surface desk:p-5 desk:shadow-2">
            <div className="max-desk:hidden"><FirstPlaces practice={practice} chosen={chosen} /></div>
            {canBook && (
              <GoBar>
                <Button asChild tone="main" size="xl" isWide><Link to={book}><CalendarPlus size={18} aria-hidden="true" />{t("clinic.book")}</Link></Button>
              </GoBar>
            )}
            {practice.booking_note !== "" && <p className="type-small text-ink-2">{practice.booking_note}</p>}
          </div>
        </aside>
      </div>
    </div>
  );
}

function Front({ practice }: { practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const navigate = useNavigate();
  const [photo] = practice.photos;
  // Back means the list as it was; whoever came by a link from outside goes to the search.
  const back = (): void => void (window.history.length > 1 ? navigate(-1) : navigate("/"));
  return (
    <div className="relative h-[188px] overflow-hidden tablet:h-[220px] tablet:rounded-card">
      {photo ? <img src={photo} alt={t("clinic.photo", { name: practice.name })} className="size-full object-cover" /> : <ClinicDrawing seed={practice.slug} accent={practice.accent} />}
      <button data-act type="button" onClick={back} aria-label={t("clinic.back")} title={t("clinic.back")} className={`${roundStyle} absolute top-4 left-[18px]`}>
        <ChevronLeft size={20} aria-hidden="true" />
      </button>
      <LanguageSwitch className={`${roundStyle} absolute top-4 right-[72px] rounded-full tablet:hidden`} />
      <FavouriteButton practice={practice} isOnDrawing className="absolute top-4 right-[18px]" />
    </div>
  );
}

function ClinicSkeleton() {
  const { t } = useTranslation("common");
  return (
    <Loading label={t("state.loading")} className="mx-auto w-full max-w-[1080px] tablet:px-7">
      <div className="h-[188px] bg-skeleton animate-skeleton tablet:h-[220px] tablet:rounded-card" />
      <div className="flex flex-col gap-4 px-[22px] pt-6 tablet:px-0">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-4 w-72" />
        <Skeleton className="mt-3 h-[84px] rounded-sheet" />
        <Skeleton className="mt-3 h-40 rounded-sheet" />
      </div>
    </Loading>
  );
}
