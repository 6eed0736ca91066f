import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useSearchParams } from "react-router";

import type { BookableType, Passport, Pet, PracticePage } from "@/api/types";
import { useSession } from "@/features/identity/session";

import { passportQuery } from "../api";
import { usePets } from "../parts/use-pets";
import { typesFor, usualType } from "../rules";

export type Step = 1 | 2 | 3;

export interface BookingForm {
  step: Step;
  pets: Pet[];
  pet: Pet | null;
  passport: Passport | undefined;
  species: string | null;
  types: BookableType[];
  type: BookableType | undefined;
  at: string | null;
  vetId: string | null;
  /** What is preset depends on the pet, which may still be on its way. */
  isLoading: boolean;
  change: (values: Partial<Record<"pet" | "type" | "at" | "vet" | "species", string | null>>) => void;
  goTo: (step: Step, values?: { at?: string }) => void;
}

/** What has been chosen stands in the address, so that logging in, a reload or the way back lose nothing. */
export function useBooking(practice: PracticePage): BookingForm {
  const [params, setParams] = useSearchParams();
  const { status } = useSession();
  const { active, isLoading, error } = usePets();
  const asked = params.get("pet");
  // An address that another person at this computer left behind: what they chose is not for this one.
  const isOthers = status === "signed_in" && !isLoading && error === null && asked !== null && !active.some(({ id }) => id === asked);
  const pets = active.filter((one) => practice.species.length === 0 || practice.species.includes(one.species));
  const pet = pets.find(({ id }) => id === asked) ?? pets[0] ?? null;
  const passport = useQuery({ ...passportQuery(pet?.id ?? ""), enabled: pet !== null });
  const species = pet?.species ?? params.get("species");
  const types = typesFor(practice.appointment_types, species);
  const isDue = passport.data?.vaccinations.some(({ due }) => due === "due_soon" || due === "overdue") ?? false;
  const type = types.find(({ key }) => key === params.get("type")) ?? usualType(types, isDue);
  const at = params.get("at");
  const wanted = Number(params.get("step"));
  const mayGoOn = type !== undefined && (pet !== null || (status !== "signed_in" && species !== null));
  const step: Step = !mayGoOn || isOthers || wanted < 2 ? 1 : wanted >= 3 && at !== null && pet !== null ? 3 : 2;

  const write = useCallback(
    (values: Record<string, string | null | undefined>, replace: boolean) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === null || value === undefined || value === "") after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        // At once, not as a transition: the next tap must act on what this one chose, also on a slow phone.
        { replace, preventScrollReset: replace, flushSync: true },
      ),
    [setParams],
  );
  useEffect(() => {
    if (isOthers) write({ pet: null, type: null, at: null, vet: null, step: null }, true);
  }, [isOthers, write]);
  const change = useCallback((values: Record<string, string | null>) => write(values, true), [write]);
  const goTo = useCallback(
    (next: Step, values: { at?: string } = {}) => write({ ...values, step: String(next), pet: pet?.id, type: type?.key }, false),
    [write, pet?.id, type?.key],
  );
  return { step, pets, pet, passport: passport.data, species, types, type, at, vetId: params.get("vet"), isLoading: isLoading || passport.isLoading, change, goTo };
}
