import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

import { slotsQuery, vetsQuery } from "./api";
import type { Place } from "./book-dialog";
import { useNow } from "./practice";
import { bestOffers } from "./rules";
import { SlotPicker } from "./slot-picker";

export interface OffersProps {
  slug: string;
  type: string;
  zone: string;
  ownVetId: string | null;
  chosen: Place | null;
  onChoose: (place: Place) => void;
}

const DAYS = 14;

/** The three times to say first; any other is one press away. */
export function Offers({ slug, type, zone, ownVetId, chosen, onChoose }: OffersProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const f = useFormats();
  const now = useNow();
  const [isPicking, setPicking] = useState(false);
  const { data, isError, refetch } = useQuery(slotsQuery(slug, { type, from: dayIn(now, zone), days: DAYS }));
  const vets = useQuery(vetsQuery(slug)).data?.items ?? [];
  if (isError && !data) return <ErrorState title={t("slots.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />;
  if (!data) return <Loading label={t("common:state.loading")} className="flex flex-col gap-1.5">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-12" />)}</Loading>;
  // The practice may note down what was earlier today, but nobody is offered it.
  const offers = bestOffers(data.items.filter((slot) => Date.parse(slot.starts_at) >= now.getTime()), zone, ownVetId);
  if (isPicking || offers.length === 0) {
    return (
      <div className="flex flex-col gap-2">
        {offers.length === 0 && <p className="text-ink-2">{t("offers.none", { count: DAYS })}</p>}
        <SlotPicker slug={slug} type={type} zone={zone} day={dayIn(now, zone)} chosen={chosen?.slot.starts_at ?? null} onChoose={(slot) => onChoose({ slot, vetId: slot.vet_id })} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <div role="group" aria-label={t("offers.title")} className="flex flex-col gap-0.5">
        <p aria-hidden="true" className="type-label pb-1 text-ink-2">{t("offers.title")}</p>
        {offers.map(({ slot, why, vetId }) => (
          <button
            key={slot.starts_at}
            type="button"
            aria-pressed={chosen?.slot.starts_at === slot.starts_at}
            onClick={() => onChoose({ slot, vetId })}
            className={cn("grid grid-cols-[64px_1fr] items-center gap-3 rounded-md px-2.5 py-1.5 text-start hover:bg-hover", chosen?.slot.starts_at === slot.starts_at && "bg-selected hover:bg-selected")}
          >
            <span className="type-figure text-ink">{f.time(slot.starts_at, zone)}</span>
            <span className="flex flex-col">
              <b className="text-ink">{[f.day(slot.starts_at, zone, now), vets.find((vet) => vet.id === vetId)?.name].filter(Boolean).join(", ")}</b>
              <span className="type-small text-ink-2">{t(`offers.${why}`)}</span>
            </span>
          </button>
        ))}
      </div>
      <Button tone="bare" className="self-start" onClick={() => setPicking(true)}>{t("offers.other")}</Button>
    </div>
  );
}
