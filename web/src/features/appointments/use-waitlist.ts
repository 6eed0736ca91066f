import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { FreedPlace, Waitlist, WaitlistEntry } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { useNow } from "./practice";
import { appointmentsChanged } from "./use-step";
import { whoOf } from "./visit-line";
import { bookFromWaitlist, dismissFreedPlace, undoWaitlist, waitlistQuery, withdrawFromWaitlist } from "./waitlist-api";

/** One who fits a place that became free, and when in it their appointment would be. */
export interface FreedFit {
  entry: WaitlistEntry;
  startsAt: string;
}

export interface Freed {
  place: FreedPlace;
  fits: FreedFit[];
}

/** The places that are free for somebody who waits, with who that is; none while it is asked. */
export function freedOf(list: Waitlist | undefined): Freed[] {
  const known = new Map(list?.items.map((entry) => [entry.id, entry]));
  const all = (list?.freed ?? []).map((place) => ({
    place,
    fits: place.fits.flatMap((fit) => {
      const entry = known.get(fit.entry_id);
      return entry ? [{ entry, startsAt: fit.starts_at }] : [];
    }),
  }));
  return all.filter(({ fits }) => fits.length > 0);
}

export function useFreed(slug: string, isOn: boolean): Freed[] {
  return freedOf(useQuery({ ...waitlistQuery(slug), enabled: isOn }).data);
}

/** On which days and at which hours somebody could come, and with whom, in a line. */
export function useWish(zone: string): (entry: WaitlistEntry) => string {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const today = dayIn(useNow(), zone);
  return (entry) =>
    [
      entry.earliest_on > today && t("waitlist.from", { date: f.date(entry.earliest_on, "short") }),
      t("waitlist.until", { date: f.date(entry.latest_on, "short") }),
      f.list(entry.weekdays.map((weekday) => f.date(`2024-01-0${weekday}`, "weekday"))),
      f.list(entry.parts.map((part) => t(`waitlist.part.${part}`).toLowerCase())),
      entry.vet_name && t("waitlist.with", { name: entry.vet_name }),
    ].filter(Boolean).join(", ");
}

function without(queries: QueryClient, slug: string, change: (list: Waitlist) => Waitlist): void {
  queries.setQueryData<Waitlist>(waitlistQuery(slug).queryKey, (list) => list && change(list));
}

const withKey = (): Record<string, string> => ({ "Idempotency-Key": crypto.randomUUID() });

/** What can be done with who waits: each told, with ten seconds to take it back. A time that is gone is kept, to be answered with others. */
export function useWaitlistActs(slug: string, zone: string) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("appointments");
  const isUnderWay = useRef(false);
  const [busyId, setBusyId] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ entry: WaitlistEntry; vetId: string; problem: unknown } | null>(null);

  const settled = (): void => {
    void queries.invalidateQueries({ queryKey: ["waitlist"] });
    appointmentsChanged(queries);
  };
  const attempt = async <T,>(name: string, send: () => Promise<T>, then?: (done: T) => void): Promise<void> => {
    try {
      const done = await send();
      then?.(done);
    } catch (error) {
      toast.failed(name ? `${name}: ${problemText(error)}` : problemText(error));
    } finally {
      settled();
    }
  };
  const undo = (entry: WaitlistEntry): void => void attempt(whoOf(entry), () => undoWaitlist(slug, entry, withKey()));

  const book = async (entry: WaitlistEntry, at: { starts_at: string; vet_id: string }): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusyId(entry.id);
    setRefused(null);
    try {
      const done = await intent({ starts_at: at.starts_at, vet_id: at.vet_id }, (sent, headers) => bookFromWaitlist(slug, entry, sent, headers), [entry.id, entry.version, at.starts_at, at.vet_id]);
      const row = done.appointment;
      toast.done(t("done.book", { who: whoOf(row), day: f.day(row.starts_at, zone, new Date()), time: f.time(row.starts_at, zone) }), () => undo(done.entry));
    } catch (error) {
      if (isProblem(error, "slot_taken") || isProblem(error, "nobody_there")) setRefused({ entry, vetId: at.vet_id, problem: error });
      else toast.failed(`${whoOf(entry)}: ${problemText(error)}`);
    } finally {
      isUnderWay.current = false;
      setBusyId(null);
      settled();
    }
  };
  const withdraw = (entry: WaitlistEntry): void => {
    without(queries, slug, (list) => ({ ...list, items: list.items.filter((one) => one.id !== entry.id) }));
    void attempt(whoOf(entry), () => withdrawFromWaitlist(slug, entry, withKey()), (done) => toast.done(t("waitlist.done.withdraw", { who: whoOf(entry) }), () => undo(done)));
  };
  const dismiss = ({ place, fits }: Freed): void => {
    const startsAt = fits[0]?.startsAt ?? place.freed_at;
    const at = { day: f.day(startsAt, zone, new Date()), time: f.time(startsAt, zone) };
    without(queries, slug, (list) => ({ ...list, freed: list.freed.filter((one) => one.id !== place.id) }));
    void attempt("", () => dismissFreedPlace(slug, place.id, true, withKey()), () =>
      toast.done(t("waitlist.done.dismiss", at), () => void attempt("", () => dismissFreedPlace(slug, place.id, false, withKey()))),
    );
  };
  return { book, withdraw, dismiss, busyId, refused };
}

export type WaitlistActs = ReturnType<typeof useWaitlistActs>;
