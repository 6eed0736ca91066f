import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";

import { authFetch } from "@/api/client";
import { SpeciesIcon } from "@/ui/species-icon";

export interface PetPictureProps {
  pet: { species: string; photo_url: string | null };
  size: number;
  className?: string | undefined;
}

const KEPT_MS = 30 * 60_000;

/** The animal's photo, or the drawing of its species. A photo needs the person's token, so it is fetched, not linked. */
export function PetPicture({ pet, size, className }: PetPictureProps) {
  const address = pet.photo_url;
  const { data: photo } = useQuery({
    queryKey: ["pet-photo", address],
    queryFn: async () => (await authFetch(new Request(new URL(address ?? "", window.location.origin)))).blob(),
    enabled: address !== null,
    // A photo's address changes with the photo: what was fetched once stays true.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    retry: false,
  });
  return <SpeciesIcon species={pet.species} size={size} photo={useAddress(photo)} className={className} />;
}

interface Shown {
  address: string;
  users: number;
}

const shown = new Map<Blob, Shown>();

/** Until an address is given back the browser keeps the whole picture: it lives as long as somebody shows it. */
function hold(blob: Blob): () => void {
  const held = shown.get(blob) ?? { address: URL.createObjectURL(blob), users: 0 };
  held.users += 1;
  shown.set(blob, held);
  return () => {
    held.users -= 1;
    if (held.users > 0) return;
    shown.delete(blob);
    URL.revokeObjectURL(held.address);
  };
}

function useAddress(blob: Blob | undefined): string | null {
  const subscribe = useCallback(() => (blob ? hold(blob) : () => undefined), [blob]);
  return useSyncExternalStore(subscribe, () => (blob ? (shown.get(blob)?.address ?? null) : null));
}
