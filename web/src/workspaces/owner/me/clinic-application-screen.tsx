import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import type { ClinicApplication } from "@/api/types";
import { applicationsQuery } from "@/features/identity/applications";
import { useIntent } from "@/lib/idempotency";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { useTitle } from "@/lib/title";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { Loading, Skeleton } from "@/ui/states";

import { BackLink, Failed, Page, Section } from "../parts/page";

import { applicationQuery, changeApplication, startApplication, submitApplication } from "./api";
import { Documents } from "./documents";
import { FactsFields } from "./facts-fields";
import { practiceOf, type FactsValues } from "./facts-form";

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Asking for a place for one's own clinic: the facts, the papers, and how it stands. */
export function ClinicApplicationScreen() {
  const { t } = useTranslation(["w-owner", "common"]);
  const [params] = useSearchParams();
  const list = useQuery(applicationsQuery);
  useTitle(t("clinicApplication.title"));
  const items = list.data?.items ?? [];
  const chosen = params.get("new") === "1" ? null : (items.find(({ id }) => id === params.get("id"))?.id ?? items[0]?.id ?? null);
  const application = useQuery({ ...applicationQuery(chosen ?? ""), enabled: chosen !== null });
  const error = list.error ?? application.error;
  return (
    <Page className="gap-6 tablet:max-w-[640px]">
      <BackLink to="/me">{t("me.title")}</BackLink>
      {error ? (
        <Failed title={t("clinicApplication.failed")} error={error} onRetry={() => { void list.refetch(); if (chosen !== null) void application.refetch(); }} />
      ) : list.isLoading || (chosen !== null && !application.data) ? (
        <Loading label={t("common:state.loading")} className="flex flex-col gap-4"><Skeleton className="h-9 w-72" /><Skeleton className="h-96 rounded-card" /></Loading>
      ) : application.data && chosen !== null ? (
        <Application key={application.data.id} application={application.data} others={items.filter(({ id }) => id !== chosen)} />
      ) : (
        <Begin />
      )}
    </Page>
  );
}

function Begin() {
  const { t } = useTranslation("w-owner");
  const queries = useQueryClient();
  const [, setParams] = useSearchParams();
  const intent = useIntent();
  const start = async (values: FactsValues): Promise<void> => {
    const made = await intent(practiceOf(values, null), startApplication);
    queries.setQueryData(applicationQuery(made.id).queryKey, made);
    await queries.invalidateQueries({ queryKey: applicationsQuery.queryKey, exact: true });
    setParams({ id: made.id }, { replace: true });
    window.scrollTo(0, 0);
  };
  return (
    <>
      <div>
        <h1 className="type-display text-balance">{t("clinicApplication.heading")}</h1>
        <p className="mt-2 max-w-prose text-ink-2">{t("clinicApplication.lead")}</p>
      </div>
      <FactsFields application={null} onSave={start} />
    </>
  );
}

function Application({ application, others }: { application: ClinicApplication; others: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const queries = useQueryClient();
  const { state } = application;
  const isOpen = state === "draft" || state === "rejected";
  const save = async (values: FactsValues): Promise<void> => {
    const changed = await changeApplication(application, practiceOf(values, application));
    queries.setQueryData(applicationQuery(application.id).queryKey, changed);
    toast.done(t("clinicApplication.saved"));
  };
  return (
    <>
      <div>
        <h1 className="type-display text-balance">{t(`clinicApplication.state.${state}`, { name: application.practice.name })}</h1>
        <p className="mt-2 max-w-prose text-ink-2">{t(`clinicApplication.next.${state}`)}</p>
      </div>
      {application.remarks !== "" && <Note tone={state === "rejected" ? "amber" : "blue"} className="rounded-sheet px-4 py-3"><b>{t("clinicApplication.remarks")}</b><p className="whitespace-pre-line">{application.remarks}</p></Note>}
      {state === "approved" && application.slug && <Button asChild tone="main" size="l" className="self-start"><Link to={`/p/${application.slug}`}>{t("clinicApplication.open", { name: application.practice.name })}</Link></Button>}
      <Section title={t("clinicApplication.papers")}><Documents application={application} isOpen={isOpen} /></Section>
      {isOpen && <Section title={t("clinicApplication.facts")}><FactsFields key={application.version} application={application} onSave={save} /></Section>}
      {isOpen && <Submit application={application} />}
      <Section title={t("clinicApplication.log")}>
        <ol className="flex flex-col gap-1.5">
          {application.log.map((line) => (
            <li key={line.at + line.what} className="flex flex-wrap gap-x-3 text-[14px]">
              <span className="mono w-36 flex-none text-ink-2">{f.dateTime(line.at, OWN_ZONE)}</span>
              <span>{t([`clinicApplication.did.${line.what}`, "clinicApplication.did.changed"])}</span>
            </li>
          ))}
        </ol>
      </Section>
      {(others.length > 0 || !isOpen) && (
        <ul className="flex flex-wrap gap-2">
          {others.map((other) => <li key={other.id}><Button asChild size="l"><Link to={`/me/clinic-application?id=${other.id}`}>{other.name}</Link></Button></li>)}
          {!isOpen && <li><Button asChild size="l"><Link to="/me/clinic-application?new=1">{t("clinicApplication.another")}</Link></Button></li>}
        </ul>
      )}
    </>
  );
}

function Submit({ application }: { application: ClinicApplication }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const submit = useMutation({
    mutationFn: () => submitApplication(application.id),
    onSuccess: (changed) => {
      queries.setQueryData(applicationQuery(application.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: applicationsQuery.queryKey, exact: true });
      window.scrollTo(0, 0);
    },
  });
  const lacking = application.missing.map((name) => t([`clinicApplication.paper.${name}`, `clinicApplication.field.${name}`]).toLocaleLowerCase());
  return (
    <div className="flex flex-col gap-3">
      {submit.error && <Note tone="red" role="alert">{problemText(submit.error)}</Note>}
      {lacking.length > 0 && <Note tone="amber" role="status" className="rounded-sheet px-4 py-3">{t("clinicApplication.missing", { list: f.list(lacking) })}</Note>}
      <Button tone="main" size="xl" isWide disabled={lacking.length > 0 || submit.isPending} isBusy={submit.isPending} onClick={() => submit.mutate()}>
        {application.submissions > 0 ? t("clinicApplication.resubmit") : t("clinicApplication.submit")}
      </Button>
    </div>
  );
}
