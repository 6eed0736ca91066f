import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { RecordParts, RecordView } from "@/api/types";
import { toast } from "@/lib/toasts";

import { putPart, removePart, type Part } from "./api";
import { useRecordStep } from "./use-parts";

type PartList = Exclude<keyof RecordParts, "vitals" | "files">;

const LISTS: Record<Part["kind"], PartList> = { diagnoses: "diagnoses", prescriptions: "prescriptions", vaccinations: "vaccinations", dewormings: "dewormings", "lab-results": "lab_results" };

const left = (list: PartList, partId: string) => (record: RecordView): RecordView => ({ ...record, parts: { ...record.parts, [list]: record.parts[list].filter((one) => one.id !== partId) } });

/**
 * Takes a part out of a draft, at once on the screen. For ten seconds it can be had back: as the server had it last,
 * which may be what a colleague made of it, and only if the server still takes it.
 */
export function useRemoval(slug: string, recordId: string) {
  const { t } = useTranslation("records");
  const step = useRecordStep(slug, recordId);
  return useCallback(
    (kind: Part["kind"], partId: string, name: string): void => {
      // One key for all tries: the answer that was lost with the line, and what it said was removed, comes again.
      const headers = { "Idempotency-Key": crypto.randomUUID() };
      const take = async () => {
        const answer = await removePart(slug, recordId, kind, partId, headers);
        const body = answer.removed;
        if (body !== null) toast.done(t("removed", { name }), () => void step(() => putPart(slug, recordId, partId, { kind, body } as Part)));
        return answer;
      };
      void step(take, left(LISTS[kind], partId));
    },
    [slug, recordId, step, t],
  );
}
