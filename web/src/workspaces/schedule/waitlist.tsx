import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { WaitlistEntry } from "@/api/types";
import { Alternatives } from "@/features/appointments/alternatives";
import { freedOf, useWaitlistActs } from "@/features/appointments/use-waitlist";
import { waitlistQuery } from "@/features/appointments/waitlist-api";
import { WaitlistDialog } from "@/features/appointments/waitlist-dialog";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";

import { EntryLine, FreedCard } from "./waitlist-lines";

export interface WaitlistPanelProps {
  slug: string;
  zone: string;
  now: Date;
}

const SHOWN = 5;
const NARROW = "(max-width: 759.98px)";

/** Who waits for a time: what became free for them on top, then the list, which is a count while nobody waits. */
export function WaitlistPanel({ slug, zone, now }: WaitlistPanelProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const { data, isError, refetch } = useQuery(waitlistQuery(slug));
  const acts = useWaitlistActs(slug, zone);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [changing, setChanging] = useState<WaitlistEntry | null>(null);
  const [isWhole, setWhole] = useState(false);
  const freed = freedOf(data);
  const items = data?.items ?? [];
  const waiting = items.filter((entry) => entry.state !== "expired").length;
  const isOpen = chosen ?? (items.length > 0 && !window.matchMedia(NARROW).matches);
  const shown = isWhole ? items : items.slice(0, SHOWN);
  return (
    <section aria-label={t("waitlist.title")} className="flex flex-col gap-1.5">
      <h2 className="type-h3">
        <button type="button" aria-expanded={isOpen} onClick={() => setChosen(!isOpen)} className="flex w-full items-center gap-1.5 rounded-md px-2 py-0.5 text-start hover:bg-hover">
          {t("waitlist.title")} {data && <span className="font-normal text-ink-3">{waiting}</span>}
          <ChevronDown size={15} aria-hidden="true" className={cn("ml-auto text-ink-3 transition-transform duration-quick", !isOpen && "-rotate-90")} />
        </button>
      </h2>
      {isError && !data && <p className="type-small px-2 text-ink-2">{t("waitlist.failed")} <Button size="s" tone="link" onClick={() => void refetch()}>{t("common:action.retry")}</Button></p>}
      {freed.length > 0 && (
        <ul aria-label={t("waitlist.freedTitle")} className="flex flex-col gap-1.5">
          {freed.map((one) => <FreedCard key={one.place.id} freed={one} {...{ zone, now, acts }} />)}
        </ul>
      )}
      {acts.refused && <Alternatives problem={acts.refused.problem} slug={slug} vetId={acts.refused.vetId} zone={zone} onChoose={(slot) => acts.refused && void acts.book(acts.refused.entry, slot)} />}
      {isOpen && data && items.length === 0 && <Note>{t("waitlist.empty")}</Note>}
      {isOpen && items.length > 0 && (
        <ul aria-label={t("waitlist.title")} className="flex flex-col gap-0.5">
          {shown.map((entry) => (
            <EntryLine key={entry.id} isOpen={entry.id === openId} onToggle={() => setOpenId(entry.id === openId ? null : entry.id)} onChange={() => setChanging(entry)} {...{ slug, zone, now, entry, acts }} />
          ))}
        </ul>
      )}
      {isOpen && items.length > shown.length && <Button size="s" tone="link" className="self-start px-2" onClick={() => setWhole(true)}>{t("waitlist.all", { count: items.length })}</Button>}
      {changing && <WaitlistDialog slug={slug} zone={zone} who={changing} type={changing.type_key} entry={changing} onDone={() => setChanging(null)} onClose={() => setChanging(null)} />}
    </section>
  );
}
