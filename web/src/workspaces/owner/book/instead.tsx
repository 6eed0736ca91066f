import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { PracticePage } from "@/api/types";
import { useFormats } from "@/lib/i18n";

import { feedQuery } from "../api";
import { bookHref } from "../parts/links";

import type { BookingForm } from "./use-booking";

const AROUND_KM = 40;

/** The nearest other clinic with an early place, for whom nothing here fits. */
export function Instead({ practice, form }: { practice: PracticePage; form: BookingForm }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const { lat, lon } = practice;
  const around = lat !== null && lon !== null ? { lat, lon, radius_km: AROUND_KM } : {};
  const feed = useInfiniteQuery({
    ...feedQuery({ ...around, ...(form.species !== null && { species: form.species }), ...(form.type && { type: form.type.category }), sort: "next_slot" }),
    enabled: lat !== null && form.type !== undefined,
  });
  const other = feed.data?.pages[0]?.items.find((card) => card.slug !== practice.slug && card.next_slot_at !== null);
  if (!other?.next_slot_at) return null;
  const when = `${f.day(other.next_slot_at, other.zone, new Date())} ${f.time(other.next_slot_at, other.zone)}`;
  return (
    <p className="type-read text-ink-2">
      {t("book.nothingSuits")}{" "}
      <Link to={bookHref(other.slug, { pet: form.pet?.id, type: other.next_slot_type, at: other.next_slot_at, species: form.species })} className="weight-name rounded-chip py-2 text-blue-ink underline-offset-3 hover:underline">
        {t("book.otherHas", { name: other.name, when })}
      </Link>
    </p>
  );
}
