import { useState } from "react";
import { useTranslation } from "react-i18next";

import { SlotPicker } from "@/features/appointments/slot-picker";
import { cn } from "@/lib/cn";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Button } from "@/ui/button";
import { KeyCap } from "@/ui/key-cap";
import { ErrorState, Loading, Skeleton } from "@/ui/states";

import type { CallState } from "./use-call";

export interface StartsProps {
  slug: string;
  zone: string;
  now: Date;
  type: string;
  state: CallState;
}

/** The three times to say first, each with why; any other is one press away. */
export function Starts({ slug, zone, now, type, state }: StartsProps) {
  const { t } = useTranslation(["w-front-desk", "appointments", "common"]);
  const f = useFormats();
  const [isPicking, setPicking] = useState(false);
  const { offers, place, change } = state;
  if (offers.isError && !offers.data) return <ErrorState title={t("appointments:slots.failed")} action={<Button onClick={() => void offers.refetch()}>{t("common:action.retry")}</Button>} />;
  if (!offers.data) return <Loading label={t("common:state.loading")} className="-mx-2 flex flex-col gap-px">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-[47px]" />)}</Loading>;
  const items = offers.data.items;
  const own = items.find((one) => one.why === "own_vet");
  if (isPicking || items.length === 0) {
    return (
      <div className="flex flex-col gap-2">
        {items.length === 0 && <p className="text-ink-2">{t("call.noStarts")}</p>}
        <SlotPicker slug={slug} type={type} zone={zone} day={dayIn(now, zone)} chosen={place?.starts_at ?? null} onChoose={(slot) => change({ startsAt: slot.starts_at, vetId: slot.vet_id })} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="type-label font-sans tracking-normal text-ink-2">{own ? t("call.bestWith", { name: own.vet_name.split(" ")[0] }) : t("call.best")}</h3>
      <div role="group" aria-label={t("call.best")} className="-mx-2 flex flex-col gap-px">
        {items.map((offer) => {
          const isOn = offer.starts_at === place?.starts_at;
          return (
            <button key={offer.starts_at} type="button" aria-pressed={isOn} onClick={() => change({ startsAt: offer.starts_at, vetId: offer.vet_id })} className={cn("flex items-center gap-3.5 rounded-md px-2 py-[7px] text-start", isOn ? "bg-selected" : "hover:bg-hover")}>
              <span className="type-figure text-ink">{f.time(offer.starts_at, zone)}</span>
              <span className="flex min-w-0 flex-1 flex-col">
                <b className="truncate text-ink first-letter:uppercase">{f.day(offer.starts_at, zone, now)}, {offer.vet_name}</b>
                <span className="text-[12px] leading-[15px] text-ink-2">{t(`call.why.${offer.why}`)}</span>
              </span>
              {isOn && <KeyCap className="bg-surface">↵</KeyCap>}
            </button>
          );
        })}
      </div>
      <Button tone="bare" size="s" className="-ml-2 self-start" onClick={() => setPicking(true)}>{t("appointments:offers.other")}</Button>
    </div>
  );
}
