import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { PracticeProfile } from "@/api/types";
import { ALL_SPECIES } from "@/features/patients/species";
import { ALL_SERVICES } from "@/features/settings/services";
import { cn } from "@/lib/cn";
import { useLocale } from "@/lib/i18n";
import { ClinicDrawing } from "@/ui/clinic-drawing";
import { Select } from "@/ui/select";
import { SpeciesIcon } from "@/ui/species-icon";
import { Chip } from "@/ui/tag";
import { TextArea, TextField } from "@/ui/text-field";

import type { ProfileValues } from "./profile-screen";
import type { Editing } from "./use-editing";

type Props = Pick<Editing<ProfileValues>, "value" | "set" | "errors">;
type TextName = { [K in keyof ProfileValues]: ProfileValues[K] extends string ? K : never }[keyof ProfileValues];

const LANGUAGES = ["nl", "en", "de", "fr", "tr", "ar", "pl", "uk", "es"];
const COUNTRIES = ["NL", "BE", "DE", "LU", "FR"];
const ZONES = ["Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "Europe/Luxembourg", "Europe/Paris", "America/Curacao", "America/Aruba"];
const ACCENTS = ["teal", "blue", "violet", "rose", "amber", "green", "slate"] as const;

function useText({ value, set, errors }: Props) {
  const { t } = useTranslation("w-settings");
  return (name: TextName) => ({
    label: t(`profile.field.${name}`),
    name,
    value: value[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
}

export function WhoFields(props: Props) {
  const { t } = useTranslation("w-settings");
  const text = useText(props);
  return (
    <div className="grid gap-x-4 gap-y-3.5 tablet:grid-cols-2">
      <TextField {...text("name")} maxLength={120} />
      <TextField {...text("kvk_number")} isMono inputMode="numeric" hint={t("profile.kvkHint")} />
      <TextField {...text("phone")} type="tel" autoComplete="off" />
      <TextField {...text("email")} type="email" autoComplete="off" />
      <TextField {...text("website")} type="url" placeholder="https://" autoComplete="off" />
      <Languages {...props} />
      <TextArea {...text("description")} className="tablet:col-span-2" maxLength={4000} rows={3} />
    </div>
  );
}

export function PlaceFields(props: Props) {
  const { t } = useTranslation("w-settings");
  const locale = useLocale();
  const text = useText(props);
  const regions = new Intl.DisplayNames([locale], { type: "region" });
  const countries = COUNTRIES.includes(props.value.country) ? COUNTRIES : [props.value.country, ...COUNTRIES];
  const zones = ZONES.includes(props.value.zone) ? ZONES : [props.value.zone, ...ZONES];
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3.5 tablet:grid-cols-4">
      <TextField {...text("street")} className="col-span-2" autoComplete="off" />
      <TextField {...text("house_number")} autoComplete="off" />
      <TextField {...text("postcode")} isMono autoComplete="off" />
      <TextField {...text("city")} className="col-span-2" autoComplete="off" />
      <Select {...text("country")} options={countries.map((code) => ({ value: code, label: regions.of(code) ?? code }))} />
      <Select {...text("zone")} options={zones.map((zone) => ({ value: zone, label: zone.split("/").at(-1)?.replace("_", " ") ?? zone }))} />
      <TextField {...text("lat")} isMono inputMode="decimal" />
      <TextField {...text("lon")} isMono inputMode="decimal" hint={t("profile.placeHint")} />
    </div>
  );
}

function Languages({ value, set }: Props) {
  const { t } = useTranslation("w-settings");
  const names = new Intl.DisplayNames([useLocale()], { type: "language" });
  const id = useId();
  const all = [...new Set([...LANGUAGES, ...value.languages])];
  return (
    <div role="group" aria-labelledby={id} className="flex flex-col gap-[5px]">
      <span id={id} className="type-label text-ink-2">{t("profile.field.languages")}</span>
      <div className="flex flex-wrap gap-1.5">
        {all.map((code) => (
          <Chip key={code} isOn={value.languages.includes(code)} onToggle={() => set("languages", without(value.languages, code))}>{names.of(code) ?? code}</Chip>
        ))}
      </div>
    </div>
  );
}

/** Takes one out of a list, or puts it in when it is not there. */
function without<T extends string>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

export function KindsField({ value, set }: Props) {
  const { t } = useTranslation(["w-settings", "common"]);
  return (
    <div className="flex flex-col gap-4">
      <div role="group" aria-label={t("profile.field.species")} className="flex flex-wrap gap-1.5">
        {ALL_SPECIES.map((one) => (
          <Chip key={one} isOn={value.species.includes(one)} icon={<SpeciesIcon species={one} size={16} isBare />} onToggle={() => set("species", without(value.species, one))}>
            {t(`common:species.${one}`)}
          </Chip>
        ))}
      </div>
      <div role="group" aria-label={t("profile.field.services")} className="flex flex-col gap-2">
        <span className="type-label text-ink-2" aria-hidden="true">{t("profile.field.services")}</span>
        <div className="flex flex-wrap gap-1.5">
          {ALL_SERVICES.map((one) => (
            <Chip key={one} isOn={value.services.includes(one)} onToggle={() => set("services", without(value.services, one))}>{t(`common:service.${one}`)}</Chip>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Each accent shown as the drawing it makes. A radio group: arrows move. */
export function AccentField({ value, set }: Props) {
  const { t } = useTranslation("w-settings");
  return (
    <fieldset className="flex flex-wrap gap-2.5">
      <legend className="sr-only">{t("profile.field.accent")}</legend>
      {ACCENTS.map((accent) => (
        <label
          key={accent}
          className={cn(
            // The edge lies over the drawing and inside the swatch, so nothing around it or in it cuts it off.
            "relative w-[92px] overflow-hidden rounded-md bg-surface after:pointer-events-none after:absolute after:inset-0 after:rounded-md has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            value.accent === accent ? "after:shadow-[inset_0_0_0_2px_var(--blue-fill)]" : "after:shadow-quiet",
          )}
        >
          <input
            type="radio"
            name="accent"
            value={accent}
            checked={value.accent === accent}
            onChange={() => set("accent", accent satisfies PracticeProfile["accent"])}
            className="absolute inset-0 m-0 cursor-pointer opacity-0"
          />
          <span className="block h-11"><ClinicDrawing seed={value.name} accent={accent} /></span>
          <span className={cn("type-small block px-2 py-1", value.accent === accent ? "font-semibold" : "text-ink-2")}>{t(`profile.accent.${accent}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function NotesFields(props: Props) {
  const { t } = useTranslation("w-settings");
  const text = useText(props);
  return (
    <div className="grid gap-3.5">
      <TextArea {...text("booking_note")} hint={t("profile.bookingHint")} rows={2} />
      <TextArea {...text("closed_note")} hint={t("profile.closedHint")} rows={2} />
      <TextArea {...text("cancel_note")} hint={t("profile.cancelHint")} rows={2} />
    </div>
  );
}
