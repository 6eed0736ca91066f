import { useMutation } from "@tanstack/react-query";
import { Camera } from "lucide-react";
import { useTranslation } from "react-i18next";

import { meChanged } from "@/api/session";
import { useMe } from "@/features/identity/session";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Avatar } from "@/ui/avatar";

import { putPicture } from "./api";

/** The person's picture, which is also the button to choose another. */
export function Picture() {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const problemText = useProblemText("w-owner");
  const put = useMutation({
    mutationFn: putPicture,
    onSuccess: ({ picture_url, version }) => {
      meChanged({ ...me, picture_url, version });
      toast.done(t("me.pictureDone"));
    },
    onError: (error) => toast.failed(problemText(error)),
  });
  return (
    <label className="relative flex-none rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus">
      <Avatar name={`${me.first_name} ${me.last_name}`} src={me.picture_url} size={72} isDecorative />
      <span className="absolute -right-1 -bottom-1 grid size-8 place-items-center rounded-full bg-surface text-ink-2 shadow-1"><Camera size={16} aria-hidden="true" /></span>
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-label={t("me.picture")}
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
