import { z } from "@/lib/schema";

import type { PatientRegistration, PatientView, Species } from "@/api/types";
import type { AnimalFacts } from "@/features/patients/plausible";
import { gramsOf, isChip, isNoWeight, isTooHeavy, isZero } from "@/features/patients/rules";

/** Messages are keys of this workspace's texts. */
export const animalSchema = z.object({
  name: z.string().trim().min(1, "error.name").max(80, "error.long"),
  species: z.string().min(1, "error.species"),
  breed: z.string().max(80, "error.long"),
  sex: z.enum(["female", "male", "unknown"]),
  neutered: z.enum(["yes", "no", "unknown"]),
  born_on: z.string(),
  born_is_estimate: z.boolean(),
  weight: z.string().refine((text) => !isTooHeavy(text), "error.heavy").refine((text) => !isNoWeight(text), "error.weight"),
  chip: z.string().refine((text) => text.trim() === "" || isChip(text), "error.chip"),
  colour: z.string().max(80, "error.long"),
  insurance: z.string().max(200, "error.long"),
  alert: z.string().max(200, "error.long"),
});
export type AnimalValues = z.infer<typeof animalSchema>;

/** A Dutch one, or the digits of the countries around: a client's address names no country. */
const POSTCODE = /^([1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}|((B|BE|D|DE|L|LU|F|FR)[- ]?)?\d{4,5})$/i;

export const clientSchema = z.object({
  first_name: z.string().max(80, "error.long"),
  prefix: z.string().max(20, "error.long"),
  last_name: z.string().trim().min(1, "error.lastName").max(80, "error.long"),
  phone: z.string().trim().min(6, "error.phone").max(30, "error.long"),
  email: z.union([z.literal(""), z.email("error.email")]),
  address: z.string().max(160, "error.long"),
  postcode: z.string().refine((text) => text.trim() === "" || POSTCODE.test(text.trim()), "error.postcode"),
  city: z.string().max(80, "error.long"),
});
export type ClientValues = z.infer<typeof clientSchema>;

export const NO_ANIMAL: AnimalValues = { name: "", species: "", breed: "", sex: "unknown", neutered: "unknown", born_on: "", born_is_estimate: false, weight: "", chip: "", colour: "", insurance: "", alert: "" };
export const NO_CLIENT: ClientValues = { first_name: "", prefix: "", last_name: "", phone: "", email: "", address: "", postcode: "", city: "" };

/** The forms' own name for a field that the server refuses, wherever in the body it stands ("patient.weight_grams"). */
export function fieldOf(refused: string | undefined): string | undefined {
  const name = refused?.split(".").at(-1);
  return name === "weight_grams" ? "weight" : name;
}

/** What was typed as the beginning of a new client: a number is a telephone number, anything else a name. */
export function isPhone(words: string): boolean {
  return /^[\d\s+()-]{4,}$/.test(words.trim());
}

/** A message of a form is a key of the texts; what the server refused is said in full already. */
export function messageText(message: string | undefined, t: (key: string) => string): string | undefined {
  return message?.startsWith("error.") ? t(message) : message;
}

/** What may be asked about before an animal is saved. */
export function factsOf({ species, born_on, weight }: AnimalValues): AnimalFacts {
  return { species, bornOn: born_on || null, grams: isZero(weight) ? 0 : gramsOf(weight) };
}

/** The animal as the server takes it; a chip goes without its spaces. */
export function animalBody(values: AnimalValues): PatientRegistration["patient"] {
  return {
    name: values.name.trim(),
    species: values.species as Species,
    breed: values.breed.trim(),
    sex: values.sex,
    neutered: values.neutered === "unknown" ? null : values.neutered === "yes",
    born_on: values.born_on || null,
    born_is_estimate: values.born_is_estimate,
    chip: values.chip.replace(/[\s.-]/g, "") || null,
    colour: values.colour.trim(),
    insurance: values.insurance.trim(),
    alert: values.alert.trim(),
    ...(gramsOf(values.weight) === null ? {} : { weight_grams: gramsOf(values.weight) ?? undefined }),
  };
}

export function animalValues(patient: PatientView): AnimalValues {
  const { name, species, breed, sex, born_is_estimate, colour, insurance, alert } = patient;
  return {
    name, species, breed, sex, born_is_estimate, colour, insurance, alert,
    neutered: patient.neutered === null ? "unknown" : patient.neutered ? "yes" : "no",
    born_on: patient.born_on ?? "",
    chip: patient.chip ?? "",
    weight: "",
  };
}
