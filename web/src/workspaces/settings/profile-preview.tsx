import { useTranslation } from "react-i18next";

import { useFormats } from "@/lib/i18n";
import { Card } from "@/ui/card";
import { ClinicDrawing } from "@/ui/clinic-drawing";
import { SpeciesIcon } from "@/ui/species-icon";

import type { ProfileValues } from "./profile-screen";

/** The card as owners will see it, while it is being written. */
export function ProfilePreview({ slug, value }: { slug: string; value: ProfileValues }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const species = value.species.map((one) => t(`common:speciesMany.${one}`));
  return (
    <section aria-label={t("profile.preview")} className="max-wide:hidden">
      <h3 className="type-label pt-1.5 pb-2 text-ink-2">{t("profile.preview")}</h3>
      <Card kind="owner" className="overflow-hidden">
        <div className="h-24"><ClinicDrawing seed={slug} accent={value.accent} /></div>
        <div className="p-4">
          <p className="type-h3">{value.name || "…"}</p>
          <p className="mt-0.5 text-ink-2">{[`${value.street} ${value.house_number}`.trim(), value.city].filter(Boolean).join(", ")}</p>
          <div className="mt-2.5 flex flex-wrap gap-1">
            {value.species.slice(0, 6).map((one) => <SpeciesIcon key={one} species={one} size={24} />)}
          </div>
          <p className="type-small mt-2 text-ink-3">{species.length > 0 ? t("profile.treats", { species: f.list(species) }) : t("profile.noSpecies")}</p>
        </div>
      </Card>
    </section>
  );
}
