import { useInfiniteQuery, useQueries } from "@tanstack/react-query";

import { useNow } from "@/features/appointments/practice";
import { recordQuery, recordsQuery } from "@/features/records/api";
import { DuePanel } from "@/features/records/due-panel";
import { dueList } from "@/features/records/rules";
import { dayIn } from "@/lib/formats";

const LOOKED_AT = 4;

/** The server lists visits without their vaccinations, so the newest visits that have some are read. */
export function DueVaccinations({ slug, patientId, zone }: { slug: string; patientId: string; zone: string }) {
  const today = dayIn(useNow(), zone);
  const { data } = useInfiniteQuery(recordsQuery(slug, patientId));
  const lines = (data?.pages.flatMap((page) => page.items) ?? []).filter((line) => line.vaccinations > 0).slice(0, LOOKED_AT);
  const records = useQueries({ queries: lines.map((line) => recordQuery(slug, line.id)) });
  if (!data) return null;
  return <DuePanel dues={dueList(records.flatMap((record) => record.data?.parts.vaccinations ?? []), today)} />;
}
