import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import type { RecordSaved, RecordView } from "@/api/types";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { recordQuery } from "./api";

/** Does something to a record's parts and shows it; what failed says so and can be tried again. */
export function useRecordStep(slug: string, recordId: string) {
  const queries = useQueryClient();
  const problemText = useProblemText("records");
  return useCallback(
    async function step(work: () => Promise<RecordSaved | RecordView>, foreseen?: (record: RecordView) => RecordView): Promise<boolean> {
      const { queryKey } = recordQuery(slug, recordId);
      if (foreseen) queries.setQueryData(queryKey, (record) => record && foreseen(record));
      try {
        await work();
        return true;
      } catch (error) {
        toast.failed(problemText(error), () => void step(work, foreseen));
        return false;
      } finally {
        await queries.invalidateQueries({ queryKey: ["records"] });
        void queries.invalidateQueries({ queryKey: ["patients"] });
        void queries.invalidateQueries({ queryKey: ["appointments"] });
      }
    },
    [queries, slug, recordId, problemText],
  );
}
