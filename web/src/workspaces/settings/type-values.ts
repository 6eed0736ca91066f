import { USUAL_NOTICE_MINUTES } from "@/api/limits";
import type { AppointmentTypeAdd, AppointmentTypeChange, AppointmentTypeView } from "@/api/types";
import { centsOf, eurosOf } from "@/features/settings/rules";
import { changesOf } from "@/lib/changed";

import type { Faults } from "./use-editing";

/** An appointment type as the form holds it: figures as text while they are typed. */
export interface TypeValues {
  name_nl: string;
  name_en: string;
  key: string;
  category: AppointmentTypeAdd["category"];
  minutes: string;
  before_minutes: string;
  after_minutes: string;
  grid_minutes: string;
  lead_minutes: string;
  horizon_days: string;
  notice_minutes: string;
  mode: string;
  species: string[];
  price_min: string;
  price_max: string;
  daily_limit: string;
  online: boolean;
  active: boolean;
  resource_ids: string[];
  needs: string[];
}

export const FRESH: AppointmentTypeView = {
  id: "", key: "", name_nl: "", name_en: "", category: "consult", minutes: 20, before_minutes: 0, after_minutes: 0, grid_minutes: 10,
  lead_minutes: 60, horizon_days: 90, notice_minutes: USUAL_NOTICE_MINUTES, mode: "instant", species: [], price_min_cents: null, price_max_cents: null,
  daily_limit: null, online: true, active: true, resource_ids: [], needs: ["room"], version: 0,
};

export function valuesOf(type: AppointmentTypeView, locale: "nl" | "en"): TypeValues {
  const { price_min_cents, price_max_cents } = type;
  return {
    name_nl: type.name_nl, name_en: type.name_en, key: type.key, category: type.category as TypeValues["category"],
    minutes: String(type.minutes), before_minutes: String(type.before_minutes), after_minutes: String(type.after_minutes),
    grid_minutes: String(type.grid_minutes), lead_minutes: String(type.lead_minutes), horizon_days: String(type.horizon_days),
    notice_minutes: String(type.notice_minutes), mode: type.mode, species: type.species, online: type.online, active: type.active,
    resource_ids: type.resource_ids, needs: type.needs, daily_limit: type.daily_limit === null ? "" : String(type.daily_limit),
    price_min: eurosOf(price_min_cents, locale), price_max: eurosOf(price_max_cents, locale),
  };
}

const NUMBERS = { minutes: [5, 720], before_minutes: [0, 240], after_minutes: [0, 240], horizon_days: [1, 730] } as const;

export function faultsOf(value: TypeValues, isNew: boolean, takenKeys: readonly string[], t: (key: string, values?: Record<string, unknown>) => string): Faults<TypeValues> {
  const faults: Faults<TypeValues> = {};
  if (value.name_nl.trim() === "") faults.name_nl = t("type.fault.name");
  if (value.name_en.trim() === "") faults.name_en = t("type.fault.name");
  for (const [name, [min, max]] of Object.entries(NUMBERS)) {
    const text = value[name as keyof typeof NUMBERS];
    if (!/^\d+$/.test(text) || Number(text) < min || Number(text) > max) faults[name as keyof typeof NUMBERS] = t("type.fault.number", { min, max });
  }
  if (isNew && value.key === "") faults.key = t("type.fault.key");
  if (isNew && takenKeys.includes(value.key)) faults.key = t("problems.key_taken");
  if (value.daily_limit !== "" && !/^[1-9]\d{0,2}$/.test(value.daily_limit)) faults.daily_limit = t("type.fault.limit");
  const [min, max] = [centsOf(value.price_min), centsOf(value.price_max)];
  if (min === "bad") faults.price_min = t("type.fault.price");
  if (max === "bad") faults.price_max = t("type.fault.price");
  else if (max !== null && min !== "bad" && (min === null || max < min)) faults.price_max = t("type.fault.prices");
  return faults;
}

/** A price that passed the check above. */
function price(text: string): number | null {
  const cents = centsOf(text);
  return cents === "bad" ? null : cents;
}

function bodyOf(value: TypeValues): Omit<AppointmentTypeAdd, "key"> {
  return {
    name_nl: value.name_nl.trim(), name_en: value.name_en.trim(), category: value.category, minutes: Number(value.minutes),
    before_minutes: Number(value.before_minutes), after_minutes: Number(value.after_minutes),
    grid_minutes: Number(value.grid_minutes) as AppointmentTypeAdd["grid_minutes"], lead_minutes: Number(value.lead_minutes),
    horizon_days: Number(value.horizon_days), notice_minutes: Number(value.notice_minutes), mode: value.mode as AppointmentTypeAdd["mode"],
    species: value.species as AppointmentTypeAdd["species"], online: value.online, resource_ids: value.resource_ids,
    needs: value.needs as AppointmentTypeAdd["needs"], daily_limit: value.daily_limit === "" ? null : Number(value.daily_limit),
    price_min_cents: price(value.price_min), price_max_cents: price(value.price_max),
  };
}

export function addOf(value: TypeValues): AppointmentTypeAdd {
  return { ...bodyOf(value), key: value.key };
}

export function changeOf(before: TypeValues, after: TypeValues): AppointmentTypeChange {
  // A new type is always in use; only an existing one can be put out of use.
  return changesOf({ ...bodyOf(before), active: before.active }, { ...bodyOf(after), active: after.active });
}
