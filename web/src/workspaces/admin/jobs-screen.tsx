import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { JobRow } from "@/api/types";
import { jobsQuery, retryJob, type JobState } from "@/features/platform/api";
import { useFormats } from "@/lib/i18n";
import { Sheet } from "@/ui/card";
import { EmptyState } from "@/ui/states";
import { Cell, HeadCell, Row, Table } from "@/ui/table";
import { Chip } from "@/ui/tag";

import { FailedEvents } from "./failed-events";
import { PlatformHead, usePlatformCrumb } from "./head";
import { JobTag, useJobName } from "./job-words";
import { ListFailed, MoreButton, RowsLoading } from "./list-states";
import { RetryButton } from "./retry-button";
import { useTenantNames } from "./use-tenant-names";
import { ZONE } from "./zone";

const STATES: readonly JobState[] = ["failed", "todo", "doing", "succeeded", "cancelled", "aborted"];

export function JobsScreen() {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const [state, setState] = useState<JobState | undefined>(undefined);
  const list = useInfiniteQuery(jobsQuery(state));
  const jobs = list.data?.pages.flatMap((page) => page.items);
  const counts = list.data?.pages[0]?.counts ?? [];
  const countOf = (one: string): number => counts.find((count) => count.state === one)?.count ?? 0;
  usePlatformCrumb("jobs");
  return (
    <div className="pb-4">
      <PlatformHead title={list.data ? t("job.title", { count: list.data.pages[0]?.stuck ?? 0 }) : t("place.jobs")} lead={list.data && t("job.lead", { count: countOf("todo") + countOf("doing") })} />
      <FailedEvents />
      <div role="group" aria-label={t("job.filter")} className="mt-4 flex flex-wrap gap-1.5">
        <Chip isOn={state === undefined} onToggle={() => setState(undefined)}>{t("job.all")}</Chip>
        {STATES.map((one) => (
          <Chip key={one} isOn={state === one} onToggle={() => setState(state === one ? undefined : one)}>{t(`job.state.${one}`)} <span className="mono">{f.number(countOf(one))}</span></Chip>
        ))}
      </div>
      <Sheet className="mt-4 px-5 py-3 max-tablet:px-3">
        {list.isError ? (
          <ListFailed onRetry={() => void list.refetch()} />
        ) : !jobs ? (
          <RowsLoading />
        ) : jobs.length === 0 ? (
          <EmptyState className="shadow-none" title={t("job.none")}>{t("job.noneText")}</EmptyState>
        ) : (
          <JobTable jobs={jobs} />
        )}
        <MoreButton query={list} />
      </Sheet>
    </div>
  );
}

function JobTable({ jobs }: { jobs: readonly JobRow[] }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const nameOf = useJobName();
  const tenantOf = useTenantNames();
  return (
    <Table label={t("place.jobs")}>
      <thead>
        <tr>
          <HeadCell>{t("job.head.task")}</HeadCell>
          <HeadCell className="max-tablet:hidden">{t("job.head.tenant")}</HeadCell>
          <HeadCell>{t("job.head.state")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("job.head.tries")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("job.head.at")}</HeadCell>
          <HeadCell><span className="sr-only">{t("clinic.head.act")}</span></HeadCell>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <Row key={job.id}>
            <Cell><span className="block font-semibold">{nameOf(job.task)}</span><span className="type-small mono text-ink-3">#{job.id}</span></Cell>
            <Cell className="text-ink-2 max-tablet:hidden">{tenantOf(job.tenant_id) || t("job.platform")}</Cell>
            <Cell><JobTag state={job.state} /></Cell>
            <Cell isNumber className="max-tablet:hidden">{f.number(job.attempts)}</Cell>
            <Cell isNumber className="text-ink-2 max-tablet:hidden">{job.changed_at ? f.dateTime(job.changed_at, ZONE) : job.scheduled_at ? f.dateTime(job.scheduled_at, ZONE) : ""}</Cell>
            <Cell className="w-px text-end">
              {job.state === "failed" && (job.is_made_up_for
                ? <span className="type-small whitespace-nowrap text-ink-2">{t("job.madeUp")}</span>
                : <RetryButton label={t("job.retryOf", { id: job.id, task: nameOf(job.task) })} done={t("job.retried")} run={() => retryJob(job.id)} />)}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
