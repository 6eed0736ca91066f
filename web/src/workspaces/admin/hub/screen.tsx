import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import type { PlatformDashboard } from "@/api/types";
import { applicationsQuery, platformDashboardQuery, type ApplicationState } from "@/features/platform/api";
import { useFormats } from "@/lib/i18n";
import { Figure, Figures } from "@/ui/figure";

import { PlatformHead, usePlatformCrumb } from "../head";
import { ApplicationList } from "./application-list";
import { ApplicationSheet } from "./application-sheet";
import { Health } from "./health";
import { LiveAudit } from "./live-audit";
import { Tenants } from "./tenants";

/** Approvals first, then health as strips and as one mark per tenant. Never a medical note. */
export function HubScreen() {
  const { t } = useTranslation("w-admin");
  const { applicationId } = useParams();
  const [state, setState] = useState<ApplicationState>("submitted");
  const dashboard = useQuery(platformDashboardQuery).data;
  const list = useInfiniteQuery(applicationsQuery(state));
  const applications = list.data?.pages.flatMap((page) => page.items);
  const openId = applicationId ?? applications?.[0]?.id;
  usePlatformCrumb("hub");
  return (
    <div className="pb-4">
      <PlatformHead
        title={dashboard ? t("hub.waiting", { count: dashboard.requests_open }) : t("place.hub")}
        lead={dashboard && <HubLead dashboard={dashboard} />}
        figures={dashboard && <HubFigures dashboard={dashboard} />}
      />
      <div className="mt-4 grid items-start gap-x-6 gap-y-7 tablet:grid-cols-[236px_minmax(0,1fr)] wide:grid-cols-[290px_minmax(0,1fr)_300px]">
        <div className="flex min-w-0 flex-col gap-7 max-tablet:contents">
          <ApplicationList state={state} onState={setState} list={list} openId={openId} />
          <Tenants className="max-tablet:order-2" />
        </div>
        <div className="min-w-0 max-tablet:order-1">
          <ApplicationSheet applicationId={openId} isListed={applications !== undefined} onDecided={() => setState("submitted")} />
        </div>
        <Health dashboard={dashboard} className="max-tablet:order-3 tablet:col-start-2 wide:col-start-3" />
      </div>
      <LiveAudit className="mt-7" />
    </div>
  );
}

/** What failed for good comes before everything: nobody but the reader tries it again. */
function HubLead({ dashboard }: { dashboard: PlatformDashboard }) {
  const { t } = useTranslation("w-admin");
  const { clinics, events, jobs_stuck } = dashboard;
  const isStuck = jobs_stuck + events.given_up > 0;
  const trying = events.failed - events.given_up;
  if (isStuck) {
    return (
      <>
        {jobs_stuck > 0 && t("hub.lead.stuck", { count: jobs_stuck })} {events.given_up > 0 && t("hub.lead.givenUp", { count: events.given_up })}{" "}
        <Link to="/platform/jobs" viewTransition className="rounded-chip text-red-ink underline underline-offset-3">{t("hub.lead.look")}</Link>
      </>
    );
  }
  if (trying > 0) return t("hub.lead.failed", { count: trying });
  if (clinics.provisioning > 0) return t("hub.lead.provisioning", { count: clinics.provisioning });
  if (clinics.suspended > 0) return t("hub.lead.suspended", { count: clinics.suspended });
  return t("hub.lead.calm");
}

function HubFigures({ dashboard }: { dashboard: PlatformDashboard }) {
  const { t } = useTranslation("w-admin");
  const f = useFormats();
  const { clinics, logins, users_by_kind, users_by_state, events, jobs_stuck } = dashboard;
  const stuck = jobs_stuck + events.given_up;
  // By state, because one person may be of several kinds.
  const people = Object.values(users_by_state).reduce((sum, count) => sum + count, 0);
  return (
    <Figures>
      <Figure value={f.number(clinics.active)} label={t("figure.clinics", { asleep: clinics.asleep })} />
      <Figure value={f.number(people)} label={t("figure.people", { vets: f.number(users_by_kind["vet_professional"] ?? 0) })} />
      <Figure value={f.number(logins.done_24h)} label={t("figure.logins")} />
      <Figure value={f.number(logins.refused_24h)} label={t("figure.refused")} tone={logins.refused_24h > logins.done_24h ? "amber" : "ink"} />
      <Figure value={f.number(stuck)} label={t("figure.stuck", { waiting: events.waiting })} tone={stuck > 0 ? "red" : "ink"} />
    </Figures>
  );
}
