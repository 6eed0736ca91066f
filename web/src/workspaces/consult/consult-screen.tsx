import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { isProblem } from "@/api/problem";
import type { RecordView } from "@/api/types";
import { useZone } from "@/features/appointments/practice";
import { useMe } from "@/features/identity/session";
import { usePanelWidth } from "@/features/layout/use-panel-width";
import { patientQuery } from "@/features/patients/api";
import { PatientHead } from "@/features/patients/patient-head";
import { WeightPanel } from "@/features/patients/weight-panel";
import { recordQuery } from "@/features/records/api";
import { useNote } from "@/features/records/use-note";
import { useActions } from "@/lib/actions";
import { useFocusIfLost } from "@/lib/focus";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useCrumb } from "@/lib/trail";
import { useDraft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Sheet } from "@/ui/card";
import { Separator } from "@/ui/separator";
import { EmptyState, ErrorState, Loading, Skeleton } from "@/ui/states";

import { Addenda } from "./addenda";
import { ConsultDialogs } from "./consult-dialogs";
import { DraftFooter, SignedFooter } from "./footers";
import { LastVisits } from "./last-visits";
import { Leftover } from "./leftover";
import { NoteSheet } from "./note-sheet";
import { Orders } from "./orders";
import { useConsult } from "./use-consult";
import { usePartsDesk } from "./use-parts-desk";
import { useVitals } from "./use-vitals";
import { VisitReason } from "./visit-reason";
import { useCorrectedWeight, useIsInGrams, useWeightDoubt } from "./weight-doubt";

export function ConsultScreen() {
  const { t } = useTranslation(["w-consult", "patients", "records", "appointments"]);
  const { recordId = "" } = useParams();
  const { slug, href } = useMap();
  const { data: record, error, refetch } = useQuery(recordQuery(slug, recordId));
  if (record) return <Consult key={record.id} slug={slug} record={record} />;
  if (isProblem(error) && error.status === 404) {
    return <EmptyState className="max-w-lg" title={t("gone.title")} action={<Button asChild><Link to={href("consult") ?? ""}>{t("gone.back")}</Link></Button>}>{t("gone.text")}</EmptyState>;
  }
  if (error) return <ErrorState className="max-w-lg" title={t("failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />;
  return (
    <Loading label={t("common:state.loading")} className="flex flex-col gap-4">
      <div className="flex gap-3.5"><Skeleton className="size-13 rounded-[30%]" /><div className="flex flex-col gap-2 pt-1"><Skeleton className="h-7 w-40" /><Skeleton className="h-4 w-96" /></div></div>
      <div className="grid gap-5 tablet:grid-cols-[244px_1fr_272px]"><Skeleton className="h-64" /><Skeleton className="h-[560px] rounded-sheet" /><Skeleton className="h-64" /></div>
    </Loading>
  );
}

function Consult({ slug, record }: { slug: string; record: RecordView }) {
  const { t } = useTranslation("w-consult");
  const f = useFormats();
  const zone = useZone(slug);
  const me = useMe();
  const { data: patient } = useQuery(patientQuery(slug, record.patient_id));
  const note = useNote(slug, record, me.id);
  const vitals = useVitals(slug, record, me.id);
  const parts = usePartsDesk(slug, record);
  const consult = useConsult(slug, record, note, vitals, parts.open);
  const addendum = useDraft(`addendum.${record.id}.${me.id}`, "");
  const addLeftover = (text: string): void => {
    addendum.set([addendum.value, text].filter(Boolean).join("\n\n"));
    consult.ask("addendum");
  };
  const doubt = useWeightDoubt(patient, vitals, zone);
  const corrected = useCorrectedWeight(slug, record);
  const isInGrams = useIsInGrams(patient, vitals.saved.weight_grams ?? null);
  const isSigned = record.state === "signed";
  const before = usePanelWidth("consult", "before", { initial: 236, min: 190, max: 340, side: "start" });
  const orders = usePanelWidth("consult", "orders", { initial: 286, min: 230, max: 440, side: "end" });
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(heading, `${record.state} ${patient !== undefined}`);
  useCrumb({ key: `record:${record.id}`, title: `${record.patient_name}, ${t("title").toLocaleLowerCase()}`, icon: "consult", isUnsaved: !isSigned && (note.state !== "saved" || vitals.state !== "saved") });
  useActions(consult.actions, `${record.patient_name}, ${t(isSigned ? "subject.signed" : "subject.draft")}`, "record");
  return (
    <div className="flex min-h-full flex-col gap-3.5">
      {patient ? <PatientHead patient={patient} heading={heading} /> : <h1 ref={heading} tabIndex={-1} className="type-display">{record.patient_name}</h1>}
      <p className="hidden print:block">{t("paper.visit", { when: `${f.date(dayIn(record.visited_at, zone), "long")}, ${f.time(record.visited_at, zone)}`, vet: record.vet_name })}</p>
      <div data-panels style={{ ...before.style, ...orders.style }} className="grid flex-1 items-stretch gap-x-5 gap-y-5 print:block print:space-y-5 tablet:grid-cols-[minmax(0,1fr)_264px] wide:grid-cols-[min(var(--before),28%)_minmax(0,1fr)_min(var(--orders),36%)]">
        <aside aria-label={t("before")} className="flex flex-col print:hidden gap-6 pt-1 max-wide:order-3 max-wide:col-span-full tablet:max-wide:grid tablet:max-wide:grid-cols-[244px_minmax(0,1fr)]">
          {patient && <WeightPanel slug={slug} patient={patient} zone={zone} />}
          <LastVisits slug={slug} record={record} zone={zone} />
        </aside>
        <Sheet className="relative flex min-w-0 flex-col px-6 pt-5 pb-4 max-tablet:px-4 print:block print:px-0 print:pt-0">
          <Separator label={t("width.before")} {...before.edge} className="absolute inset-y-0 -left-4 max-wide:hidden" />
          <Separator label={t("width.orders")} {...orders.edge} className="absolute inset-y-0 -right-4 max-wide:hidden" />
          <VisitReason record={record} />
          {isSigned && <Leftover {...{ record, note, vitals }} diagnoses={parts.diagnoses} isOvertaken={consult.isOvertaken} onAdd={consult.mayWrite ? addLeftover : undefined} />}
          <NoteSheet record={record} note={note} vitals={vitals} diagnoses={parts.diagnoses} isSigned={isSigned} doubt={doubt} isInGrams={isInGrams} corrected={corrected} />
          {isSigned && <Addenda slug={slug} record={record} zone={zone} draft={addendum} isWriting={consult.asked === "addendum"} onDone={consult.close} />}
          <div className="mt-auto pt-6">
            {isSigned ? <SignedFooter record={record} zone={zone} consult={consult} /> : <DraftFooter record={record} zone={zone} note={note} vitals={vitals} consult={consult} />}
          </div>
        </Sheet>
        <Orders slug={slug} record={record} zone={zone} isSigned={isSigned} removal={parts.orders} />
      </div>
      <ConsultDialogs slug={slug} zone={zone} record={record} patient={patient} consult={consult} doubt={doubt} />
    </div>
  );
}
