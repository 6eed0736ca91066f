import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { logOut, useMe } from "@/features/identity/session";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { hasUnsavedWords } from "@/lib/unsaved";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Loading } from "@/ui/states";
import { Tag } from "@/ui/tag";

import { Failed } from "../parts/page";

import { endEverySession, endSession, sessionsQuery } from "./api";

const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function Sessions() {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText("w-owner");
  const sessions = useQuery(sessionsQuery);
  const failed = (error: unknown): void => void toast.failed(problemText(error));
  const [isAsked, setAsked] = useState(false);
  const end = useMutation({ mutationFn: endSession, onError: failed, onSettled: () => void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }) });
  const endAll = useMutation({
    mutationFn: endEverySession,
    onError: failed,
    onSuccess: async () => {
      await logOut();
      await navigate("/login");
    },
  });
  if (sessions.error) return <Failed title={t("me.sessionsFailed")} error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Loading label={t("me.sessions")}><span className="block h-20 rounded-card bg-skeleton animate-skeleton" /></Loading>;
  const { items } = sessions.data;
  return (
    <>
      <ul className="rounded-card bg-surface px-4 py-1 shadow-1">
        {items.map((session) => (
          <li key={session.id} className="flex min-h-[60px] items-center gap-3.5 py-2">
            <Monitor size={20} aria-hidden="true" className="text-ink-3" />
            <span className="flex min-w-0 flex-1 flex-col">
              <b className="truncate">{session.device ?? t("me.someDevice")}</b>
              <span className="text-[13px] text-ink-2">{t("me.lastUsed", { when: f.dateTime(session.last_used_at, OWN_ZONE) })}</span>
            </span>
            {session.is_current ? <Tag tone="green">{t("me.thisDevice")}</Tag> : <Button tone="bare" size="l" isBusy={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>{t("me.endSession")}</Button>}
          </li>
        ))}
      </ul>
      {items.length > 1 && <Button tone="stop" size="l" className="mt-1 self-start" onClick={() => setAsked(true)}>{t("me.endAll")}</Button>}
      {isAsked && <EndAllDialog isBusy={endAll.isPending} onEnd={() => endAll.mutate()} onClose={() => setAsked(false)} />}
    </>
  );
}

/** It ends work on other devices too, so it says what is lost before it happens. */
function EndAllDialog({ isBusy, onEnd, onClose }: { isBusy: boolean; onEnd: () => void; onClose: () => void }) {
  const { t } = useTranslation(["w-owner", "common"]);
  const me = useMe();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="s"
      title={t("me.endAllTitle")}
      closeLabel={t("common:action.close")}
      footer={
        <>
          <Button size="l" onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button tone="danger" size="l" isBusy={isBusy} onClick={onEnd}>{t("me.endAll")}</Button>
        </>
      }
    >
      <p>{t("me.endAllText")}</p>
      {hasUnsavedWords(me.id) && <p className="mt-3 text-ink">{t("me.endAllUnsaved")}</p>}
    </Dialog>
  );
}
