import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow, FreeVet } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { freeVetsQuery } from "./api";
import { OvertakenDialog } from "./overtaken-dialog";
import { leadsOn } from "./rules";
import { useAskedStep } from "./use-asked-step";
import { VisitLine } from "./visit-line";

export interface VetDialogProps {
  slug: string;
  row: AppointmentRow;
  zone: string;
  /** Approving confirms the request with the chosen vet; assigning only changes who sees the patient. */
  kind: "approve" | "assign";
  onClose: () => void;
}

/** Who is free then: whoever works at that hour first; who does not is shown when asked for, and who does not do this stands apart and is asked about. */
export function VetDialog({ slug, row: asked, zone, kind, onClose }: VetDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const problemText = useProblemText("appointments");
  const { take, row, problem, isBusy, overtaken, goOn } = useAskedStep(slug, asked, onClose);
  const { data, isError, refetch } = useQuery(freeVetsQuery(slug, row.id));
  const [chosen, setChosen] = useState(row.vet_id);
  const vet = data?.items.find((one) => one.id === chosen);
  const isUnsuitable = vet?.does_type === false;
  const against = data && againstOf(data.is_open, vet);
  if (overtaken) return <OvertakenDialog slug={slug} zone={zone} now={overtaken} onGoOn={leadsOn(kind, overtaken.state) ? () => { setChosen(overtaken.vet_id); goOn(); } : undefined} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t(`${kind}.title`, { name: row.patient_name })}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone={kind === "approve" && !isUnsuitable ? "go" : "main"} isBusy={isBusy} onClick={() => void take({ kind, vet_id: chosen, unsuitable: isUnsuitable })} disabled={isBusy || !data || !vet || (kind === "assign" && chosen === row.vet_id && row.outside === null)}>
            {vet ? t(`${kind}.${against || isUnsuitable ? "anyway" : "submit"}`, { vet: vet.name }) : t(`${kind}.nobody`)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <VisitLine row={row} zone={zone} />
        {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
        {isError && <ErrorState title={t("vets.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />}
        {!data && !isError && <Loading label={t("common:state.loading")} className="flex flex-col gap-2">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>}
        {data && <Choices vets={data.items} chosen={chosen} onChoose={setChosen} />}
        {isUnsuitable && <Note tone="amber" role="status">{t("vets.unsuitable", { name: vet.name })}</Note>}
        {against && <Note tone="amber" role="status">{t(`against.${against}`, { name: vet?.name ?? "" })}</Note>}
      </div>
    </Dialog>
  );
}

/** What speaks against this time with this person, as the server says it. */
function againstOf(isOpen: boolean, vet: FreeVet | undefined): "closed" | "leave" | "off_duty" | null {
  if (!isOpen) return "closed";
  if (vet === undefined || vet.duty === "on") return null;
  return vet.duty === "leave" ? "leave" : "off_duty";
}

function Choices({ vets, chosen, onChoose }: { vets: readonly FreeVet[]; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation("appointments");
  const suited = vets.filter((vet) => vet.does_type);
  const unsuited = vets.filter((vet) => !vet.does_type);
  const working = suited.filter((vet) => vet.duty === "on");
  const others = suited.filter((vet) => vet.duty !== "on");
  // Whoever it stands under is in sight, also when they do not work then.
  const [isWide, setWide] = useState(working.length === 0 || others.some((vet) => vet.id === chosen));
  return (
    <>
      {working.length > 0 && <Group legend={t("vets.free")} vets={working} chosen={chosen} onChoose={onChoose} />}
      {working.length === 0 && <p className="text-ink-2">{t("vets.nobody")}</p>}
      {others.length > 0 && !isWide && <Button tone="bare" className="-mt-2 self-start" onClick={() => setWide(true)}>{t("vets.showOff", { count: others.length })}</Button>}
      {others.length > 0 && isWide && <Group legend={t("vets.off")} vets={others} chosen={chosen} onChoose={onChoose} />}
      {unsuited.length > 0 && <Group legend={t("vets.notThis")} vets={unsuited} chosen={chosen} onChoose={onChoose} />}
    </>
  );
}

function Group({ legend, vets, chosen, onChoose }: { legend: string; vets: readonly FreeVet[]; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation("appointments");
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="type-label mb-1.5 text-ink-2">{legend}</legend>
      {vets.map((vet) => (
        <label key={vet.id} className="flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md px-2 hover:bg-hover has-checked:bg-selected">
          <input type="radio" name="vet" className="accent-blue-fill" checked={vet.id === chosen} onChange={() => onChoose(vet.id)} />
          <Avatar name={vet.name} isDecorative />
          <span className="min-w-0 flex-1 truncate font-semibold text-ink">{vet.name}</span>
          {vet.is_current && <Tag tone="blue">{t("vets.current")}</Tag>}
          {vet.duty === "leave" && <Tag tone="amber">{t("vets.leave")}</Tag>}
          {vet.duty === "off" && <Tag tone="amber">{t("vets.outside")}</Tag>}
        </label>
      ))}
    </fieldset>
  );
}
