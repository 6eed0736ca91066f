import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useNow } from "@/features/appointments/practice";
import { vaccinationsQuery } from "@/features/records/api";
import { DuePanel } from "@/features/records/due-panel";
import { dueList } from "@/features/records/rules";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { Skeleton } from "@/ui/states";

/** What protects until when, and behind it every vaccination that was given here. */
export function DueVaccinations({ slug, patientId, zone }: { slug: string; patientId: string; zone: string }) {
  const { t } = useTranslation(["w-patient", "common"]);
  const f = useFormats();
  const map = useMap();
  const today = dayIn(useNow(), zone);
  const { data, isError, refetch } = useQuery(vaccinationsQuery(slug, patientId));
  if (isError && !data) return <p className="type-small text-ink-2">{t("given.failed")} <Button tone="link" onClick={() => void refetch()}>{t("common:action.retry")}</Button></p>;
  if (!data) return <Skeleton className="h-24" />;
  return (
    <div className="flex flex-col gap-2.5">
      <DuePanel dues={dueList(data.items, today)} />
      {data.items.length > 0 && (
        <details className="group">
          <summary className="type-small flex min-h-6 cursor-pointer items-center rounded-chip weight-name text-blue-ink hover:underline">{t("given.all", { count: data.items.length })}</summary>
          <ul className="mt-1 flex flex-col gap-2">
            {data.items.map((one) => (
              <li key={one.id} className="type-small">
                <p className="flex items-baseline justify-between gap-2">
                  <Link to={map.href("consult", one.record_id) ?? map.href("patient", patientId) ?? ""} className="min-w-0 truncate weight-name hover:underline">{one.product}</Link>
                  <span className="mono flex-none text-ink-2">{f.date(one.given_on, "short").replace(/^\S+\s/, "")} {one.given_on.slice(0, 4)}</span>
                </p>
                <p className="text-ink-3">{[f.list(one.diseases), one.vet_name, one.batch].filter(Boolean).join(", ")}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
