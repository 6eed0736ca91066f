import { useTranslation } from "react-i18next";

import type { PracticeCard } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { nearDay } from "../rules";

import { useNow } from "./use-now";

const MINUTE = 60_000;

/** When a closed clinic opens next, as short as it can be said: "17:30", "tomorrow 8:00", "Monday 8:00". */
export function useOpens(practice: Pick<PracticeCard, "opens_at" | "zone">): string | null {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const now = useNow(MINUTE);
  if (practice.opens_at === null) return null;
  const day = dayIn(practice.opens_at, practice.zone);
  const near = nearDay(day, dayIn(new Date(now), practice.zone));
  return [near === "today" ? "" : near === "tomorrow" ? t("open.tomorrow") : f.date(day, "weekday"), f.time(practice.opens_at, practice.zone)].filter(Boolean).join(" ");
}
