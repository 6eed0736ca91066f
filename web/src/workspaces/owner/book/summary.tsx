import { Clock, Euro, MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BookableType, Pet, PracticePage } from "@/api/types";
import { PetPicture } from "@/features/patients/pet-picture";
import { dayIn } from "@/lib/formats";
import { useFormats, useLocale } from "@/lib/i18n";


export interface SummaryProps {
  practice: PracticePage;
  pet: Pet;
  type: BookableType;
  at: string;
  vetId: string | null;
}

export function Summary({ practice, pet, type, at, vetId }: SummaryProps) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const locale = useLocale();
  const vet = practice.vets.find(({ id }) => id === vetId)?.name;
  const price = f.priceRange(type.price_min_cents, type.price_max_cents);
  const typeName = locale === "nl" ? type.name_nl : type.name_en;
  return (
    <article className="rounded-card bg-surface p-[18px] shadow-1">
      <div className="flex items-center gap-4">
        <PetPicture pet={pet} size={52} />
        <div className="min-w-0">
          <h2 className="type-h1">{pet.name}</h2>
          <p className="text-ink-2">{t("clinic.typeMinutes", { name: typeName, minutes: f.minutes(type.minutes) })}</p>
        </div>
      </div>
      <dl className="mt-[18px] flex flex-col gap-3.5">
        <Line icon={<Clock size={18} aria-hidden="true" />} label={t("book.when")} more={f.date(dayIn(at, practice.zone), "medium")}>
          <span className="inline-block first-letter:uppercase">{f.day(at, practice.zone, new Date())} {f.time(at, practice.zone)}</span>
        </Line>
        <Line icon={<MapPin size={18} aria-hidden="true" />} label={t("book.where")} more={[practice.street, practice.city].filter(Boolean).join(", ")}>
          {vet ? t("book.atWith", { name: practice.name, vet }) : practice.name}
        </Line>
        {price !== "" && <Line icon={<Euro size={18} aria-hidden="true" />} label={t("book.price")} more={t("book.payAfter")}><span className="mono">{price}</span></Line>}
      </dl>
    </article>
  );
}

export function Line({ icon, label, more, children }: { icon: ReactNode; label: string; more?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3.5">
      <dt className="pt-0.5 text-ink-3">{icon}<span className="sr-only">{label}</span></dt>
      <dd className="flex min-w-0 flex-col">
        <b className="inline-block">{children}</b>
        {more && <span className="text-[13px] leading-[18px] text-ink-2">{more}</span>}
      </dd>
    </div>
  );
}
