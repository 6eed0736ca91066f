import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Camera, Star, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { PracticePhoto } from "@/api/types";
import { addPhoto, photosQuery, putPhotoFirst, removePhoto } from "@/features/settings/api";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button, IconButton } from "@/ui/button";
import { Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

const PHOTOS_MAX = 12;

/** The clinic's pictures as owners see them, the first one on its card. Each counts at once, apart from the form. */
export function PhotosField({ slug, name }: { slug: string; name: string }) {
  const { t } = useTranslation(["w-settings", "common"]);
  const photos = useQuery(photosQuery(slug));
  const change = usePhotoChange(slug);
  const items = photos.data ?? [];
  return (
    <div className="flex flex-col gap-3">
      {photos.isError && !photos.data && <p className="text-ink-2">{t("photos.failed")} <Button tone="link" onClick={() => void photos.refetch()}>{t("common:action.retry")}</Button></p>}
      {photos.isPending && <Skeleton className="h-24" />}
      {photos.data && items.length === 0 && <p className="type-small text-ink-3">{t("photos.none")}</p>}
      {items.length > 0 && (
        <ul aria-label={t("photos.title")} className="grid grid-cols-2 gap-3 tablet:grid-cols-3 wide:grid-cols-4">
          {items.map((photo, index) => (
            <li key={photo.id} className="flex flex-col gap-1">
              <img src={photo.url} alt={t("photos.alt", { name, number: index + 1 })} className="aspect-[4/3] w-full rounded-md bg-sunken object-cover" />
              <span className="flex min-h-8 items-center justify-between gap-1">
                {index === 0 ? <Tag tone="blue">{t("photos.first")}</Tag> : <Button size="s" tone="bare" icon={<Star size={13} aria-hidden="true" />} disabled={change.isPending} onClick={() => change.mutate(() => putPhotoFirst(slug, photo.id))}>{t("photos.toFirst")}</Button>}
                <IconButton label={t("photos.remove", { number: index + 1 })} disabled={change.isPending} onClick={() => change.mutate(() => removePhoto(slug, photo.id))}><Trash2 size={15} aria-hidden="true" /></IconButton>
              </span>
            </li>
          ))}
        </ul>
      )}
      {items.length < PHOTOS_MAX && <AddPhoto isBusy={change.isPending} onChoose={(file) => change.mutate(() => addPhoto(slug, file))} />}
    </div>
  );
}

function usePhotoChange(slug: string) {
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  return useMutation({
    mutationFn: (act: () => Promise<PracticePhoto[]>) => act(),
    onSuccess: (items) => {
      queries.setQueryData(photosQuery(slug).queryKey, items);
      void queries.invalidateQueries({ queryKey: ["practices"] });
    },
    onError: (error) => toast.failed(problemText(error)),
  });
}

function AddPhoto({ isBusy, onChoose }: { isBusy: boolean; onChoose: (file: File) => void }) {
  const { t } = useTranslation("w-settings");
  return (
    <label className="relative inline-flex min-h-9 items-center gap-2 self-start rounded-md px-3 weight-name shadow-quiet hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-disabled:text-ink-off">
      <Camera size={15} aria-hidden="true" />
      {t(isBusy ? "photos.busy" : "photos.add")}
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t("photos.add")}
        disabled={isBusy}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
          event.target.value = "";
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}
