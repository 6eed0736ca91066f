import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { FailedEvent } from "@/api/types";
import { failedEventsQuery, retryEvent } from "@/features/platform/api";
import { useFormats } from "@/lib/i18n";
import { Sheet } from "@/ui/card";
import { Cell, HeadCell, Row, Table } from "@/ui/table";

import { useEventName } from "./job-words";
import { ListFailed, MoreButton } from "./list-states";
import { RetryButton } from "./retry-button";
import { useTenantNames } from "./use-tenant-names";
import { ZONE } from "./zone";

/** What should have followed a change and did not, however often it was tried; not there while there is none. */
export function FailedEvents() {
  const { t } = useTranslation("w-admin");
  const list = useInfiniteQuery(failedEventsQuery);
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <Sheet className="mt-4 px-5 py-3"><ListFailed onRetry={() => void list.refetch()} /></Sheet>;
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="failed-events" className="mt-6">
      <h2 id="failed-events" className="type-h3">{t("event.title", { count: events.length })}</h2>
      <p className="type-small text-ink-2">{t("event.lead")}</p>
      <Sheet className="mt-3 px-5 py-3 max-tablet:px-3">
        <EventTable events={events} />
        <MoreButton query={list} />
      </Sheet>
    </section>
  );
}

function EventTable({ events }: { events: readonly FailedEvent[] }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const tenantOf = useTenantNames();
  const nameOf = useEventName();
  return (
    <Table label={t("event.title", { count: events.length })}>
      <thead>
        <tr>
          <HeadCell>{t("event.topic")}</HeadCell>
          <HeadCell className="max-tablet:hidden">{t("job.head.tenant")}</HeadCell>
          <HeadCell isNumber>{t("job.head.tries")}</HeadCell>
          <HeadCell isNumber className="max-tablet:hidden">{t("job.head.at")}</HeadCell>
          <HeadCell><span className="sr-only">{t("clinic.head.act")}</span></HeadCell>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Row key={event.id}>
            <Cell><span className="block font-semibold">{nameOf(event.topic)}</span><span className="type-small mono text-ink-3">{event.fault ?? t("event.noFault")}</span></Cell>
            <Cell className="text-ink-2 max-tablet:hidden">{tenantOf(event.tenant_id) || t("job.platform")}</Cell>
            <Cell isNumber>{f.number(event.attempts)}</Cell>
            <Cell isNumber className="text-ink-2 max-tablet:hidden">{f.dateTime(event.created_at, ZONE)}</Cell>
            <Cell className="w-px text-end"><RetryButton label={t("event.retryOf", { topic: nameOf(event.topic), at: f.dateTime(event.created_at, ZONE) })} done={t("event.retried")} run={() => retryEvent(event.tenant_id, event.id)} /></Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
