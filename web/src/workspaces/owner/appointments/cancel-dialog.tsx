import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { AppointmentView } from "@/api/types";
import { useDialogDraft } from "@/features/identity/dialog-draft";
import { useFormats } from "@/lib/i18n";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

import { appointmentQuery, cancelAppointment } from "../api";

import { ChangedNote, useChangedText } from "./changed-note";

export interface CancelDialogProps {
  appointment: AppointmentView;
  onClose: () => void;
}

/**
 * Calls off what the owner has read, and nothing else: what the practice changed since is told first. Mounted for one
 * asking, so that a push from the practice cannot put another appointment under a question that was read already.
 */
export function CancelDialog({ appointment, onClose }: CancelDialogProps) {
  const { t } = useTranslation(["w-owner", "common"]);
  const f = useFormats();
  const queries = useQueryClient();
  const problemText = useProblemText("w-owner");
  const changedText = useChangedText();
  const { value: reason, set: setReason, close } = useDialogDraft(`cancel.${appointment.id}`, "", onClose);
  const [seen, setSeen] = useState(appointment);
  const [before, setBefore] = useState<AppointmentView | null>(null);
  const [isUnread, setUnread] = useState(false);
  const intent = useIntent();
  const { practice_slug: slug, id, starts_at, zone } = seen;
  const cancel = useMutation({
    mutationFn: () => intent(reason.trim() === "" ? null : reason.trim(), (why, headers) => cancelAppointment(seen, why, headers)),
    onSuccess: (changed) => {
      queries.setQueryData(appointmentQuery(slug, id).queryKey, changed);
      for (const key of ["appointments", "slots"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("appointment.cancelledNow", { pet: seen.pet_name }));
      close();
    },
    onError: async (error) => {
      if (!isProblem(error, "stale")) return;
      const now = await queries.fetchQuery({ ...appointmentQuery(slug, id), staleTime: 0 }).catch(() => null);
      setUnread(now === null);
      if (now === null) return;
      void queries.invalidateQueries({ queryKey: ["appointments"] });
      setBefore(seen);
      setSeen(now);
      if (now.may_change) return;
      toast.failed(changedText(seen, now));
      close();
    },
  });
  const isStale = cancel.error !== null && isProblem(cancel.error, "stale");
  return (
    <Dialog
      isOpen
      onClose={close}
      hasWords={reason.trim() !== ""}
      title={t("appointment.cancelTitle")}
      size="s"
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button size="l" onClick={close}>{t("appointment.keep")}</Button>
          <Button size="l" tone="danger" isBusy={cancel.isPending} onClick={() => cancel.mutate()}>{t("appointment.cancel")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {isStale && isUnread && <Note tone="red" role="alert">{t("appointment.changedUnread")}</Note>}
        {isStale && !isUnread && before !== null && <ChangedNote before={before} after={seen} />}
        <p className="type-read">{t("appointment.cancelText", { pet: seen.pet_name, name: seen.practice_name, day: f.day(starts_at, zone, new Date()), time: f.time(starts_at, zone) })}</p>
        {cancel.error && !isStale && <Note tone="red" role="alert">{problemText(cancel.error)}</Note>}
        <TextArea label={t("appointment.cancelReason")} hint={t("common:state.optional")} size="l" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
    </Dialog>
  );
}
