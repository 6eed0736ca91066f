import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { BookableType, Pet, PracticePage } from "@/api/types";

import { passportQuery } from "../api";
import { usePets } from "../parts/use-pets";
import { typesFor, usualType } from "../rules";

export interface ChosenPet {
  pets: Pet[];
  pet: Pet | null;
  choose: (petId: string) => void;
  /** What the pet would come for: due vaccinations first, else what people come for most. */
  type: BookableType | undefined;
}

/** The pet the clinic's page is shown for: one this clinic treats. */
export function useChosenPet(practice: PracticePage): ChosenPet {
  const { active } = usePets();
  const [petId, setPetId] = useState<string | null>(null);
  const treated = active.filter((pet) => practice.species.length === 0 || practice.species.includes(pet.species));
  const pet = treated.find((one) => one.id === petId) ?? treated[0] ?? null;
  const { data: passport } = useQuery({ ...passportQuery(pet?.id ?? ""), enabled: pet !== null });
  const isDue = passport?.vaccinations.some(({ due }) => due === "due_soon" || due === "overdue") ?? false;
  const type = usualType(typesFor(practice.appointment_types, pet?.species ?? null), isDue);
  return { pets: treated, pet, choose: setPetId, type };
}
