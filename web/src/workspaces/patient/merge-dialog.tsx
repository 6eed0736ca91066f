import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { MergeCard, MergeChoice, MergeKind, MergePreview, PatientLine, PatientView } from "@/api/types";
import { merge, mergePreviewQuery, mergesChanged, unmerge, wishOf } from "@/features/patients/merges";
import { PatientSearch } from "@/features/patients/patient-search";
import { cn } from "@/lib/cn";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { MergeFields, useTallyText } from "./merge-fields";

export interface Two {
  kind: MergeKind;
  keptId: string;
  droppedId: string;
}

/** Of another client the clients are meant, of the same one the animals. */
export function twoOf(patient: PatientView, other: PatientLine): Two {
  const isSameClient = patient.client_id === other.client_id;
  return isSameClient ? { kind: "patient", keptId: patient.id, droppedId: other.id } : { kind: "client", keptId: patient.client_id, droppedId: other.client_id };
}

export interface MergeDialogProps {
  slug: string;
  /** Who is looked at, and the other one is searched; or the two that are known already. */
  from: PatientView | Two;
  onClose: () => void;
  onMerged?: (kind: MergeKind, keptId: string) => void;
}

/** Two that are one and the same: who they are, what differs, what goes along, and one button. */
export function MergeDialog({ slug, from, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation(["w-patient", "common"]);
  const problemText = useProblemText("w-patient");
  const queries = useQueryClient();
  const intent = useIntent();
  const patient = "kind" in from ? null : from;
  const [two, setTwo] = useState<Two | null>("kind" in from ? from : null);
  const [other, setOther] = useState<PatientLine | null>(null);
  const [chosen, setChosen] = useState<Record<string, MergeChoice>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { data: seen, isError, refetch } = useQuery({ ...mergePreviewQuery(slug, two?.kind ?? "client", two?.keptId ?? "", two?.droppedId ?? ""), enabled: two !== null });
  const isSelf = patient !== null && other?.id === patient.id;

  const look = (next: Two | null): void => {
    setTwo(next);
    setChosen({});
    setProblem(null);
  };
  const choose = (line: PatientLine | null): void => {
    setOther(line);
    look(patient && line && line.id !== patient.id ? twoOf(patient, line) : null);
  };
  const submit = async (preview: MergePreview): Promise<void> => {
    setBusy(true);
    try {
      const made = await intent(wishOf(preview, chosen), (body, headers) => merge(slug, body, headers));
      const takeBack = (): void => void unmerge(slug, made.id).then(() => { mergesChanged(queries); toast.done(t("merge.undone")); }, (error: unknown) => toast.failed(problemText(error), takeBack));
      toast.done(t("merge.done", { name: preview.kept.name }), takeBack);
      onMerged?.(made.kind, made.kept_id);
      onClose();
      mergesChanged(queries);
    } catch (error) {
      setProblem(error);
      setBusy(false);
      void refetch();
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={patient ? t("merge.titleOf", { name: patient.name }) : t("merge.titleTwo")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          {seen && two && !seen.refused && <Button tone="main" isBusy={isBusy} onClick={() => void submit(seen)}>{t("merge.submit")}</Button>}
        </>
      }
    >
      <div className={cn("flex flex-col gap-4", !two && "min-h-80")}>
        {patient && (
          <div className="flex flex-col gap-1.5">
            <PatientSearch slug={slug} label={t("merge.with")} selected={other} onSelect={choose} error={isSelf ? t("merge.self") : undefined} />
            {!two && !isSelf && <p className="type-small text-ink-3">{t("merge.withHint")}</p>}
          </div>
        )}
        {two && isError && <Note tone="red" role="alert">{t("merge.failed")} <Button tone="link" onClick={() => void refetch()}>{t("common:action.retry")}</Button></Note>}
        {two && !seen && !isError && <Skeleton className="h-48" />}
        {two && seen && <Preview seen={seen} chosen={chosen} onChoose={(field, choice) => setChosen({ ...chosen, [field]: choice })} onTurn={() => look({ ...two, keptId: seen.dropped.id, droppedId: seen.kept.id })} />}
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      </div>
    </Dialog>
  );
}

interface PreviewProps {
  seen: MergePreview;
  chosen: Readonly<Record<string, MergeChoice>>;
  onChoose: (field: string, choice: MergeChoice) => void;
  onTurn: () => void;
}

function Preview({ seen, chosen, onChoose, onTurn }: PreviewProps) {
  const { t } = useTranslation(["w-patient", "problems"]);
  const f = useFormats();
  const tallied = useTallyText()(seen.follows.filter((one) => one.what !== "patient"));
  const twice = seen.kind === "client" ? seen.kept.animals.filter((name) => seen.animals.includes(name)) : [];
  const along = [seen.animals.join(", "), tallied].filter(Boolean).join("; ");
  return (
    <>
      <div className="grid gap-2 tablet:grid-cols-2">
        <Who card={seen.kept} heading={t("merge.stays")} isKept />
        <Who card={seen.dropped} heading={t("merge.goes")} />
      </div>
      {seen.refused ? (
        <Note tone="amber">{t(`problems:${seen.refused}`)}</Note>
      ) : (
        <>
          {!seen.kept.has_account && <Button tone="bare" size="s" className="-mt-2 self-start" onClick={onTurn}><ArrowLeftRight size={14} aria-hidden="true" />{t("merge.turn")}</Button>}
          <MergeFields seen={seen} chosen={chosen} onChoose={onChoose} />
          <p><span className="type-small block text-ink-2">{t("merge.follows")}</span>{along || t("merge.nothing")}</p>
          {twice.length > 0 && <p>{t("merge.twice", { names: f.list(twice) })}</p>}
          <p className="type-small text-ink-3">{t("merge.undoable")}</p>
        </>
      )}
    </>
  );
}

function Who({ card, heading, isKept = false }: { card: MergeCard; heading: string; isKept?: boolean }) {
  const { t } = useTranslation("w-patient");
  const more = card.number === null ? [card.breed, t("merge.of", { name: card.place })] : [t("merge.number", { number: card.number }), card.place];
  return (
    <section aria-label={heading} className="min-w-0 rounded-md bg-sunken px-3 py-2.5">
      <p className="type-small text-ink-2">{heading}</p>
      <p className="weight-name break-words">{card.name}</p>
      <p className="type-small text-ink-2">{more.filter(Boolean).join(", ")}</p>
      {card.animals.length > 0 && <p className="type-small text-ink-2">{card.animals.join(", ")}</p>}
      {isKept && card.has_account && <p className="mt-1.5"><Tag tone="green">{t("merge.account")}</Tag></p>}
    </section>
  );
}
