import { useQuery } from "@tanstack/react-query";

import { authFetch } from "@/api/client";
import { SpeciesIcon } from "@/ui/species-icon";

export interface PetPictureProps {
  pet: { species: string; photo_url: string | null };
  size: number;
  className?: string | undefined;
}

/** The animal's photo, or the drawing of its species. A photo needs the person's token, so it is fetched, not linked. */
export function PetPicture({ pet, size, className }: PetPictureProps) {
  const address = pet.photo_url;
  const { data: shown } = useQuery({
    queryKey: ["pet-photo", address],
    queryFn: async () => URL.createObjectURL(await (await authFetch(new Request(new URL(address ?? "", window.location.origin)))).blob()),
    enabled: address !== null,
    // A photo's address changes with the photo, and a person sees a handful: each is made once and kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return <SpeciesIcon species={pet.species} size={size} photo={shown} className={className} />;
}
