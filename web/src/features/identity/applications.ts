import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { ClinicApplicationRow, Me, MyVetApplication } from "@/api/types";

import { homeOf } from "./session";

export const applicationsQuery = queryOptions({
  queryKey: ["clinic-applications", "own"],
  queryFn: (): Promise<{ items: ClinicApplicationRow[] }> => data(api.GET("/api/me/clinic-applications")),
});

export const vetApplicationsQuery = queryOptions({
  queryKey: ["vet-applications", "own"],
  queryFn: (): Promise<{ items: MyVetApplication[] }> => data(api.GET("/api/me/vet-applications")),
});

/** What was decided or left lying longer ago is no longer what somebody comes for. */
const FRESH_MS = 30 * 86_400_000;
const isFresh = (at: string | null, now: number): boolean => at !== null && now - Date.parse(at) < FRESH_MS;

export function isClinicOngoing({ state, changed_at }: Pick<ClinicApplicationRow, "state" | "changed_at">, now: number): boolean {
  return state === "submitted" || isFresh(changed_at, now);
}

export function isVetOngoing({ state, decided_at }: Pick<MyVetApplication, "state" | "decided_at">, now: number): boolean {
  return state === "pending" || isFresh(decided_at, now);
}

export const APPLICATION_PATH = "/me/application";

/** Where a person begins after the log-in. Who belongs to no practice yet but applied, begins with how that stands. */
export async function beginningOf(me: Me, queries: QueryClient): Promise<string> {
  const home = homeOf(me);
  if (home !== "/") return home;
  const now = Date.now();
  try {
    const [clinics, vets] = await Promise.all([queries.fetchQuery(applicationsQuery), queries.fetchQuery(vetApplicationsQuery)]);
    return clinics.items.some((one) => isClinicOngoing(one, now)) || vets.items.some((one) => isVetOngoing(one, now)) ? APPLICATION_PATH : home;
  } catch {
    return home;
  }
}
