import type { Me, Pet, PracticeCard, PracticePage, Slot } from "@/api/types";

/** A clinic, an owner and a pet for the tests of these screens; everything invented. */
export const anna: Me = {
  id: "0192f000-0000-7000-8000-0000000000a1",
  email: "anna@vetsync.example",
  first_name: "Anna",
  last_name: "Vlinderberg",
  phone: null,
  locale: "nl",
  theme: "system",
  kinds: ["pet_owner"],
  picture_url: null,
  version: 1,
  memberships: [],
};

export const bella: Pet = {
  id: "0192f000-0000-7000-8000-0000000000b1",
  name: "Bella",
  species: "dog",
  breed: "Stabij",
  sex: "female",
  neutered: true,
  born_on: "2019-09-14",
  born_is_estimate: false,
  weight_grams: 23_400,
  colour: "",
  chip: null,
  photo_url: null,
  state: "active",
  deceased_on: null,
  version: 1,
};

export const VET = "0192f000-0000-7000-8000-0000000000c1";

export const card: PracticeCard = {
  slug: "zwaluwhof",
  name: "De Zwaluwhof",
  city: "Utrecht",
  street: "Zwaluwlaan 4",
  zone: "Europe/Amsterdam",
  lat: 52.09,
  lon: 5.12,
  distance_m: 800,
  is_open_now: true,
  open_until: "17:30",
  opens_at: null,
  species: ["dog", "cat"],
  services: [],
  price_from_cents: 4800,
  price_to_cents: 6000,
  notice_minutes: 1440,
  next_slot_at: "2030-01-08T14:40:00Z",
  next_slots: ["2030-01-08T14:40:00Z", "2030-01-08T15:10:00Z"],
  next_slot_type: "consult",
  next_slot_name_nl: "Ziek of gewond",
  next_slot_name_en: "Ill or injured",
  is_favourite: false,
  photo_url: null,
  franchise_name: null,
  accent: "blue",
};

export const page: PracticePage = {
  ...card,
  postcode: "3500 ZZ",
  country: "NL",
  description: "",
  phone: "+31300001200",
  email: "",
  website: "",
  languages: ["nl"],
  booking_note: "",
  closed_note: "",
  cancel_note: "",
  opening_hours: [],
  exceptions: [],
  appointment_types: [
    { key: "consult", name_nl: "Ziek of gewond", name_en: "Ill or injured", category: "consult", minutes: 20, price_min_cents: 4800, price_max_cents: 6000, species: [], mode: "instant" },
    { key: "vaccination", name_nl: "Enting", name_en: "Vaccination", category: "vaccine", minutes: 15, price_min_cents: 5800, price_max_cents: 7400, species: ["dog", "cat"], mode: "approve" },
  ],
  vets: [{ id: VET, name: "Lotte Zandstra", specialisation: "Konijnen", picture_url: null }],
  photos: [],
};

export function slotAt(starts_at: string): Slot {
  return { starts_at, ends_at: starts_at, vet_id: VET, vet_ids: [VET] };
}
