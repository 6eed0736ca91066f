import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { AppointmentRow } from "@/api/types";
import { patientAppointmentsQuery } from "@/features/appointments/api";
import { useNow } from "@/features/appointments/practice";
import { progressOf } from "@/features/appointments/rules";
import { useMay } from "@/features/identity/session";
import { dayIn } from "@/lib/formats";

/** Visits of one animal from today on, soonest first. */
export function usePlanned(slug: string, patientId: string, zone: string): AppointmentRow[] {
  const today = dayIn(useNow(), zone);
  const mayRead = useMay(slug, "schedule.read");
  const { data } = useInfiniteQuery({ ...patientAppointmentsQuery(slug, patientId), enabled: mayRead });
  return useMemo(() => {
    const rows = data?.pages.flatMap((page) => page.items) ?? [];
    return rows.filter((row) => (row.state === "pending" || row.state === "confirmed") && dayIn(row.starts_at, zone) >= today).reverse();
  }, [data, today, zone]);
}

/** The visit that a consult begun now belongs to: today's first that nobody is done with. */
export function visitOfToday(planned: readonly AppointmentRow[], zone: string, now: Date): AppointmentRow | undefined {
  return planned.find((row) => row.state === "confirmed" && progressOf(row) !== "seen" && dayIn(row.starts_at, zone) === dayIn(now, zone));
}
