import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { authFetch } from "@/api/client";
import type { Pet } from "@/api/types";
import { SpeciesIcon } from "@/ui/species-icon";

/** The pet's photo, or the drawing of its species. A photo needs the person's token, so it is fetched, not linked. */
export function PetPicture({ pet, size }: { pet: Pick<Pet, "species" | "photo_url">; size: number }) {
  const address = pet.photo_url;
  const { data: blob } = useQuery({
    queryKey: ["pet-photo", address],
    queryFn: async () => (await authFetch(new Request(new URL(address ?? "", window.location.origin)))).blob(),
    enabled: address !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const shown = useMemo(() => (blob ? URL.createObjectURL(blob) : null), [blob]);
  useEffect(() => () => { if (shown) URL.revokeObjectURL(shown); }, [shown]);
  return <SpeciesIcon species={pet.species} size={size} photo={shown} />;
}
