import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { MergeKind, MergeLine, UnmergePreview } from "@/api/types";
import { useMay } from "@/features/identity/session";
import { mergesChanged, mergesQuery, unmerge, unmergePreviewQuery } from "@/features/patients/merges";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Skeleton } from "@/ui/states";

import { useFieldText, useTallyText } from "./merge-fields";

export interface MergedLinesProps {
  slug: string;
  clientId: string;
  patientId: string;
  zone: string;
  kind: MergeKind;
}

/** What was merged into this animal, or into its owner, for as long as it can be taken apart. */
export function MergedLines({ slug, clientId, patientId, zone, kind }: MergedLinesProps) {
  const { t } = useTranslation("w-patient");
  const line = useLineText(zone);
  const mayMerge = useMay(slug, "patients.merge");
  const { data } = useQuery(mergesQuery(slug, clientId, patientId));
  const [asked, setAsked] = useState<MergeLine | null>(null);
  const lines = data?.items.filter((one) => one.kind === kind) ?? [];
  if (lines.length === 0) return null;
  return (
    <>
      <ul className="type-small flex flex-col gap-1 text-ink-2 print:hidden">
        {lines.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-2">
            {line(one)}
            {mayMerge && <Button tone="link" className="type-small" aria-label={t("merge.undoOf", { name: one.dropped_name })} onClick={() => setAsked(one)}>{t("merge.undo")}</Button>}
          </li>
        ))}
      </ul>
      {asked && <UnmergeDialog slug={slug} merge={asked} zone={zone} onClose={() => setAsked(null)} />}
    </>
  );
}

function useLineText(zone: string): (one: MergeLine) => string {
  const { t } = useTranslation("w-patient");
  const f = useFormats();
  return (one) => {
    const date = f.date(dayIn(one.merged_at, zone));
    if (one.dropped_number === null) return t("merge.line", { name: one.dropped_name, date });
    return t("merge.lineOf", { name: one.dropped_name, number: t("merge.number", { number: one.dropped_number }), date });
  };
}

/** What goes back, what stays because it was changed since, and one button. */
export function UnmergeDialog({ slug, merge, zone, onClose }: { slug: string; merge: MergeLine; zone: string; onClose: () => void }) {
  const { t } = useTranslation(["w-patient", "common"]);
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const intent = useIntent();
  const { data: seen, error, refetch } = useQuery(unmergePreviewQuery(slug, merge.id));
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await intent(merge.id, (id, headers) => unmerge(slug, id, headers));
      toast.done(t("merge.undone"));
      onClose();
    } catch (failure) {
      setProblem(failure);
      setBusy(false);
      void refetch();
    }
    mergesChanged(queries);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("merge.apart.title")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          {seen?.blocked_by.length === 0 && <Button tone="main" isBusy={isBusy} onClick={() => void submit()}>{t("merge.apart.submit")}</Button>}
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        {error !== null && !seen && <Note tone="red" role="alert">{problemText(error)}</Note>}
        {!seen && error === null && <Skeleton className="h-32" />}
        {seen && <Apart seen={seen} zone={zone} />}
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </div>
    </Dialog>
  );
}

function Apart({ seen, zone }: { seen: UnmergePreview; zone: string }) {
  const { t } = useTranslation("w-patient");
  const line = useLineText(zone);
  const text = useFieldText();
  const tallied = useTallyText();
  if (seen.blocked_by.length > 0) {
    return <Note tone="amber">{t("merge.apart.blocked")}<ul className="mt-1">{seen.blocked_by.map((one) => <li key={one.id}>{line(one)}</li>)}</ul></Note>;
  }
  const back = [seen.animals.join(", "), tallied(seen.goes_back.filter((one) => one.what !== "patient"))].filter(Boolean).join("; ");
  const since = tallied(seen.since);
  const again = seen.fields.filter((field) => !field.stays);
  const stays = seen.fields.filter((field) => field.stays);
  return (
    <>
      <Part heading={t("merge.apart.back", { name: seen.merge.dropped_name })}>{back || t("merge.apart.nothing")}</Part>
      {since && <Part heading={t("merge.apart.since")}>{since}</Part>}
      {again.length > 0 && <Part heading={t("merge.apart.fields")}>{again.map((field) => <span key={field.field} className="block">{t("merge.apart.changes", { field: t(`merge.field.${field.field}`), before: text(field.field, field.before) })}</span>)}</Part>}
      {stays.length > 0 && <Part heading={t("merge.apart.stays")}>{stays.map((field) => <span key={field.field} className="block">{t("merge.apart.kept", { field: t(`merge.field.${field.field}`), now: text(field.field, field.now) })}</span>)}</Part>}
      <p className="type-small text-ink-3">{t("merge.apart.rest", { name: seen.kept.name })}</p>
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return <div><p className="type-small text-ink-2">{heading}</p><p className="break-words">{children}</p></div>;
}
