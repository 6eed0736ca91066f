import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ThreadView } from "@/api/types";
import { useMe } from "@/features/identity/session";
import { setThreadState, writeMessage } from "@/features/messages/api";
import { useIntent } from "@/lib/idempotency";
import { useProblemText } from "@/lib/problems";
import { useDraft } from "@/lib/use-draft";
import { Button } from "@/ui/button";
import { Note } from "@/ui/note";
import { TextArea } from "@/ui/text-field";

/** The answer; what was typed stays until the server has it. Ctrl or ⌘ Enter sends. */
export function Answer({ slug, thread }: { slug: string; thread: ThreadView }) {
  const { t } = useTranslation("w-messages");
  const problemText = useProblemText("messages");
  const queries = useQueryClient();
  const intent = useIntent();
  const draft = useDraft(`thread.${thread.id}.${useMe().id}`, "");
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const text = draft.value.trim();
  const send = async (): Promise<void> => {
    if (text === "" || isBusy) return;
    setBusy(true);
    setProblem(null);
    try {
      // An answer to a closed conversation means that it goes on.
      if (thread.state === "closed") await setThreadState(slug, thread, "open");
      await intent({ thread: thread.id, text }, (sent, headers) => writeMessage(slug, sent.thread, sent.text, headers));
      draft.clear();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
      for (const key of ["messages", "threads"]) void queries.invalidateQueries({ queryKey: [key] });
    }
  };
  return (
    <form className="flex flex-col gap-2 border-t border-line px-5 py-3.5" onSubmit={(event) => { event.preventDefault(); void send(); }}>
      {problem !== null && <Note tone="red" role="alert">{problemText(problem)}</Note>}
      <TextArea
        label={t("answer.label")}
        isLabelHidden
        rows={2}
        maxLength={4000}
        placeholder={t("answer.hint", { name: thread.client_name })}
        value={draft.value}
        onChange={(event) => draft.set(event.target.value)}
        onKeyDown={(event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void send(); } }}
      />
      <div className="flex items-center justify-between gap-3">
        <span className="type-small text-ink-3">{draft.isKept ? t("answer.kept") : t("answer.sees")}</span>
        <Button tone="main" type="submit" isBusy={isBusy} disabled={isBusy || text === ""} icon={<Send size={15} aria-hidden="true" />}>{t("answer.send")}</Button>
      </div>
    </form>
  );
}
