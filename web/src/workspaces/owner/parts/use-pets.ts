import { useQuery } from "@tanstack/react-query";

import type { Pet } from "@/api/types";
import { useSession } from "@/features/identity/session";

import { petsQuery } from "../api";

export interface MyPets {
  /** Those that are alive and not put away. */
  active: Pet[];
  isLoading: boolean;
  error: unknown;
  refetch: () => void;
}

const NONE: Pet[] = [];

/** The signed-in person's pets; a stranger has none, without asking the server. */
export function usePets(): MyPets {
  const { status } = useSession();
  const pets = useQuery({ ...petsQuery, enabled: status === "signed_in" });
  const active = pets.data?.items.filter((pet) => pet.state === "active") ?? NONE;
  return { active, isLoading: pets.isLoading, error: pets.error, refetch: () => void pets.refetch() };
}
