import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SeriesDate, SeriesWish, Slot } from "@/api/types";
import { useIntent } from "@/lib/idempotency";
import { toast } from "@/lib/toasts";

import { bookSeries, seriesPreviewQuery } from "./series-api";
import { appointmentsChanged, useStep } from "./use-step";
import { whoOf } from "./visit-line";

export type Rhythm = Pick<SeriesWish, "every" | "unit" | "times">;

/** One of the dates, with the start that is to be booked for it: its own, another one nearby, or none. */
export interface Settled {
  date: SeriesDate;
  /** Free starts nearby with the same vet. */
  others: Slot[];
  startsAt: string | null;
}

/** A free date is booked as it is and any other left out, until somebody says otherwise. */
export function settle(dates: readonly SeriesDate[], vetId: string, said: Readonly<Record<string, string | null>>): Settled[] {
  return dates.map((date) => {
    const own = said[date.starts_at];
    const others = date.alternatives.filter((slot) => slot.vet_ids.includes(vetId));
    return { date, others, startsAt: own !== undefined ? own : date.state === "free" ? date.starts_at : null };
  });
}

interface For {
  type: string | null;
  patientId: string | undefined;
  place: { slot: Slot; vetId: string } | null;
  reason: string;
  note: string;
}

/** An appointment that comes back: how often, what each date would be, and all of them booked in one go. */
export function useSeries(slug: string, { type, patientId, place, reason, note }: For, onBooked: () => void) {
  const { t } = useTranslation("appointments");
  const queries = useQueryClient();
  const intent = useIntent();
  const step = useStep(slug);
  const [rhythm, setRhythm] = useState<Rhythm | null>(null);
  const [said, setSaid] = useState<Record<string, string | null>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const wish = rhythm && type && place ? { type, starts_at: place.slot.starts_at, vet_id: place.vetId, ...rhythm } : null;
  const preview = useQuery(seriesPreviewQuery(slug, wish));
  const dates = wish && preview.data ? settle(preview.data.items, wish.vet_id, said) : [];
  const starts = [...new Set(dates.flatMap(({ startsAt }) => (startsAt === null ? [] : [startsAt])))];
  const book = async (): Promise<void> => {
    if (!wish || !patientId || starts.length < 2 || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      const done = await intent({ type: wish.type, vet_id: wish.vet_id, patient_id: patientId, starts, reason, note }, (sent, headers) => bookSeries(slug, sent, headers));
      const first = done.items[0];
      if (first) toast.done(t("series.done", { who: whoOf(first), count: done.items.length }), () => void step(first, { kind: "cancel", following: true }));
      onBooked();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
      appointmentsChanged(queries);
    }
  };
  return { rhythm, setRhythm, dates, say: (date: SeriesDate, startsAt: string | null) => setSaid({ ...said, [date.starts_at]: startsAt }), count: starts.length, preview, problem, isBusy, book };
}

export type Series = ReturnType<typeof useSeries>;
