import { z } from "@/lib/schema";

import type { Pet, PetAdd } from "@/api/types";
import type { AnimalFacts } from "@/features/patients/plausible";
import { gramsOf, isNoWeight, isTooHeavy, isZero } from "@/features/patients/rules";

import { bornBefore, isChip } from "../rules";

export type AgeKind = "date" | "estimate" | "unknown";

/** Messages are keys of the texts, so that they change with the language. */
export function petSchema(today: string) {
  return z
    .object({
      name: z.string().trim().min(1, "pet.error.name").max(80, "pet.error.long"),
      species: z.string().min(1, "pet.error.species"),
      breed: z.string().trim().max(80, "pet.error.long"),
      colour: z.string().trim().max(80, "pet.error.long"),
      sex: z.enum(["female", "male", "unknown"]),
      neutered: z.enum(["yes", "no", "unknown"]),
      ageKind: z.enum(["date", "estimate", "unknown"]),
      bornOn: z.string(),
      ageCount: z.string(),
      ageUnit: z.enum(["years", "months"]),
      weight: z.string().refine((text) => !isTooHeavy(text), "pet.error.heavy").refine((text) => !isNoWeight(text), "pet.error.weight"),
      chip: z.string().refine((text) => text.trim() === "" || isChip(text), "pet.error.chip"),
    })
    .superRefine((values, context) => {
      const refuse = (path: string, message: string): void => context.addIssue({ code: "custom", path: [path], message });
      if (values.ageKind === "date") {
        if (!/^\d{4}-\d{2}-\d{2}$/.test(values.bornOn)) refuse("bornOn", "pet.error.date");
        else if (values.bornOn > today) refuse("bornOn", "pet.error.future");
      }
      const count = Number(values.ageCount);
      if (values.ageKind === "estimate" && !(Number.isInteger(count) && count >= 0 && count <= 120 && values.ageCount.trim() !== "")) refuse("ageCount", "pet.error.age");
    });
}

export type PetValues = z.infer<ReturnType<typeof petSchema>>;

export const EMPTY_PET: PetValues = {
  name: "", species: "", breed: "", colour: "", sex: "unknown", neutered: "unknown", ageKind: "date", bornOn: "", ageCount: "", ageUnit: "years", weight: "", chip: "",
};

export function valuesOf(pet: Pet, locale: "nl" | "en"): PetValues {
  const kilograms = pet.weight_grams === null ? "" : String(pet.weight_grams / 1000);
  return {
    name: pet.name,
    species: pet.species,
    breed: pet.breed,
    colour: pet.colour,
    sex: pet.sex,
    neutered: pet.neutered === null ? "unknown" : pet.neutered ? "yes" : "no",
    ageKind: pet.born_on === null ? "unknown" : "date",
    bornOn: pet.born_on ?? "",
    ageCount: "",
    ageUnit: "years",
    weight: locale === "nl" ? kilograms.replace(".", ",") : kilograms,
    chip: pet.chip ?? "",
  };
}

/** What may be asked about before it is saved. */
export function factsOf(values: PetValues, today: string): AnimalFacts {
  const count = Number(values.ageCount);
  const bornOn = { date: values.bornOn || null, estimate: Number.isInteger(count) && count >= 0 && count <= 120 ? bornBefore(count, values.ageUnit, today) : null, unknown: null }[values.ageKind];
  return { species: values.species, bornOn, grams: isZero(values.weight) ? 0 : gramsOf(values.weight) };
}

/** What the server is sent. A birthday that was an estimate stays one until another date is given. */
export function petOf(values: PetValues, today: string, before?: Pet): PetAdd {
  const count = Number(values.ageCount);
  const bornOn = values.ageKind === "date" ? values.bornOn : values.ageKind === "estimate" ? bornBefore(count, values.ageUnit, today) : null;
  const isSameDay = before?.born_on === bornOn && before?.born_is_estimate === true;
  return {
    name: values.name,
    species: values.species as PetAdd["species"],
    breed: values.breed,
    colour: values.colour,
    sex: values.sex,
    neutered: values.neutered === "unknown" ? null : values.neutered === "yes",
    born_on: bornOn,
    born_is_estimate: values.ageKind === "estimate" || isSameDay,
    weight_grams: values.weight.trim() === "" ? null : gramsOf(values.weight),
    chip: values.chip.trim() === "" ? null : values.chip.replace(/[\s.-]/g, ""),
  };
}
