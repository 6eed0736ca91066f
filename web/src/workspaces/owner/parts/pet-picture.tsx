import { useQuery } from "@tanstack/react-query";

import { authFetch } from "@/api/client";
import type { Pet } from "@/api/types";
import { SpeciesIcon } from "@/ui/species-icon";

/** The pet's photo, or the drawing of its species. A photo needs the person's token, so it is fetched, not linked. */
export function PetPicture({ pet, size }: { pet: Pick<Pet, "species" | "photo_url">; size: number }) {
  const address = pet.photo_url;
  const { data: shown } = useQuery({
    queryKey: ["pet-photo", address],
    queryFn: async () => URL.createObjectURL(await (await authFetch(new Request(new URL(address ?? "", window.location.origin)))).blob()),
    enabled: address !== null,
    // A photo's address changes with the photo, and an owner has a handful: each is made once and kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return <SpeciesIcon species={pet.species} size={size} photo={shown} />;
}
