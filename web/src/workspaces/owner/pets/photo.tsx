import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Camera } from "lucide-react";
import { useTranslation } from "react-i18next";

import { upload } from "@/api/client";
import type { Pet } from "@/api/types";
import { PetPicture } from "@/features/patients/pet-picture";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { petQuery } from "../api";

/** The pet's picture, which is also the button to choose another. */
export function PetPhoto({ pet }: { pet: Pet }) {
  const { t } = useTranslation("w-owner");
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const put = useMutation({
    mutationFn: (file: File) => upload<Pet>("PUT", `/api/me/pets/${pet.id}/photo`, { file }),
    onSuccess: (changed) => {
      queries.setQueryData(petQuery(pet.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["pets"] });
      toast.done(t("pet.photoDone", { name: pet.name }));
    },
    onError: (error) => toast.failed(problemText(error)),
  });
  if (pet.state !== "active") return <PetPicture pet={pet} size={72} />;
  return (
    <label className="relative flex-none rounded-[30%] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <PetPicture pet={pet} size={72} />
      <span className="absolute -right-1.5 -bottom-1.5 grid size-8 place-items-center rounded-full bg-surface text-ink-2 shadow-1"><Camera size={16} aria-hidden="true" /></span>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t("pet.photo", { name: pet.name })}
        disabled={put.isPending}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) put.mutate(file);
          event.target.value = "";
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
