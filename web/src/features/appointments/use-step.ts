import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { AppointmentRow } from "@/api/types";
import { useFormats } from "@/lib/i18n";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

import { takeStep, type Step } from "./api";
import { useZone } from "./practice";
import { foreseen, isPlaceGone, minutesOf } from "./rules";
import { whoOf } from "./visit-line";

type Cached = AppointmentRow | AppointmentRow[] | { pages: { items: AppointmentRow[] }[] } | { items: unknown[] } | undefined;

function swapped(cached: Cached, row: AppointmentRow): Cached {
  const swap = (rows: AppointmentRow[]): AppointmentRow[] => rows.map((one) => (one.id === row.id ? row : one));
  if (Array.isArray(cached)) return swap(cached);
  if (cached && "pages" in cached) return { ...cached, pages: cached.pages.map((page) => ({ ...page, items: swap(page.items) })) };
  return cached && "id" in cached && cached.id === row.id ? row : cached;
}

/** Shows the row at once wherever it stands. */
export function putRow(queries: QueryClient, slug: string, row: AppointmentRow): void {
  queries.setQueriesData<Cached>({ queryKey: ["appointments", slug] }, (cached) => swapped(cached, row));
}

export function appointmentsChanged(queries: QueryClient): void {
  for (const key of ["appointments", "slots", "dashboard", "patients", "board"]) void queries.invalidateQueries({ queryKey: [key] });
}

const meaningOf = (row: AppointmentRow, next: Step): string => JSON.stringify([row.id, row.version, next]);

const UNDOABLE = new Set<Step["kind"]>(["approve", "decline", "cancel", "complete", "no-show", "reschedule", "resize", "assign"]);

/**
 * Takes a step: shown at once, true when the server agrees, with an undo of ten seconds. A refusal puts the row back
 * and is thrown when the caller shows it in place (`isShownHere`), or handed to `onPlaceGone` where it stood on a time that is no longer to be had, else said in a toast that offers to try again. A
 * step and its retry carry one key, so it is taken once also when its answer was lost. Pressed again while it is under
 * way it is the same step: taken once, told once.
 */
export function useStep(slug: string) {
  const { t } = useTranslation("appointments");
  const queries = useQueryClient();
  const problemText = useProblemText("appointments");
  const f = useFormats();
  const zone = useZone(slug);
  const keys = useRef(new Map<string, string>());
  const underWay = useRef(new Map<string, Promise<AppointmentRow | null>>());

  const take = useCallback(
    async function step(row: AppointmentRow, next: Step, isShownHere: boolean, onPlaceGone?: (problem: unknown) => void): Promise<AppointmentRow | null> {
      const meaning = meaningOf(row, next);
      const key = keys.current.get(meaning) ?? crypto.randomUUID();
      keys.current.set(meaning, key);
      putRow(queries, slug, foreseen(row, next));
      try {
        const done = await takeStep(slug, row, next, key);
        keys.current.delete(meaning);
        putRow(queries, slug, done);
        const isSeries = next.kind === "cancel" && next.following === true;
        const undo = UNDOABLE.has(next.kind) ? () => void step(done, { kind: "undo", following: isSeries }, false) : undefined;
        const at = { day: f.day(done.starts_at, zone, new Date()), time: f.time(done.starts_at, zone) };
        toast.done(t(isSeries ? "series.cancelled" : `done.${next.kind}`, { name: done.patient_name, who: whoOf(done), minutes: minutesOf(done), ...at }), undo);
        return done;
      } catch (error) {
        putRow(queries, slug, row);
        if (isShownHere) throw error;
        if (onPlaceGone && isPlaceGone(error)) {
          onPlaceGone(error);
          return null;
        }
        // Whoever is behind first sees what was done meanwhile: the same again would be refused again.
        const retry = isProblem(error, "stale") || isProblem(error, "nobody_there") ? undefined : () => void step(row, next, false);
        toast.failed(`${whoOf(row)}: ${problemText(error)}`, retry);
        return null;
      } finally {
        appointmentsChanged(queries);
      }
    },
    [queries, slug, zone, f, t, problemText],
  );

  return useCallback(
    (row: AppointmentRow, next: Step, isShownHere = false, onPlaceGone?: (problem: unknown) => void): Promise<AppointmentRow | null> => {
      const meaning = meaningOf(row, next);
      const going = underWay.current.get(meaning);
      if (going) return going;
      const taken = take(row, next, isShownHere, onPlaceGone).finally(() => underWay.current.delete(meaning));
      underWay.current.set(meaning, taken);
      return taken;
    },
    [take],
  );
}
