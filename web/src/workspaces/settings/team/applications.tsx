import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { VetApplication } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { decideOnVet, vetApplicationsQuery, type VetApplicationState } from "@/features/team/api";
import { useFormats } from "@/lib/i18n";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { SegmentedControl } from "@/ui/choices";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { EmptyState } from "@/ui/states";
import { Tag } from "@/ui/tag";
import { TextArea } from "@/ui/text-field";

import { PartFailed } from "../sheet";
import { LinesLoading } from "./lines-loading";

const STATES: readonly VetApplicationState[] = ["pending", "approved", "rejected"];

/** Vets who ask to work here. */
export function VetApplications() {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const [state, setState] = useState<VetApplicationState>("pending");
  const [asked, setAsked] = useState<{ one: VetApplication; decision: "approve" | "reject" } | null>(null);
  const { data, isError, refetch } = useQuery(vetApplicationsQuery(slug, state));
  return (
    <section aria-label={t("team.view.applications")}>
      <SegmentedControl label={t("vet.state.label")} value={state} onChange={setState} options={STATES.map((one) => ({ value: one, label: t(`vet.state.${one}`) }))} className="mb-2" />
      {isError ? (
        <PartFailed onRetry={() => void refetch()} />
      ) : !data ? (
        <LinesLoading />
      ) : data.length === 0 ? (
        <EmptyState title={t(`vet.none.${state}`)}>{state === "pending" && t("vet.noneText")}</EmptyState>
      ) : (
        <ul>
          {data.map((one) => <ApplicationLine key={one.id} one={one} onDecide={(decision) => setAsked({ one, decision })} />)}
        </ul>
      )}
      {asked && <DecisionDialog {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function ApplicationLine({ one, onDecide }: { one: VetApplication; onDecide: (decision: "approve" | "reject") => void }) {
  const { t } = useTranslation("w-settings");
  const f = useFormats();
  const name = `${one.first_name} ${one.last_name}`;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-t border-line py-3 first:border-t-0">
      <Avatar name={name} size={32} isDecorative />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{name}</p>
        <p className="type-small text-ink-2">{[one.email, one.specialisation].filter(Boolean).join(" · ")}</p>
        <p className="type-small mt-0.5 text-ink-2">{t("vet.licence")} <span className="mono text-ink">{one.licence_number}</span>, {t("vet.asked", { date: f.date(one.created_at.slice(0, 10), "short") })}</p>
        {one.note && <p className="mt-1.5 max-w-prose text-ink-2">{one.note}</p>}
        {one.remarks && <p className="type-small mt-1.5 max-w-prose text-ink-3">{t("vet.youSaid", { remarks: one.remarks })}</p>}
      </div>
      {one.state === "pending" ? (
        <div className="flex gap-2">
          <Button tone="go" size="s" aria-label={t("vet.approveOf", { name })} onClick={() => onDecide("approve")}>{t("vet.approve")}</Button>
          <Button tone="bare" size="s" aria-label={t("vet.rejectOf", { name })} onClick={() => onDecide("reject")}>{t("vet.reject")}</Button>
        </div>
      ) : (
        <Tag tone={one.state === "approved" ? "green" : "red"} icon={one.state === "approved" ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}>{t(`vet.state.${one.state}`)}</Tag>
      )}
    </li>
  );
}

function DecisionDialog({ one, decision, onClose }: { one: VetApplication; decision: "approve" | "reject"; onClose: () => void }) {
  const { t } = useTranslation("w-settings");
  const { slug } = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("w-settings");
  const { value: remarks, set: setRemarks, close } = useDialogDraft(`vet.${decision}.${one.id}`, "", onClose);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = `${one.first_name} ${one.last_name}`;
  const decide = (): void => {
    setBusy(true);
    decideOnVet(slug, one.id, decision, remarks.trim()).then(
      () => {
        for (const key of ["applications", "members", "resources"]) void queries.invalidateQueries({ queryKey: [key] });
        toast.done(t(`vet.done.${decision}`, { name }));
        close();
      },
      (error: unknown) => {
        setProblem(problemText(error));
        setBusy(false);
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      size="s"
      hasWords={remarks.trim() !== ""}
      closeLabel={t("common:action.close")}
      title={t(`vet.ask.${decision}`, { name })}
      footer={<><Button tone="bare" onClick={close}>{t("common:action.cancel")}</Button><Button tone={decision === "approve" ? "go" : "danger"} isBusy={isBusy} onClick={decide}>{t(`vet.${decision}`)}</Button></>}
    >
      <div className="flex flex-col gap-4 pt-1">
        {problem !== null && <Note tone="red" role="alert">{problem}</Note>}
        <p>{t(`vet.text.${decision}`, { name: one.first_name })}</p>
        <TextArea label={t("vet.remarks")} hint={t("vet.remarksHint")} maxLength={1000} rows={2} value={remarks} onChange={(event) => setRemarks(event.target.value)} />
      </div>
    </Dialog>
  );
}
