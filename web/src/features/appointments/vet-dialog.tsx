import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentRow } from "@/api/types";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ErrorState, Loading, Skeleton } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { freeVetsQuery } from "./api";
import { useStep } from "./use-step";

export interface VetDialogProps {
  slug: string;
  row: AppointmentRow;
  /** Approving confirms the request with the chosen vet; assigning only changes who sees the patient. */
  kind: "approve" | "assign";
  onClose: () => void;
}

/** Who is free then; whoever works at that hour and does this type stands first. */
export function VetDialog({ slug, row, kind, onClose }: VetDialogProps) {
  const { t } = useTranslation(["appointments", "common"]);
  const step = useStep(slug);
  const { data, isError, refetch } = useQuery(freeVetsQuery(slug, row.id));
  const [chosen, setChosen] = useState(row.vet_id);
  const submit = (): void => {
    onClose();
    void step(row, { kind, vet_id: chosen });
  };
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
          <Button tone={kind === "approve" ? "go" : "main"} onClick={submit} disabled={!data || (kind === "assign" && chosen === row.vet_id)}>{t(`${kind}.submit`)}</Button>
        </>
      }
    >
      {isError && <ErrorState title={t("vets.failed")} action={<Button onClick={() => void refetch()}>{t("common:action.retry")}</Button>} />}
      {!data && !isError && <Loading label={t("common:state.loading")} className="flex flex-col gap-2">{[0, 1, 2].map((index) => <Skeleton key={index} className="h-11" />)}</Loading>}
      {data && (
        <fieldset className="flex flex-col gap-1">
          <legend className="type-label mb-1.5 text-ink-2">{t("vets.free")}</legend>
          {data.items.map((vet) => (
            <label key={vet.id} className="flex min-h-11 items-center gap-2.5 rounded-md px-2 hover:bg-hover has-checked:bg-selected">
              <input type="radio" name="vet" className="accent-blue-fill" checked={vet.id === chosen} onChange={() => setChosen(vet.id)} />
              <Avatar name={vet.name} isDecorative />
              <span className="flex-1 font-semibold text-ink">{vet.name}</span>
              {vet.is_current && <Tag tone="blue">{t("vets.current")}</Tag>}
              {!vet.offered && <Tag tone="amber">{t("vets.outside")}</Tag>}
            </label>
          ))}
        </fieldset>
      )}
    </Dialog>
  );
}
