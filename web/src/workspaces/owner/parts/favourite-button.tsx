import { useMutation, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import type { PracticeCard, PracticePage } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { cn } from "@/lib/cn";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { setFavourite } from "../api";

import { AskLogIn } from "./ask-log-in";

type Feed = InfiniteData<{ items: PracticeCard[] }>;

/** Marks at once on every screen that shows the clinic, and takes it back when the server refuses. */
function useFavourite(practice: { slug: string; name: string }) {
  const queries = useQueryClient();
  const { t } = useTranslation("w-owner");
  const problemText = useProblemText("w-owner");
  const mark = (isOn: boolean): void => {
    queries.setQueriesData<Feed>({ queryKey: ["practices", "feed"] }, (feed) =>
      feed && {
        ...feed,
        pages: feed.pages.map((page) => ({
          ...page,
          items: page.items.map((card) => (card.slug === practice.slug ? { ...card, is_favourite: isOn } : card)),
        })),
      },
    );
    queries.setQueryData<PracticePage>(["practices", "page", practice.slug], (page) => page && { ...page, is_favourite: isOn });
  };
  return useMutation({
    mutationFn: (isOn: boolean) => setFavourite(practice.slug, isOn),
    onMutate: mark,
    onError: (error, isOn) => {
      mark(!isOn);
      toast.failed(t("favourite.failed", { name: practice.name, problem: problemText(error) }));
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["practices", "favourites"] }),
  });
}

export interface FavouriteButtonProps {
  practice: { slug: string; name: string; is_favourite: boolean };
  /** On a drawing the heart lies on a round ground. */
  isOnDrawing?: boolean;
  className?: string;
}

export function FavouriteButton({ practice, isOnDrawing, className }: FavouriteButtonProps) {
  const { t } = useTranslation("w-owner");
  const { me } = useSession();
  const { pathname, search } = useLocation();
  const [isAsking, setAsking] = useState(false);
  const favourite = useFavourite(practice);
  const label = t("favourite.label", { name: practice.name });
  return (
    <>
      <button
        data-act
        type="button"
        aria-label={label}
        title={label}
        aria-pressed={practice.is_favourite}
        onClick={() => (me ? favourite.mutate(!practice.is_favourite) : setAsking(true))}
        className={cn("grid size-11 flex-none place-items-center rounded-full text-ink-2 transition-colors duration-quick", isOnDrawing ? "bg-surface shadow-1 hover:bg-raised" : "hover:bg-hover", className)}
      >
        <Heart size={isOnDrawing ? 20 : 18} aria-hidden="true" className={cn(practice.is_favourite && "fill-red text-red")} />
      </button>
      <AskLogIn
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t("favourite.askTitle")}
        text={t("favourite.askText", { name: practice.name })}
        next={pathname + search}
      />
    </>
  );
}
