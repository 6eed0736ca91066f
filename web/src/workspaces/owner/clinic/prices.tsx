import { useTranslation } from "react-i18next";

import type { PracticePage } from "@/api/types";
import { useFormats, useLocale } from "@/lib/i18n";

import { Section } from "../parts/page";
import { typesFor } from "../rules";

/** What a visit costs, for the chosen pet's species. */
export function Prices({ practice, species }: { practice: PracticePage; species: string | null }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const locale = useLocale();
  const types = typesFor(practice.appointment_types, species);
  if (types.length === 0) return null;
  return (
    <Section title={t("clinic.prices")}>
      <dl>
        {types.map((type) => (
          <div key={type.key} className="flex justify-between gap-4 py-[5px]">
            <dt>{t("clinic.typeMinutes", { name: locale === "nl" ? type.name_nl : type.name_en, minutes: f.minutes(type.minutes) })}</dt>
            <dd className="mono whitespace-nowrap">{f.priceRange(type.price_min_cents, type.price_max_cents) || t("clinic.onRequest")}</dd>
          </div>
        ))}
      </dl>
      {practice.cancel_note !== "" && <p className="type-small text-ink-2">{practice.cancel_note}</p>}
    </Section>
  );
}
