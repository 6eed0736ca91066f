import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { Note } from "@/ui/note";

import { patientAppointmentsQuery } from "./api";
import { useTypeName } from "./type-name";

export interface SameDayProps {
  slug: string;
  zone: string;
  patient: { id: string; name: string };
  /** The time that is about to be booked; nothing is said without one. */
  startsAt: string | null | undefined;
}

/** That the animal comes on that day already: said, and never in the way, for two visits on a day may well be meant. */
export function SameDay({ slug, zone, patient, startsAt }: SameDayProps) {
  const { t } = useTranslation("appointments");
  const f = useFormats();
  const typeName = useTypeName();
  const { data } = useInfiniteQuery({ ...patientAppointmentsQuery(slug, patient.id), enabled: startsAt != null });
  if (startsAt == null) return null;
  const day = dayIn(startsAt, zone);
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const others = rows.filter(({ state, starts_at }) => (state === "pending" || state === "confirmed") && dayIn(starts_at, zone) === day).reverse();
  if (others.length === 0) return null;
  const visits = f.list(others.map((row) => t("sameDay.visit", { time: f.time(row.starts_at, zone), type: typeName(row) })));
  return <Note role="status">{t("sameDay.said", { name: patient.name, visits })}</Note>;
}
