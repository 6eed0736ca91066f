import { Clock, MapPin, Phone } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentView } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";
import { SpeciesIcon } from "@/ui/species-icon";

import { Line } from "../book/summary";
import { phoneShown } from "../clinic/phone";

import { StateTag } from "./state-tag";

/** An appointment in full: who, what, when, where and how it stands. */
export function AppointmentSummary({ appointment }: { appointment: AppointmentView }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const locale = useLocale();
  const { starts_at, zone } = appointment;
  const minutes = f.minutes(Math.round((Date.parse(appointment.ends_at) - Date.parse(starts_at)) / 60_000));
  const typeName = locale === "nl" ? appointment.type_name_nl : appointment.type_name_en;
  return (
    <article className="rounded-card bg-surface p-[18px] shadow-1">
      <div className="flex items-center gap-4">
        <SpeciesIcon species={appointment.species} size={52} />
        <div className="min-w-0 flex-1">
          <h2 className="type-h1">{appointment.pet_name}</h2>
          <p className="text-ink-2">{t("clinic.typeMinutes", { name: typeName, minutes })}</p>
        </div>
        <StateTag state={appointment.state} />
      </div>
      <dl className="mt-[18px] flex flex-col gap-3.5">
        <Line icon={<Clock size={18} aria-hidden="true" />} label={t("book.when")} more={f.date(dayIn(starts_at, zone), "medium")}>
          <span className="inline-block first-letter:uppercase">{f.day(starts_at, zone, new Date())} {f.time(starts_at, zone)}</span>
        </Line>
        <Line icon={<MapPin size={18} aria-hidden="true" />} label={t("book.where")} more={appointment.practice_address}>{t("book.atWith", { name: appointment.practice_name, vet: appointment.vet_name })}</Line>
        {appointment.practice_phone !== "" && (
          <Line icon={<Phone size={18} aria-hidden="true" />} label={t("appointment.phone")}>
            <a href={`tel:${appointment.practice_phone}`} className="inline-block min-h-6 rounded-chip text-blue-ink underline-offset-3 hover:underline">{phoneShown(appointment.practice_phone)}</a>
          </Line>
        )}
      </dl>
      {appointment.reason !== "" && (
        <div className="mt-4 rounded-sheet bg-sunken px-3.5 py-2.5">
          <p className="type-label text-ink-2">{t("appointment.youWrote")}</p>
          <p className="whitespace-pre-line">{appointment.reason}</p>
        </div>
      )}
    </article>
  );
}
