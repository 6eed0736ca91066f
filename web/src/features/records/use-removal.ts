import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordParts, RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";

import type { Part } from "./api";
import { clashOf, usePartSaves, type PartClash } from "./part-saves";
import { useRecordStep } from "./use-parts";

type PartList = Exclude<keyof RecordParts, "vitals" | "files">;

const LISTS: Record<Part["kind"], PartList> = { diagnoses: "diagnoses", prescriptions: "prescriptions", vaccinations: "vaccinations", dewormings: "dewormings", "lab-results": "lab_results" };

const left = (list: PartList, partId: string) => (record: RecordView): RecordView => ({ ...record, parts: { ...record.parts, [list]: record.parts[list].filter((one) => one.id !== partId) } });

/** A removal that was refused, for somebody else changed the part since it was read. */
export interface RemovalClash extends PartClash {
  theirs: Part["body"];
  kind: Part["kind"];
  partId: string;
  name: string;
}

/**
 * Takes a part out of a draft, at once on the screen. For ten seconds it can be had back: as the server had it last,
 * and only if the server still takes it. What a colleague changed meanwhile is shown first, and stays until this person
 * decides.
 */
export function useRemoval(slug: string, record: RecordView) {
  const { t } = useTranslation("records");
  const step = useRecordStep(slug, record.id);
  const saves = usePartSaves(slug, record.id);
  const [clashes, setClashes] = useState<readonly RemovalClash[]>([]);
  const takeOut = useCallback(
    (kind: Part["kind"], partId: string, name: string, version: number): void => {
      // One key for all tries: the answer that was lost with the line, and what it said was removed, comes again.
      const headers = { "Idempotency-Key": crypto.randomUUID() };
      const take = async () => {
        const answer = await saves.remove(kind, partId, version, headers);
        const body = answer.removed;
        if (body !== null) toast.done(t("removed", { name }), () => void step(() => saves.put(partId, answer.version, { kind, body } as Part), undefined, (refused) => {
          // A colleague put it back since, or took it out once more: as they left it, it stays, and trying again changes nothing.
          const clash = clashOf(refused, partId);
          if (clash) toast.failed(t(clash.theirs ? "backAlready" : "goneAgain", { name }));
          return clash !== null;
        }));
        return answer;
      };
      void step(take, left(LISTS[kind], partId), (refused) => {
        const clash = clashOf(refused, partId);
        const theirs = clash?.theirs;
        if (theirs) setClashes((before) => [...before.filter((one) => one.partId !== partId), { ...clash, theirs, kind, partId, name }]);
        return theirs != null;
      });
    },
    [saves, step, t],
  );
  const remove = useCallback((kind: Part["kind"], partId: string, name: string): void => takeOut(kind, partId, name, record.version), [takeOut, record.version]);
  const settle = useCallback(
    ({ kind, partId, name, version }: RemovalClash, whose: "mine" | "theirs"): void => {
      setClashes((before) => before.filter((one) => one.partId !== partId));
      if (whose === "mine") takeOut(kind, partId, name, version);
    },
    [takeOut],
  );
  return { remove, clashes, settle };
}
