import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import type { AppointmentTypeView, Slot } from "@/api/types";
import { Alternatives } from "@/features/appointments/alternatives";
import { typesQuery } from "@/features/appointments/api";
import { fits } from "@/features/appointments/rules";
import { SameDay } from "@/features/appointments/same-day";
import { useBooking } from "@/features/appointments/use-booking";
import { useFormats, useLocale } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Select } from "@/ui/select";
import { TextField } from "@/ui/text-field";
import { TypeTag } from "@/ui/type-tag";

import { AskForm, type CommandFormProps } from "./form";
import { PatientPart, useAnimals, type Animal } from "./patient-part";
import { useWhen, WhenPart, WrongWhen } from "./when-part";

/** "bella vaccinatie morgen 10 uur", and "eerste vrije plek gebit": a visit filled in as far as the line says, booked by Enter. */
export function BookForm({ command, answer, onDone, handle }: CommandFormProps) {
  const { t } = useTranslation(["ask-bar", "appointments", "common"]);
  const { slug, href } = useMap();
  const f = useFormats();
  const navigate = useNavigate();
  const who = command.who ?? "";
  const { animals, animal, pick, hasMore } = useAnimals(answer, who);
  const [typeKey, setTypeKey] = useState(command.type_key ?? "");
  const [note, setNote] = useState("");
  const types = useQuery(typesQuery(slug)).data ?? [];
  const type = types.find(({ key }) => key === typeKey) ?? null;
  const when = useWhen(command, type?.key ?? null);
  const { start, zone, now } = when;
  const booking = useBooking(slug, zone, onDone, () => undefined);
  const nameOf = useTypeNames();

  const bookAt = (slot: Slot, vetId: string): void => {
    if (animal && type) void booking.book({ type: type.key, starts_at: slot.starts_at, patient_id: animal.id, vet_id: vetId, note });
  };
  const agenda = href("schedule");
  const title = type ? (animal ? t("book.titleFor", { type: nameOf(type), name: animal.name }) : t(command.intent === "next_free" ? "free.title" : "book.titleOf", { type: nameOf(type) })) : t(`intent.${command.intent}`);
  return (
    <AskForm
      title={title}
      submitText={start ? t("book.submitAt", { day: f.day(start.starts_at, zone, now), time: f.time(start.starts_at, zone), name: when.nameOf(when.vetId || start.vet_id) }) : t("appointments:book.submit")}
      isReady={animal !== null && type !== null && fitsAnimal(type, animal) && start !== null}
      isBusy={booking.isBusy}
      onSubmit={() => start && bookAt(start, when.vetId || start.vet_id)}
      handle={handle}
      aside={agenda && <Button onClick={() => { onDone(); void navigate(when.wanted.day ? `${agenda}?day=${when.wanted.day}` : agenda, { viewTransition: true }); }}>{t("book.inSchedule")}</Button>}
    >
      <WrongWhen when={when} />
      <PatientPart animals={animals} hasMore={hasMore} animal={animal} who={who} onPick={(next) => { booking.forget(); pick(next); }} />
      <TypePart types={types} type={type} animal={animal} onChoose={(key) => { booking.forget(); setTypeKey(key); }} />
      <WhenPart when={when} />
      {animal && <SameDay slug={slug} zone={zone} patient={animal} startsAt={start?.starts_at} />}
      <Alternatives problem={booking.problem} slug={slug} vetId={booking.asked} zone={zone} onChoose={(slot) => { when.choose(slot); when.setVetId(""); bookAt(slot, slot.vet_id); }} />
      <TextField label={t("appointments:book.note")} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
    </AskForm>
  );
}

function useTypeNames(): (type: AppointmentTypeView) => string {
  const isEnglish = useLocale() === "en";
  return (type) => (isEnglish ? type.name_en : type.name_nl);
}

const fitsAnimal = (type: AppointmentTypeView, animal: Animal): boolean => fits(type, animal.species);

interface TypePartProps {
  types: readonly AppointmentTypeView[];
  type: AppointmentTypeView | null;
  animal: Animal | null;
  onChoose: (key: string) => void;
}

/** What for, with how long it takes and what it costs about; a kind that is not meant for the animal says so. */
function TypePart({ types, type, animal, onChoose }: TypePartProps) {
  const { t } = useTranslation(["ask-bar", "appointments", "common"]);
  const f = useFormats();
  const nameOf = useTypeNames();
  const offered = types.filter((one) => one.active && (animal === null || fitsAnimal(one, animal) || one.key === type?.key));
  const price = type && f.priceRange(type.price_min_cents, type.price_max_cents);
  const isWrong = type !== null && animal !== null && !fitsAnimal(type, animal);
  return (
    <div data-missing={type === null || isWrong || undefined} className="flex flex-col gap-2">
      <Select label={t("appointments:book.type")} placeholder={t("part.chooseType")} value={type?.key ?? ""} onChange={(event) => onChoose(event.target.value)} options={offered.map((one) => ({ value: one.key, label: nameOf(one) }))} />
      {type && <p className="type-small flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2"><TypeTag category={type.category}>{`${nameOf(type)}, ${f.minutes(type.minutes)}`}</TypeTag>{price && <span>{t("part.costs", { price })}</span>}</p>}
      {isWrong && <Note tone="amber" role="status">{t("part.wrongType", { name: animal.name })}</Note>}
    </div>
  );
}
