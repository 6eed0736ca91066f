import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { isProblem } from "@/api/problem";
import type { AppointmentRow } from "@/api/types";

import { appointmentQuery, type Step } from "./api";
import { isOtherVisit } from "./rules";
import { useStep } from "./use-step";

/**
 * What a question about a visit needs: the visit as it was read when the question opened, the step, and how the visit
 * stands when somebody else was faster (`overtaken`). Nothing is done on what was not read; `goOn` reads it.
 */
export function useAskedStep(slug: string, row: AppointmentRow, onClose: () => void) {
  const queries = useQueryClient();
  const step = useStep(slug);
  const [read, setRead] = useState(row);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOvertaken, setOvertaken] = useState(false);
  const { data } = useQuery({ ...appointmentQuery(slug, row.id), staleTime: 0 });
  const now = data && data.version > read.version ? data : read;
  // Once told it stays told until it is answered, also when the visit is put back: nothing on the screen goes by itself.
  if (!isBusy && !isOvertaken && isOtherVisit(read, now)) setOvertaken(true);
  const take = async (next: Step): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      // Taking back is of the step that was read: with a newer version it would be of a colleague's.
      await step(next.kind === "undo" ? read : now, next, true);
      onClose();
    } catch (error) {
      // Whoever is behind is told by what happened; anything else is said as it is.
      const isBehind = isProblem(error, "stale") || isProblem(error, "wrong_state");
      const fresh = isBehind ? await queries.fetchQuery({ ...appointmentQuery(slug, row.id), staleTime: 0 }).catch(() => null) : null;
      if (fresh !== null && isOtherVisit(read, fresh)) return;
      if (fresh !== null) setRead(fresh);
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { take, problem, isBusy, row: read, overtaken: isOvertaken ? now : null, goOn: () => { setProblem(null); setRead(now); setOvertaken(false); } };
}
