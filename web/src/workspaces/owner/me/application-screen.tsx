import { useQuery } from "@tanstack/react-query";
import { Building2, Check, FileText, Hourglass, PawPrint, Phone, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";

import type { ClinicApplicationRow, MyVetApplication } from "@/api/types";
import { applicationsQuery, isClinicOngoing, isVetOngoing, vetApplicationsQuery } from "@/features/identity/applications";
import { useMe } from "@/features/identity/session";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useTitle } from "@/lib/title";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Loading, Skeleton } from "@/ui/states";

import { Failed, Page, Section } from "../parts/page";
import { useNow } from "../parts/use-now";
import { Way } from "../parts/way";

const MINUTE = 60_000;
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Where somebody begins who applied and belongs to no practice yet: how it stands, what follows, what can be done. */
export function ApplicationScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const now = useNow(MINUTE);
  const me = useMe();
  const clinics = useQuery(applicationsQuery);
  const vets = useQuery(vetApplicationsQuery);
  useTitle(t("application.title"));
  const error = clinics.error ?? vets.error;
  if (error) return <Page><Failed title={t("application.failed")} error={error} onRetry={() => { void clinics.refetch(); void vets.refetch(); }} /></Page>;
  if (!clinics.data || !vets.data) return <Page><Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-80" /><Skeleton className="h-56 rounded-card" /></Loading></Page>;
  const clinic = clinics.data.items.find((one) => isClinicOngoing(one, now));
  const vet = vets.data.items.find((one) => isVetOngoing(one, now));
  if (clinic) return <ClinicPage clinic={clinic} isOpen={me.memberships.some(({ practice_slug }) => practice_slug === clinic.slug)} />;
  if (vet) return <VetPage vet={vet} isIn={me.memberships.some(({ practice_slug }) => practice_slug === vet.practice_slug)} />;
  return <Navigate to="/" replace />;
}

function ClinicPage({ clinic, isOpen }: { clinic: ClinicApplicationRow; isOpen: boolean }) {
  const { t } = useTranslation("w-owner");
  const { name, state } = clinic;
  const at = { draft: 0, rejected: 0, submitted: 2, approved: 3 }[state];
  const read = `/me/clinic-application?id=${clinic.id}`;
  return (
    <Frame title={t(`clinicApplication.state.${state}`, { name })} lead={t(`clinicApplication.next.${state}`)} remarks={clinic.remarks} isRefused={state === "rejected"}>
      {at === 0 && <Button asChild tone="main" size="l" className="self-start"><Link to={read}>{t(state === "draft" ? "application.goOn" : "application.fix")}</Link></Button>}
      {isOpen && <Button asChild tone="main" size="l" className="self-start"><Link to={`/p/${clinic.slug ?? ""}`}>{t("application.open", { name })}</Link></Button>}
      <Steps
        at={at}
        since={clinic.submitted_at}
        steps={[t("application.step.written"), t("application.step.sent"), t("application.step.clinicLook"), t("application.step.clinicOpen")]}
        within={state === "submitted" ? t("application.within") : undefined}
      />
      <Meanwhile>
        <Way to={read} icon={<FileText size={20} aria-hidden="true" />} title={t("application.way.look")} text={t("application.way.lookText")} />
      </Meanwhile>
    </Frame>
  );
}

function VetPage({ vet, isIn }: { vet: MyVetApplication; isIn: boolean }) {
  const { t } = useTranslation("w-owner");
  const { practice_name: name, state } = vet;
  return (
    <Frame title={t(`application.vet.${state}`, { name })} lead={t(`application.vetNext.${state}`)} remarks={vet.remarks} isRefused={state === "rejected"}>
      {isIn && <Button asChild tone="main" size="l" className="self-start"><Link to={`/p/${vet.practice_slug}`}>{t("application.open", { name })}</Link></Button>}
      {state === "rejected" ? (
        <Button asChild tone="main" size="l" className="self-start"><Link to="/me/vet-application">{t("application.other")}</Link></Button>
      ) : (
        <Steps at={state === "pending" ? 2 : 3} since={vet.created_at} steps={[t("application.step.written"), t("application.step.sent"), t("application.step.vetLook", { name }), t("application.step.vetOpen", { name })]} />
      )}
      <Meanwhile>
        <Way to={`/practices/${vet.practice_slug}`} icon={<Phone size={20} aria-hidden="true" />} title={t("application.way.call")} text={t("application.way.callText")} />
        {state === "pending" && <Way to="/me/vet-application" icon={<Building2 size={20} aria-hidden="true" />} title={t("application.way.vetOther")} text={t("application.way.vetOtherText")} />}
      </Meanwhile>
    </Frame>
  );
}

interface FrameProps {
  title: string;
  lead: string;
  remarks: string;
  isRefused: boolean;
  children: ReactNode;
}

function Frame({ title, lead, remarks, isRefused, children }: FrameProps) {
  return (
    <Page className="gap-6 tablet:max-w-[640px] tablet:pt-8">
      <div>
        <h1 className="type-display text-balance">{title}</h1>
        <p className="mt-2 max-w-prose text-ink-2">{lead}</p>
      </div>
      {remarks !== "" && <Note tone={isRefused ? "amber" : "blue"} className="rounded-sheet px-4 py-3"><p className="whitespace-pre-line">{remarks}</p></Note>}
      {children}
    </Page>
  );
}

/** What is behind, what goes on now and what comes; `at` is the step that goes on, `since` when it was sent. */
function Steps({ at, since, steps, within }: { at: number; since: string | null; steps: readonly string[]; within?: string | undefined }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  return (
    <Section title={t("application.steps")}>
      <ol className="rounded-card bg-surface p-1.5 shadow-1">
        {steps.map((step, index) => {
          const when = index < at ? "done" : index === at ? "now" : "later";
          const more = index === 1 && index < at && since ? f.dateTime(since, OWN_ZONE) : when === "now" ? [t("application.now"), within].filter(Boolean).join(", ") : null;
          return (
            <li key={step} aria-current={when === "now" ? "step" : undefined} className="flex min-h-12 items-center gap-3.5 px-3 py-2">
              <span aria-hidden="true" className={cn("grid size-7 flex-none place-items-center rounded-full", when === "done" ? "bg-green-tint text-green-ink" : when === "now" ? "bg-blue-fill text-white" : "bg-sunken text-ink-3")}>
                {when === "done" ? <Check size={15} /> : when === "now" ? <Hourglass size={14} /> : <span className="mono text-[12px]">{index + 1}</span>}
              </span>
              <span className="flex min-w-0 flex-1 flex-col gap-x-3 tablet:flex-row tablet:items-center tablet:justify-between">
                <span className={cn("min-w-0", when === "now" ? "font-semibold" : when === "later" && "text-ink-2")}><span className="sr-only">{t(`application.${when}`)}: </span>{step}</span>
                {more && <span className="type-small flex-none text-ink-2">{more}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Meanwhile({ children }: { children: ReactNode }) {
  const { t } = useTranslation("w-owner");
  return (
    <Section title={t("application.meanwhile")}>
      <ul className="rounded-card bg-surface p-1.5 shadow-1">
        {children}
        <Way to="/me" icon={<UserRound size={20} aria-hidden="true" />} title={t("application.way.account")} text={t("application.way.accountText")} />
        <Way to="/pets" icon={<PawPrint size={20} aria-hidden="true" />} title={t("application.way.pets")} text={t("application.way.petsText")} />
      </ul>
    </Section>
  );
}
