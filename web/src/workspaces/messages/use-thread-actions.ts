import { useQueryClient } from "@tanstack/react-query";
import { Archive, FileText, RotateCcw } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { ThreadView } from "@/api/types";
import { acting } from "@/features/appointments/digits";
import { useMay } from "@/features/identity/session";
import { setThreadState, type ThreadState } from "@/features/messages/api";
import type { RailAction } from "@/lib/actions";
import { useMap } from "@/lib/map";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

type Of = Pick<ThreadView, "id" | "version" | "client_name">;

export interface ThreadActions {
  actions: RailAction[];
  /** Whether a close was refused because something is unread, and the person is to say what they meant. */
  asks: boolean;
  settle: () => void;
  close: (thread: Of, withUnread: boolean) => void;
}

export function useThreadActions(slug: string, thread: ThreadView | undefined): ThreadActions {
  const { t } = useTranslation("w-messages");
  const map = useMap();
  const queries = useQueryClient();
  const problemText = useProblemText("messages");
  const mayWrite = useMay(slug, "messages.write");
  const [asks, setAsks] = useState(false);
  const setState = useCallback(
    async function change(of: Of, state: ThreadState, { isUndo = false, withUnread = false } = {}): Promise<void> {
      try {
        const changed = await setThreadState(slug, of, state, withUnread);
        if (!isUndo) toast.done(t(`done.${state}`, { name: of.client_name }), () => void change({ ...of, version: changed.version }, state === "open" ? "closed" : "open", { isUndo: true }));
      } catch (error) {
        if (isProblem(error, "thread_unread")) setAsks(true);
        else toast.failed(problemText(error), () => void change(of, state, { isUndo, withUnread }));
      }
      for (const key of ["messages", "threads"]) void queries.invalidateQueries({ queryKey: [key] });
    },
    [slug, t, problemText, queries],
  );
  const actions = useMemo(() => {
    if (!thread) return [];
    const found: RailAction[] = [];
    const { patient_id: patientId } = thread;
    if (patientId !== null && map.href("patient")) found.push({ ...acting("patient.open"), label: t("action.file"), icon: FileText, run: () => map.go("patient", patientId) });
    if (mayWrite && thread.state === "open") found.push({ ...acting("thread.close"), label: t("action.close"), icon: Archive, run: () => void setState(thread, "closed") });
    if (mayWrite && thread.state === "closed") found.push({ ...acting("thread.reopen"), label: t("action.reopen"), icon: RotateCcw, run: () => void setState(thread, "open") });
    return found;
  }, [thread, map, t, mayWrite, setState]);
  const settle = (): void => setAsks(false);
  const close = (of: Of, withUnread: boolean): void => {
    settle();
    void setState(of, "closed", { withUnread });
  };
  return { actions, asks, settle, close };
}
