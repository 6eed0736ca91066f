import { z } from "@/lib/schema";

import type { ClinicApplication, PracticeFacts, Species } from "@/api/types";

const short = z.string().trim().max(160, "me.error.long");

/** A draft may be as empty as it likes but for the name; what is filled in must be right. Messages are keys of texts. */
export const factsSchema = z.object({
  name: z.string().trim().min(1, "clinicApplication.error.name").max(120, "me.error.long"),
  kvk_number: z.string().trim().regex(/^(\d{8})?$/, "clinicApplication.error.kvk"),
  street: short,
  house_number: z.string().trim().max(20, "me.error.long"),
  postcode: z.string().trim().max(16, "me.error.long"),
  city: short,
  phone: z.string().trim().regex(/^$|^\+?[\d\s()-]{8,20}$/, "me.error.phone"),
  email: z.string().trim().regex(/^([^@\s]+@[^@\s]+\.[^@\s]+)?$/, "clinicApplication.error.email"),
  website: z.string().trim().regex(/^(https?:\/\/\S+)?$/, "clinicApplication.error.website"),
  description: z.string().trim().max(4000, "me.error.long"),
  species: z.array(z.string()),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
});

export type FactsValues = z.infer<typeof factsSchema>;
export const FACT_FIELDS = Object.keys(factsSchema.shape) as (keyof FactsValues)[];

export function factsOf(application: ClinicApplication | null): FactsValues {
  const facts = application?.practice;
  return {
    name: facts?.name ?? "",
    kvk_number: facts?.kvk_number ?? "",
    street: facts?.street ?? "",
    house_number: facts?.house_number ?? "",
    postcode: facts?.postcode ?? "",
    city: facts?.city ?? "",
    phone: facts?.phone ?? "",
    email: facts?.email ?? "",
    website: facts?.website ?? "",
    description: facts?.description ?? "",
    species: facts?.species ?? ["dog", "cat"],
    lat: facts?.lat ?? null,
    lon: facts?.lon ?? null,
  };
}

/** What is sent: the form, over what the application holds beside it. */
export function practiceOf(values: FactsValues, before: ClinicApplication | null): PracticeFacts {
  return { ...(before?.practice ?? { country: "NL", zone: "Europe/Amsterdam", languages: ["nl"], services: [] }), ...values, species: values.species as Species[] };
}
