import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { AppointmentRow, PatientView } from "@/api/types";
import { appointmentsQuery } from "@/features/appointments/api";
import { useNow } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { addDays } from "@/lib/dates";
import { dayIn } from "@/lib/formats";

const AHEAD = 365;

/** Coming visits of one animal, soonest first: the schedule is searched by its name, and namesakes are left out. */
export function usePlanned(slug: string, patient: PatientView, zone: string): AppointmentRow[] {
  const today = dayIn(useNow(), zone);
  const mayRead = useMay(slug, "schedule.read");
  const { data } = useQuery({ ...appointmentsQuery(slug, { from: today, to: addDays(today, AHEAD), q: patient.name }), enabled: mayRead });
  return useMemo(() => (data ?? []).filter((row) => row.patient_id === patient.id && (row.state === "pending" || row.state === "confirmed")), [data, patient.id]);
}

/** The visit that a consult begun now belongs to: today's first confirmed one. */
export function visitOfToday(planned: readonly AppointmentRow[], zone: string, now: Date): AppointmentRow | undefined {
  return planned.find((row) => row.state === "confirmed" && dayIn(row.starts_at, zone) === dayIn(now, zone));
}
