import { useTranslation } from "react-i18next";

import type { ResourceView } from "@/api/types";
import { ALL_SPECIES } from "@/features/patients/species";
import { stretchOf } from "@/features/settings/rules";
import { Checkbox, SegmentedControl, Switch } from "@/ui/choices";
import { Select } from "@/ui/select";
import { SpeciesIcon } from "@/ui/species-icon";
import { Chip } from "@/ui/tag";
import { TextField } from "@/ui/text-field";
import { TYPE_CATEGORIES } from "@/ui/type-tag";

import type { TypeValues } from "./type-values";
import type { Editing } from "./use-editing";

type Props = Pick<Editing<TypeValues>, "value" | "set" | "errors">;
type TextName = { [K in keyof TypeValues]: TypeValues[K] extends string ? K : never }[keyof TypeValues];

const GRIDS = [5, 10, 15, 20, 30, 60];
const LEADS = [0, 30, 60, 120, 240, 1440, 2880, 10_080];
const NOTICES = [0, 60, 120, 240, 720, 1440, 2880, 10_080];

function useText({ value, set, errors }: Props) {
  const { t } = useTranslation("w-settings");
  return (name: TextName) => ({
    label: t(`type.field.${name}`),
    name,
    value: value[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value as never),
  });
}

const grid = "grid grid-cols-2 gap-x-4 gap-y-3.5 tablet:grid-cols-4";

export function NameFields({ isNew, ...props }: Props & { isNew: boolean }) {
  const { t } = useTranslation("w-settings");
  const text = useText(props);
  const categories = TYPE_CATEGORIES.map((category) => ({ value: category, label: t(`common:category.${category}`) }));
  return (
    <div className={grid}>
      <TextField {...text("name_nl")} className="col-span-2" maxLength={120} />
      <TextField {...text("name_en")} className="col-span-2" maxLength={120} />
      <Select {...text("category")} className="col-span-2" options={categories} />
      <TextField {...text("key")} className="col-span-2" isMono disabled={!isNew} hint={t("type.keyHint")} maxLength={60} />
    </div>
  );
}

export function TimeFields(props: Props) {
  const { t } = useTranslation("w-settings");
  const text = useText(props);
  const unit = { isMono: true, inputMode: "numeric", end: t("unit.min") } as const;
  return (
    <div className={grid}>
      <TextField {...text("minutes")} {...unit} />
      <TextField {...text("before_minutes")} {...unit} />
      <TextField {...text("after_minutes")} {...unit} />
      <Select {...text("grid_minutes")} options={GRIDS.map((minutes) => ({ value: String(minutes), label: t("type.every", { minutes }) }))} />
    </div>
  );
}

export function PriceFields(props: Props) {
  const text = useText(props);
  const euro = { isMono: true, inputMode: "decimal", icon: <span className="text-ink-3">€</span> } as const;
  return (
    <div className={grid}>
      <TextField {...text("price_min")} {...euro} />
      <TextField {...text("price_max")} {...euro} />
    </div>
  );
}

/** Takes one out of a list, or puts it in when it is not there. */
function flip(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

export function PeopleFields({ value, set, errors, resources }: Props & { resources: readonly ResourceView[] }) {
  const { t } = useTranslation("w-settings");
  const people = resources.filter((one) => (one.kind === "vet" || one.kind === "paravet") && (one.active || value.resource_ids.includes(one.id)));
  return (
    <div className="flex flex-col gap-4">
      <div role="group" aria-label={t("type.people")} className="flex flex-wrap gap-x-5 gap-y-2">
        {people.length === 0 && <p className="text-ink-3">{t("type.nobody")}</p>}
        {people.map((one) => (
          <Checkbox key={one.id} isRound label={one.name} hint={t(`resource.kind.${one.kind}`)} checked={value.resource_ids.includes(one.id)} onChange={() => set("resource_ids", flip(value.resource_ids, one.id))} />
        ))}
      </div>
      {errors.resource_ids && <p role="alert" className="type-small text-red-ink">{errors.resource_ids}</p>}
      <div role="group" aria-label={t("type.needs")} className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <span className="type-label text-ink-2" aria-hidden="true">{t("type.needs")}</span>
        {["room", "paravet", "device"].map((kind) => (
          <Checkbox key={kind} label={t(`type.need.${kind}`)} checked={value.needs.includes(kind)} onChange={() => set("needs", flip(value.needs, kind))} />
        ))}
      </div>
      {errors.needs && <p role="alert" className="type-small text-red-ink">{errors.needs}</p>}
    </div>
  );
}

export function OnlineFields(props: Props) {
  const { t } = useTranslation("w-settings");
  const { value, set } = props;
  const text = useText(props);
  const stretch = (minutes: number): string => {
    const { unit, count } = stretchOf(minutes);
    return minutes === 0 ? t("type.none0") : t(`unit.count.${unit}`, { count });
  };
  const options = (steps: readonly number[], current: string) =>
    [...new Set([...steps, Number(current)])].sort((left, right) => left - right).map((minutes) => ({ value: String(minutes), label: stretch(minutes) }));
  const modes = ["instant", "approve", "request"].map((mode) => ({ value: mode, label: t(`type.mode.${mode}`) }));
  return (
    <div className="flex flex-col gap-4">
      <Switch label={t("type.online")} hint={t("type.onlineHint")} checked={value.online} onChange={(event) => set("online", event.target.checked)} />
      {value.online && (
        <>
          <div className="flex flex-col items-start gap-1.5">
            <SegmentedControl label={t("type.modeLabel")} options={modes} value={value.mode} onChange={(mode) => set("mode", mode)} className="max-tablet:flex-wrap" />
            <p className="type-small text-ink-3">{t(`type.modeHint.${value.mode}`)}</p>
          </div>
          <div className={grid}>
            <Select {...text("lead_minutes")} options={options(LEADS, value.lead_minutes)} />
            <TextField {...text("horizon_days")} isMono inputMode="numeric" end={t("unit.days")} />
            <Select {...text("notice_minutes")} options={options(NOTICES, value.notice_minutes)} />
            <TextField {...text("daily_limit")} isMono inputMode="numeric" placeholder={t("type.noLimit")} />
          </div>
          <div role="group" aria-label={t("type.field.species")} className="flex flex-col gap-2">
            <span className="type-label text-ink-2" aria-hidden="true">{t("type.field.species")} <span className="font-normal text-ink-3">{t("type.allSpecies")}</span></span>
            <div className="flex flex-wrap gap-1.5">
              {ALL_SPECIES.map((one) => (
                <Chip key={one} isOn={value.species.includes(one)} icon={<SpeciesIcon species={one} size={16} isBare />} onToggle={() => set("species", flip(value.species, one))}>{t(`common:species.${one}`)}</Chip>
              ))}
            </div>
          </div>
        </>
      )}
    </div>
  );
}
