import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { isProblem } from "@/api/problem";
import type { RecordView } from "@/api/types";
import { recordQuery, signRecord } from "@/features/records/api";
import { differences, type Difference } from "@/features/records/differences";
import { usePartSaves } from "@/features/records/part-saves";
import type { NoteDesk } from "@/features/records/use-note";
import { toast } from "@/lib/toasts";

import type { VitalsDesk } from "./use-vitals";

/** What came of it: signed, or what changed since the vet read it, or why not. */
export type Signing = { isSigned: true } | { changes: Difference[] } | { problem: unknown };

export interface SigningDesk {
  /** Saves what is open and remembers what the vet has before them; at the moment of asking. */
  prepare: () => void;
  /** `sureOf` is a doubtful weight that is right, in grams. */
  sign: (share: boolean, sureOf: number | null) => Promise<Signing>;
  /** It is signed, or being signed, from here. */
  isOwn: boolean;
}

const TRIES = 3;

/** A signature stands under what its vet has read: what somebody else changed meanwhile is shown before it is asked for again. */
export function useSigning(slug: string, record: RecordView, note: NoteDesk, vitals: VitalsDesk): SigningDesk {
  const { t } = useTranslation("w-consult");
  const queries = useQueryClient();
  const read = useRef<RecordView | null>(null);
  const [isOwn, setOwn] = useState(false);
  const { id, patient_name: name } = record;
  const { flush: flushNote, seen: seenNote } = note;
  const { flush: flushVitals, seen: seenVitals } = vitals;
  const { settled } = usePartSaves(slug, id);
  const seen = useCallback((): RecordView => seenVitals(seenNote()), [seenVitals, seenNote]);

  const flush = useCallback(async (): Promise<boolean> => {
    const done = [await flushVitals(), await flushNote()];
    // What was taken out is gone from the screen before it is gone from the record: nobody signs in between.
    await settled();
    return done.every(Boolean);
  }, [flushVitals, flushNote, settled]);

  const prepare = useCallback(() => {
    read.current = null;
    void flush().then((isSafe) => {
      if (isSafe) read.current = seen();
    });
  }, [flush, seen]);

  const signAsRead = useCallback(
    async (share: boolean, sureOf: number | null): Promise<Signing> => {
      const query = recordQuery(slug, id);
      for (let tries = 1; ; tries += 1) {
        const before = read.current ?? seen();
        await queries.cancelQueries({ queryKey: query.queryKey });
        const now = await queries.fetchQuery({ ...query, staleTime: 0 });
        read.current = now;
        const changes = differences(before, now);
        if (changes.length > 0) return { changes };
        try {
          const { appointment } = await signRecord(slug, id, now.version, share, sureOf);
          toast.done(t(appointment === "not_begun" ? "done.signedAhead" : "done.signed", { name }));
          return { isSigned: true };
        } catch (error) {
          if (!isProblem(error, "stale") || tries === TRIES) throw error;
        }
      }
    },
    [queries, slug, id, name, seen, t],
  );

  const sign = useCallback(
    async (share: boolean, sureOf: number | null): Promise<Signing> => {
      if (!(await flush())) return { problem: new Error("unsaved") };
      setOwn(true);
      try {
        const came = await signAsRead(share, sureOf);
        setOwn("isSigned" in came);
        return came;
      } catch (problem) {
        setOwn(false);
        return { problem };
      } finally {
        for (const key of ["records", "appointments", "patients", "dashboard"]) void queries.invalidateQueries({ queryKey: [key] });
      }
    },
    [flush, signAsRead, queries],
  );

  return { prepare, sign, isOwn };
}
