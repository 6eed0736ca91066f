import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import type { FormEvent, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { ThreadView } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { useDraft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

import { writeMessage } from "../api";

export const TEXT_MAX = 4000;

/** An answer in a conversation; what is typed stays until it was sent, also in a closed tab. */
export function Composer({ thread }: { thread: ThreadView }) {
  const { t } = useTranslation("w-owner");
  const me = useMe();
  const queries = useQueryClient();
  const intent = useIntent();
  const problemText = useProblemText("w-owner");
  const draft = useDraft(`message.${thread.id}.${me.id}`, "");
  const send = useMutation({
    mutationFn: () => intent({ text: draft.value.trim(), thread_id: thread.id }, (sent, headers) => writeMessage(thread.practice_slug, sent, headers)),
    onSuccess: () => draft.clear(),
    // Also after a lost answer: then the conversation shows what did arrive, before it is sent once more.
    onSettled: () => {
      for (const key of ["messages", "threads"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (draft.value.trim() !== "" && !send.isPending) send.mutate();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  };
  return (
    <form onSubmit={submit} className="sticky bottom-[76px] mt-auto flex flex-col gap-2 bg-paper pt-2 pb-3 tablet:bottom-0">
      {send.error && <Note tone="red" role="alert">{problemText(send.error)}</Note>}
      <div className="flex items-end gap-2">
        <TextArea label={t("messages.answer")} isLabelHidden size="l" rows={1} maxLength={TEXT_MAX} placeholder={t("messages.answer")} value={draft.value} onChange={(event) => draft.set(event.target.value)} onKeyDown={onKeyDown} className="flex-1" />
        <Button type="submit" tone="main" size="l" isBusy={send.isPending} disabled={draft.value.trim() === "" ? true : undefined} icon={<Send size={18} aria-hidden="true" />}>{t("messages.send")}</Button>
      </div>
    </form>
  );
}
