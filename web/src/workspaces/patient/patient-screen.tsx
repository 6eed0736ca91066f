import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate, useParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { PatientLine, PatientView } from "@/api/types";
import { BookDialog } from "@/features/appointments/book-dialog";
import { useNow, useOwnVetId, useZone } from "@/features/appointments/practice";
import { useMay } from "@/features/identity/session";
import { usePanelWidth } from "@/features/layout/use-panel-width";
import { patientQuery } from "@/features/patients/api";
import { PatientHead } from "@/features/patients/patient-head";
import { WeightPanel } from "@/features/patients/weight-panel";
import { useActions } from "@/lib/actions";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Separator } from "@/ui/separator";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

import { Appointments } from "./appointments";
import { DueVaccinations } from "./due-vaccinations";
import { EditPatientDialog } from "./edit-patient-dialog";
import { FarewellDialog } from "./farewell-dialog";
import { Household } from "./household";
import { MergeDialog } from "./merge-dialog";
import { MergedLines } from "./merged-lines";
import { TimeLine } from "./time-line";
import { usePatientActions, type Asked } from "./use-patient-actions";
import { usePlanned, visitOfToday } from "./use-planned";

export function PatientScreen() {
  const { t } = useTranslation(["w-patient", "patients", "records", "appointments"]);
  const { patientId = "" } = useParams();
  const { slug, href } = useMap();
  const { data: patient, error, refetch } = useQuery(patientQuery(slug, patientId));
  const isOther = patient !== undefined && patient.id !== patientId;
  useCrumb(patient && !isOther ? { key: `patient:${patientId}`, title: patient.name, icon: "patient" } : null);
  // An address from before two files were made one leads to the one that was kept.
  if (isOther) return <Navigate replace to={href("patient", patient.id) ?? ""} />;
  if (patient) return <PatientFile key={patient.id} slug={slug} patient={patient} />;
  if (isProblem(error) && error.status === 404) {
    return <EmptyState className="max-w-lg" title={t("gone.title")} action={<Button asChild><Link to={href("patient") ?? ""}>{t("gone.back")}</Link></Button>}>{t("gone.text")}</EmptyState>;
  }
  if (error) return <ErrorState className="max-w-lg" title={t("failedOne")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />;
  return (
    <Loading label={t("common:state.loading")} className="flex flex-col gap-4">
      <div className="flex gap-3.5"><Skeleton className="size-13 rounded-[30%]" /><div className="flex flex-col gap-2 pt-1"><Skeleton className="h-7 w-40" /><Skeleton className="h-4 w-96" /></div></div>
      <div className="grid gap-5 tablet:grid-cols-[244px_1fr]"><Skeleton className="h-64" /><Skeleton className="h-[560px] rounded-sheet" /></div>
    </Loading>
  );
}

/** The line of the list that a booking starts from, as the file knows it. */
function asLine(patient: PatientView): PatientLine {
  return { ...patient, last_visit_at: null, next_visit_at: null };
}

function PatientFile({ slug, patient }: { slug: string; patient: PatientView }) {
  const { t } = useTranslation("w-patient");
  const facts = usePanelWidth("patient", "facts", { initial: 244, min: 200, max: 340, side: "start" });
  const household = usePanelWidth("patient", "household", { initial: 262, min: 210, max: 400, side: "end" });
  const zone = useZone(slug);
  const ownVetId = useOwnVetId(slug) ?? null;
  const [asked, setAsked] = useState<Asked | null>(null);
  const mayRead = useMay(slug, "records.read");
  const maySchedule = useMay(slug, "schedule.read");
  const navigate = useNavigate();
  const { href } = useMap();
  const close = (): void => setAsked(null);
  const planned = usePlanned(slug, patient.id, zone);
  const visit = visitOfToday(planned, zone, useNow());
  useActions(usePatientActions(slug, patient, visit, setAsked), patient.name, "patient");
  return (
    <div className="flex flex-col gap-3.5">
      <PatientHead patient={patient} />
      <div data-panels style={{ ...facts.style, ...household.style }} className="grid items-start gap-x-5 gap-y-6 print:block print:space-y-6 tablet:grid-cols-[minmax(0,1fr)_252px] wide:grid-cols-[min(var(--facts),28%)_minmax(0,1fr)_min(var(--household),36%)]">
        <div className="flex flex-col gap-6 pt-1 max-wide:order-2">
          <WeightPanel slug={slug} patient={patient} zone={zone} />
          {mayRead && <DueVaccinations slug={slug} patientId={patient.id} zone={zone} />}
          {maySchedule && <Appointments slug={slug} patientId={patient.id} zone={zone} />}
          <Facts patient={patient} onEdit={() => setAsked("edit")} slug={slug} />
          <MergedLines slug={slug} clientId={patient.client_id} patientId={patient.id} zone={zone} kind="patient" />
        </div>
        <Sheet className="relative min-w-0 px-[18px] py-4 max-wide:row-span-2 print:px-0">
          <Separator label={t("width.facts")} {...facts.edge} className="absolute inset-y-0 -left-4 max-wide:hidden" />
          <Separator label={t("width.household")} {...household.edge} className="absolute inset-y-0 -right-4 max-wide:hidden" />
          <TimeLine slug={slug} patient={patient} zone={zone} planned={planned} onBook={() => setAsked("book")} />
        </Sheet>
        <Household slug={slug} patient={patient} zone={zone} className="max-wide:order-3" />
      </div>
      {asked === "book" && <BookDialog slug={slug} zone={zone} patient={asLine(patient)} ownVetId={ownVetId} onClose={close} />}
      {asked === "edit" && <EditPatientDialog slug={slug} patient={patient} onClose={close} />}
      {asked === "merge" && <MergeDialog slug={slug} from={patient} onClose={close} onMerged={(kind, keptId) => kind === "patient" && keptId !== patient.id && void navigate(href("patient", keptId) ?? "", { replace: true })} />}
      {asked === "farewell" && <FarewellDialog slug={slug} patient={patient} zone={zone} onClose={close} />}
    </div>
  );
}

function Facts({ slug, patient, onEdit }: { slug: string; patient: PatientView; onEdit: () => void }) {
  const { t } = useTranslation("w-patient");
  const mayWrite = useMay(slug, "patients.write") && patient.state === "active";
  const facts = [
    [t("field.colour"), patient.colour],
    [t("field.insurance"), patient.insurance],
  ].filter(([, value]) => value);
  return (
    <section aria-label={t("facts")} className="flex flex-col gap-1.5">
      <header className="flex items-baseline justify-between">
        <h2 className="type-h3 font-sans tracking-normal">{t("facts")}</h2>
        {mayWrite && <Button tone="link" className="type-small" aria-label={t("edit.title", { name: patient.name })} onClick={onEdit}>{t("common:action.edit")}</Button>}
      </header>
      {facts.length === 0 && <p className="type-small text-ink-3">{t("factsNone")}</p>}
      <dl className="type-small grid grid-cols-[84px_1fr] gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents"><dt className="text-ink-3">{name}</dt><dd>{value}</dd></div>
        ))}
      </dl>
    </section>
  );
}
