import { Check, Phone, Plus, Zap } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BookableType, Pet, PracticePage } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { PetPicture } from "@/features/patients/pet-picture";
import { ALL_SPECIES } from "@/features/patients/species";
import { useFormats, useLocale } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { SpeciesIcon } from "@/ui/species-icon";
import { typeLook } from "@/ui/type-tag";

import { phoneShown } from "../clinic/phone";
import { GoBar } from "../parts/page";

import { QuickPet } from "./quick-pet";
import type { BookingForm } from "./use-booking";

const choiceCard =
  "relative flex transition-colors duration-quick has-checked:bg-selected has-checked:shadow-[inset_0_0_0_2px_var(--blue-fill)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";
const hiddenRadio = "peer absolute inset-0 m-0 cursor-pointer opacity-0";

export function StepWho({ practice, form }: { practice: PracticePage; form: BookingForm }) {
  const { t } = useTranslation("w-owner");
  const { status } = useSession();
  const isStranger = status !== "signed_in";
  const canGoOn = form.type !== undefined && (isStranger ? form.species !== null : form.pet !== null);
  return (
    <>
      {isStranger ? <ChooseSpecies practice={practice} form={form} /> : <ChoosePet form={form} practice={practice} />}
      <Reasons practice={practice} form={form} />
      <GoBar>
        <Button tone="main" size="xl" isWide disabled={!canGoOn || form.isLoading} onClick={() => form.goTo(2)}>{t("book.chooseTime")}</Button>
      </GoBar>
    </>
  );
}

function ChoosePet({ form, practice }: { form: BookingForm; practice: PracticePage }) {
  const { t } = useTranslation("w-owner");
  const [isAdding, setAdding] = useState(false);
  if (form.isLoading && form.pets.length === 0) return <div className="h-[130px] rounded-card bg-skeleton animate-skeleton" />;
  const isFirst = form.pets.length === 0;
  return (
    <>
      {!isFirst && (
        <fieldset>
          <legend className="sr-only">{t("book.who")}</legend>
          <div className="grid grid-cols-2 gap-3">
            {form.pets.map((pet) => <PetChoice key={pet.id} pet={pet} isChosen={pet.id === form.pet?.id} onChoose={() => form.change({ pet: pet.id, type: null })} />)}
          </div>
        </fieldset>
      )}
      {isFirst || isAdding ? (
        <QuickPet practice={practice} isFirst={isFirst} species={form.species} onAdded={(pet) => { setAdding(false); form.change({ pet: pet.id }); }} />
      ) : (
        <Button tone="bare" size="l" icon={<Plus size={18} aria-hidden="true" />} className="-mt-2 self-start px-2" onClick={() => setAdding(true)}>{t("book.addPet")}</Button>
      )}
    </>
  );
}

function PetChoice({ pet, isChosen, onChoose }: { pet: Pet; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation("common");
  const f = useFormats();
  const kind = [pet.breed || t(`species.${pet.species}`), pet.born_on && f.age(pet.born_on, new Date()).replace(" ", "\u00a0")].filter(Boolean).join(", ");
  return (
    <label className={`${choiceCard} flex-col items-start gap-px rounded-card bg-surface p-3.5 text-[14px] shadow-1`}>
      <input type="radio" name="pet" checked={isChosen} onChange={onChoose} className={hiddenRadio} />
      <PetPicture pet={pet} size={48} />
      <b className="type-h2 mt-2 leading-[23px]">{pet.name}</b>
      <span className="text-ink-2">{kind}</span>
      {isChosen && <Check size={18} aria-hidden="true" className="absolute top-3.5 right-3.5 text-blue-ink" />}
    </label>
  );
}

function ChooseSpecies({ practice, form }: { practice: PracticePage; form: BookingForm }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const treated = ALL_SPECIES.filter((species) => practice.species.length === 0 || practice.species.some((one) => one === species));
  return (
    <fieldset className="min-w-0">
      <legend className="type-h3 mb-2">{t("book.whatAnimal")}</legend>
      <div className="grid grid-cols-3 gap-2 tablet:grid-cols-4">
        {treated.map((species) => (
          <label key={species} className={`${choiceCard} flex-col items-center gap-1.5 rounded-card bg-surface px-2 py-3 text-[14px] shadow-1`}>
            <input type="radio" name="species" checked={form.species === species} onChange={() => form.change({ species, type: null })} className={hiddenRadio} />
            <SpeciesIcon species={species} size={40} />
            {t(`common:species.${species}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Reasons({ practice, form }: { practice: PracticePage; form: BookingForm }) {
  const { t } = useTranslation("w-owner");
  if (form.isLoading) return <div className="h-[260px] rounded-card bg-skeleton animate-skeleton" />;
  return (
    <div className="rounded-card bg-surface p-1.5 shadow-1">
      <fieldset>
        <legend className="sr-only">{t("book.why")}</legend>
        {form.types.map((type) => <Reason key={type.key} type={type} form={form} />)}
      </fieldset>
      {form.types.length === 0 && <p className="px-3 py-3 text-ink-2">{t("book.nothingFits")}</p>}
      {practice.phone !== "" && (
        <a href={`tel:${practice.phone}`} className="flex items-center gap-3 rounded-sheet px-3 py-[11px] hover:bg-hover">
          <Zap size={20} aria-hidden="true" className="text-red-ink" />
          <span className="flex flex-1 flex-col">
            <b className="text-red-ink">{t("book.urgent")}</b>
            <span className="text-[13px] leading-[17px] text-ink-2">{t("book.call", { phone: phoneShown(practice.phone) })}</span>
          </span>
          <Phone size={20} aria-hidden="true" className="text-red-ink" />
        </a>
      )}
    </div>
  );
}

function Reason({ type, form }: { type: BookableType; form: BookingForm }) {
  const f = useFormats();
  const locale = useLocale();
  const look = typeLook(type.category);
  const Icon = look.icon;
  return (
    <label className={`${choiceCard} items-center gap-3 rounded-sheet px-3 py-[11px]`}>
      <input type="radio" name="type" checked={form.type?.key === type.key} onChange={() => form.change({ type: type.key })} className={hiddenRadio} />
      <span className={look.ink}><Icon size={20} /></span>
      <span className="flex min-w-0 flex-1 flex-col">
        <b>{locale === "nl" ? type.name_nl : type.name_en}</b>
        <Hint type={type} form={form} />
      </span>
      <span className="mono flex-none">{f.priceRange(type.price_min_cents, type.price_max_cents)}</span>
    </label>
  );
}

function Hint({ type, form }: { type: BookableType; form: BookingForm }): ReactNode {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const minutes = f.minutes(type.minutes);
  const due = form.passport?.vaccinations.filter((one) => one.due === "due_soon" || one.due === "overdue").map((one) => one.valid_until_on ?? "").sort()[0];
  const text =
    type.category === "vaccine" && due
      ? t("book.dueBefore", { date: f.date(due, "medium").replace(/^\S+\s/, "") })
      : type.by_paravet
        ? t("book.hint.nurse", { minutes })
        : type.category === "consult" || type.category === "recheck"
          ? t(`book.hint.${type.category}`, { minutes })
          : minutes;
  return <span className="text-[13px] leading-[17px] text-ink-2">{text}</span>;
}
