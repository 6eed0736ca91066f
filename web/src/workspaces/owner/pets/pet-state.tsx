import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Pet } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { DateField } from "@/ui/text-field";

import { archivePet, petDied, petQuery, restorePet } from "../api";

/** Puts a pet away or says that it died, each with a way back. */
export function PetState({ pet }: { pet: Pet }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const f = useFormats();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const [isTelling, setTelling] = useState(false);
  const took = (changed: Pet): void => {
    queries.setQueryData(petQuery(pet.id).queryKey, changed);
    void queries.invalidateQueries({ queryKey: ["pets"] });
  };
  const failed = (error: unknown): void => void toast.failed(problemText(error));
  const restore = useMutation({ mutationFn: () => restorePet(pet.id), onSuccess: took, onError: failed });
  const archive = useMutation({
    mutationFn: () => archivePet(pet.id),
    onSuccess: (changed) => {
      took(changed);
      toast.done(t("pet.archivedNow", { name: pet.name }), () => restore.mutate());
    },
    onError: failed,
  });
  const died = useMutation({
    mutationFn: (on: string) => petDied(pet.id, on),
    onSuccess: (changed) => {
      took(changed);
      setTelling(false);
      toast.done(t("pet.diedNow", { name: pet.name }), () => restore.mutate());
    },
    onError: failed,
  });
  if (pet.state !== "active") {
    const text = pet.deceased_on ? t("pet.diedText", { name: pet.name, date: f.date(pet.deceased_on) }) : t("pet.archivedText", { name: pet.name });
    return (
      <Note className="rounded-sheet px-4 py-3">
        <p>{text}</p>
        <Button size="l" className="mt-3" isBusy={restore.isPending} onClick={() => restore.mutate()}>{t("pet.restore")}</Button>
      </Note>
    );
  }
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      <Button tone="bare" size="l" className="-ml-3" isBusy={archive.isPending} onClick={() => archive.mutate()}>{t("pet.archive")}</Button>
      <Button tone="bare" size="l" onClick={() => setTelling(true)}>{t("pet.died", { name: pet.name })}</Button>
      <DiedDialog pet={pet} isOpen={isTelling} isBusy={died.isPending} onClose={() => setTelling(false)} onSave={(on) => died.mutate(on)} />
    </div>
  );
}

function DiedDialog({ pet, isOpen, isBusy, onClose, onSave }: { pet: Pet; isOpen: boolean; isBusy: boolean; onClose: () => void; onSave: (on: string) => void }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const today = dayIn(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [on, setOn] = useState(today);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("pet.diedTitle", { name: pet.name })}
      size="s"
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button size="l" onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button size="l" tone="main" isBusy={isBusy} disabled={on === "" || on > today} onClick={() => onSave(on)}>{t("common:action.save")}</Button>
        </>
      }
    >
      <p className="type-read mb-4">{t("pet.diedExplain", { name: pet.name })}</p>
      <DateField label={t("pet.diedDate")} size="l" max={today} value={on} onChange={(event) => setOn(event.target.value)} />
    </Dialog>
  );
}
