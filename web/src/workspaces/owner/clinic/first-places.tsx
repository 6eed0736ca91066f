import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PracticePage, Slot } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";
import { SegmentedControl } from "@/ui/choices";
import { Loading } from "@/ui/states";

import { slotsQuery } from "../api";
import { bookHref } from "../parts/links";
import { useNow } from "../parts/use-now";
import { firstPlaces } from "../rules";

import type { ChosenPet } from "./use-chosen-pet";

const MINUTE = 60_000;
const DAYS = 14;
const SHOWN = 3;
const box = "flex min-h-[76px] flex-col items-center justify-center rounded-sheet bg-surface px-1 text-[13px] leading-[17px] text-ink-2 shadow-1";

/** The first free places, each the beginning of a booking with that time chosen. */
export function FirstPlaces({ practice, chosen }: { practice: PracticePage; chosen: ChosenPet }) {
  const { t } = useTranslation("w-owner");
  const locale = useLocale();
  const now = useNow(MINUTE);
  const { pet, pets, type } = chosen;
  const from = dayIn(new Date(now), practice.zone);
  const slots = useQuery({
    ...slotsQuery({ slug: practice.slug, type: type?.key ?? "", from, days: DAYS, species: pet?.species }),
    enabled: type !== undefined,
  });
  if (!type) return <p className="text-ink-2">{pet ? t("clinic.notFor", { name: pet.name }) : t("clinic.onlyByPhone")}</p>;
  const typeName = locale === "nl" ? type.name_nl : type.name_en;
  const places = firstPlaces(slots.data ?? [], SHOWN);
  return (
    <section className="flex flex-col gap-2.5">
      <div>
        <h2 className="type-h2">{pet ? t("clinic.placesFor", { name: pet.name }) : t("clinic.places")}</h2>
        <p className="text-[14px] text-ink-2">{typeName}</p>
      </div>
      {pets.length > 1 && (
        <SegmentedControl size="l" label={t("clinic.forWhom")} value={pet?.id ?? ""} onChange={chosen.choose} options={pets.slice(0, 4).map((one) => ({ value: one.id, label: one.name }))} />
      )}
      {slots.isLoading ? (
        <Loading label={t("clinic.placesLoading")} className="grid grid-cols-3 gap-2">
          {[1, 2, 3].map((key) => <span key={key} className="h-[76px] rounded-sheet bg-skeleton animate-skeleton" />)}
        </Loading>
      ) : slots.error ? (
        <p role="alert" className="text-ink-2">{t("clinic.placesFailed")}</p>
      ) : places.length === 0 ? (
        <p className="text-ink-2">{t("clinic.noPlaces", { days: DAYS })}</p>
      ) : (
        <ul className="grid grid-cols-3 gap-2">
          {places.map((slot) => <Place key={slot.starts_at} slot={slot} practice={practice} now={now} href={bookHref(practice.slug, { pet: pet?.id, type: type.key, at: slot.starts_at })} />)}
        </ul>
      )}
    </section>
  );
}

function Place({ slot, practice, now, href }: { slot: Slot; practice: PracticePage; now: number; href: string }) {
  const f = useFormats();
  const vet = practice.vets.find(({ id }) => id === slot.vet_id);
  return (
    <li>
      <Link to={href} className={`${box} hover:shadow-[inset_0_0_0_2px_var(--blue-fill)]`}>
        <span className="first-letter:uppercase">{f.day(slot.starts_at, practice.zone, new Date(now))}</span>{" "}
        <b className="type-figure text-[19px] text-ink">{f.time(slot.starts_at, practice.zone)}</b>{" "}
        <span className="max-w-full truncate">{vet?.name.split(" ")[0] ?? ""}</span>
      </Link>
    </li>
  );
}
