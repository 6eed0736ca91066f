import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import type { RecordSaved, RecordView } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { recordQuery } from "./api";

type Work = () => Promise<Pick<RecordSaved | RecordView, "version">>;
type Foreseen = (record: RecordView) => RecordView;

/** Does something to a record and shows it. Answers the refusal for who says it themselves; null when it was done. */
export function useRecordAttempt(slug: string, recordId: string) {
  const queries = useQueryClient();
  return useCallback(
    async (work: Work, foreseen?: Foreseen): Promise<unknown> => {
      const { queryKey } = recordQuery(slug, recordId);
      if (foreseen) {
        await queries.cancelQueries({ queryKey });
        queries.setQueryData(queryKey, (record) => record && foreseen(record));
      }
      const refused = await work().then(() => null, (error: unknown) => error);
      const shown = queries.invalidateQueries({ queryKey: ["records"] });
      void queries.invalidateQueries({ queryKey: ["patients"] });
      void queries.invalidateQueries({ queryKey: ["appointments"] });
      // What was done is on the screen before it is called done; a refusal is said at once, also where no line is left to look again.
      if (refused === null) await shown;
      return refused;
    },
    [queries, slug, recordId],
  );
}

/** The same for what has no place of its own to say what went wrong: that stays in sight, and can be tried again. A refusal for which `isSaid` holds was said elsewhere. */
export function useRecordStep(slug: string, recordId: string) {
  const attempt = useRecordAttempt(slug, recordId);
  const problemText = useProblemText("records");
  return useCallback(
    async function step(work: Work, foreseen?: Foreseen, isSaid?: (refused: unknown) => boolean): Promise<boolean> {
      const refused = await attempt(work, foreseen);
      if (refused === null) return true;
      if (!isSaid?.(refused)) toast.failed(problemText(refused), () => void step(work, foreseen, isSaid));
      return false;
    },
    [attempt, problemText],
  );
}
