import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import type { OwnerRecord } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { SpeciesIcon } from "@/ui/species-icon";
import { Loading, Skeleton } from "@/ui/states";

import { recordQuery } from "../api";
import { BackLink, Failed, Page } from "../parts/page";

import { Files } from "./files";
import { RecordParts } from "./parts";

export function RecordScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const { slug = "", recordId = "" } = useParams();
  const record = useQuery(recordQuery(slug, recordId));
  const back = record.data?.pet_id ? `/pets/${record.data.pet_id}` : "/pets";
  useTitle(record.data ? t("record.title", { name: record.data.pet_name }) : null);
  return (
    <Page className="tablet:max-w-[640px]">
      <BackLink to={back}>{record.data?.pet_name ?? t("pets.title")}</BackLink>
      {record.data ? (
        <Visit record={record.data} />
      ) : record.error ? (
        <Failed title={t("record.failed")} error={record.error} onRetry={() => void record.refetch()} />
      ) : (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-64" /><Skeleton className="h-32 rounded-card" /><Skeleton className="h-40 rounded-card" /></Loading>
      )}
    </Page>
  );
}

function Visit({ record }: { record: OwnerRecord }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const date = f.date(dayIn(record.visited_at, record.zone), "long");
  return (
    <>
      <header className="flex items-center gap-4">
        <SpeciesIcon species={record.species} size={56} />
        <div className="min-w-0">
          <h1 className="type-display text-balance">{t("record.heading", { name: record.pet_name, date })}</h1>
          <p className="text-ink-2">{record.vet_name ? t("book.atWith", { name: record.practice_name, vet: record.vet_name }) : record.practice_name}</p>
        </div>
      </header>
      <p className="type-note max-w-prose whitespace-pre-line">{record.summary || t("record.noSummary")}</p>
      <RecordParts parts={record.parts} />
      <Files record={record} />
      <p className="type-small text-ink-3">{t("record.signed", { date: f.date(dayIn(record.signed_at, record.zone), "long"), time: f.time(record.signed_at, record.zone) })}</p>
    </>
  );
}
