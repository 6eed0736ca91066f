import { Heart, LocateFixed, MapPin } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/features/identity/session";
import { ALL_SPECIES } from "@/features/patients/species";
import { ALL_SERVICES } from "@/features/settings/services";

import { Pill, PillSelect } from "./pill";
import { PlaceDialog } from "./place-dialog";
import { RADII, type SearchState } from "./use-search";
import type { Place } from "./place";

const COMMON_SPECIES = ["dog", "cat", "rabbit"] as const;
const OTHER_SPECIES = ALL_SPECIES.filter((species) => !COMMON_SPECIES.some((one) => one === species));

export interface FiltersProps {
  state: SearchState;
  set: (change: Record<string, string | null>) => void;
  setPlace: (place: Place | null) => void;
}

/** One row that scrolls on a phone and wraps on a desktop. */
export function Filters({ state, set, setPlace }: FiltersProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const { me } = useSession();
  const [isChoosing, setChoosing] = useState(false);
  const { place } = state;
  const isOther = OTHER_SPECIES.some((species) => species === state.species);
  const placeName = place === null ? t("feed.nearMe") : place.name || t("feed.here");
  return (
    <div role="group" aria-label={t("feed.filters")} className="-mx-[22px] flex gap-1.5 overflow-x-auto px-[22px] [scrollbar-width:none] tablet:mx-0 tablet:flex-wrap tablet:px-0">
      <Pill isOn={state.isOpenNow} onClick={() => set({ open: state.isOpenNow ? null : "1" })}>{t("feed.openNow")}</Pill>
      <Pill icon={place === null ? <LocateFixed size={14} aria-hidden="true" /> : <MapPin size={14} aria-hidden="true" />} onClick={() => setChoosing(true)}>{placeName}</Pill>
      {place !== null && (
        <PillSelect
          label={t("feed.radius")}
          value={state.radius === null ? "" : String(state.radius)}
          onChange={(value) => set({ radius: value })}
          options={[{ value: "", label: t("feed.anyDistance") }, ...RADII.map((km) => ({ value: String(km), label: t("feed.within", { km }) }))]}
        />
      )}
      {COMMON_SPECIES.map((species) => (
        <Pill key={species} isOn={state.species === species} onClick={() => set({ species: state.species === species ? null : species })}>
          {t(`common:species.${species}`)}
        </Pill>
      ))}
      <PillSelect
        label={t("feed.otherAnimal")}
        value={isOther ? state.species : ""}
        onChange={(value) => set({ species: value })}
        options={[{ value: "", label: t("feed.otherAnimal") }, ...OTHER_SPECIES.map((species) => ({ value: species, label: t(`common:species.${species}`) }))]}
      />
      <PillSelect
        label={t("feed.service")}
        value={state.service}
        onChange={(value) => set({ service: value })}
        options={[{ value: "", label: t("feed.service") }, ...ALL_SERVICES.map((service) => ({ value: service, label: t(`common:service.${service}`) }))]}
      />
      {me && <Pill icon={<Heart size={14} aria-hidden="true" />} isOn={state.isFavourites} onClick={() => set({ favourites: state.isFavourites ? null : "1" })}>{t("feed.favourites")}</Pill>}
      <PlaceDialog isOpen={isChoosing} onClose={() => setChoosing(false)} place={place} onChoose={setPlace} />
    </div>
  );
}

export function SortSelect({ state, set }: Pick<FiltersProps, "state" | "set">) {
  const { t } = useTranslation("w-owner");
  const sorts = state.place === null ? ["next_slot", "relevance", "name"] : ["distance", "next_slot", "relevance", "name"];
  return <PillSelect isBare label={t("feed.sort")} value={state.sort} onChange={(sort) => set({ sort })} options={sorts.map((value) => ({ value, label: t(`feed.sorts.${value}`) }))} />;
}
