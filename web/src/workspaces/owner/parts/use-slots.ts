import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

import { slotsQuery } from "../api";
import { daysOf } from "../rules";

import { useNow } from "./use-now";

const STEP_DAYS = 14;
const DAYS_MAX = 28;

export interface SlotsWish {
  slug: string;
  zone: string;
  type: string | undefined;
  species: string | null;
  /** Only this vet's places. */
  vetId: string | null;
  /** A day that must be among those asked for. */
  day: string | null;
}

/** The free places of the coming days, two weeks at a time. */
export function useSlots({ slug, zone, type, species, vetId, day }: SlotsWish) {
  const today = dayIn(new Date(useNow()), zone);
  const [window, setWindow] = useState(() => ({ from: day && day > addDays(today, STEP_DAYS) ? day : today, days: STEP_DAYS }));
  const query = useQuery({
    ...slotsQuery({ slug, type: type ?? "", ...window, species: species ?? undefined }),
    enabled: type !== undefined,
    placeholderData: keepPreviousData,
  });
  const all = query.data ?? [];
  const slots = vetId === null ? all : all.filter((slot) => slot.vet_ids.includes(vetId));
  // First more days behind those shown, then a later window: a request is never for more than a month.
  const later = (): void =>
    setWindow((before) => (before.days < DAYS_MAX ? { ...before, days: DAYS_MAX } : { from: addDays(before.from, DAYS_MAX), days: STEP_DAYS }));
  const earlier = window.from > today ? () => setWindow({ from: today, days: STEP_DAYS }) : undefined;
  return { query, slots, days: daysOf(slots, zone), today, vetIds: [...new Set(all.flatMap((slot) => slot.vet_ids))], later, earlier };
}
