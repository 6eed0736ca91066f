import { useState } from "react";

import type { RecordView } from "@/api/types";
import { clashOf, usePartSaves, type PartClash } from "@/features/records/part-saves";
import { useRecordStep } from "@/features/records/use-parts";
import { useRemoval, type RemovalClash } from "@/features/records/use-removal";

export type Diagnosis = RecordView["parts"]["diagnoses"][number];

export interface DiagnosisClash extends PartClash {
  mine: Diagnosis;
}

/** Saves of diagnoses, and what of them is open between two people. */
function useDiagnoses(slug: string, record: RecordView) {
  const step = useRecordStep(slug, record.id);
  const saves = usePartSaves(slug, record.id);
  const removal = useRemoval(slug, record);
  const [clashes, setClashes] = useState<readonly DiagnosisClash[]>([]);
  /** Of a diagnosis that is not added yet; what stands there when somebody else signs is not lost with its field. */
  const [typed, type] = useState("");
  const { diagnoses } = record.parts;
  const show = (next: Diagnosis[]) => (before: RecordView): RecordView => ({ ...before, parts: { ...before.parts, diagnoses: next } });
  const put = (one: Diagnosis, version = record.version): void => {
    const { id, ...body } = one;
    const next = diagnoses.some((other) => other.id === id) ? diagnoses.map((other) => (other.id === id ? one : other)) : [...diagnoses, one];
    setClashes((before) => before.filter(({ mine }) => mine.id !== id));
    void step(() => saves.put(id, version, { kind: "diagnoses", body }), show(next), (refused) => {
      const clash = clashOf(refused, id);
      if (clash) setClashes((before) => [...before.filter(({ mine }) => mine.id !== id), { ...clash, mine: one }]);
      return clash !== null;
    });
  };
  const settle = ({ mine, version }: DiagnosisClash, whose: "mine" | "theirs"): void => {
    if (whose === "mine") put(mine, version);
    else setClashes((before) => before.filter((one) => one.mine.id !== mine.id));
  };
  return { put, typed, type, clashes, settle, removal };
}

export interface PartsDesk {
  diagnoses: ReturnType<typeof useDiagnoses>;
  orders: ReturnType<typeof useRemoval>;
  /** What two people made different things of and nobody has decided yet, by name: nobody signs over that. */
  open: string[];
}

/**
 * The parts of a record as one desk: what is open in any of their lists is known to whoever signs. A list whose last part
 * is on its way out is not there to say so.
 */
export function usePartsDesk(slug: string, record: RecordView): PartsDesk {
  const diagnoses = useDiagnoses(slug, record);
  const orders = useRemoval(slug, record);
  const names = (clashes: readonly RemovalClash[]): string[] => clashes.map(({ name }) => name);
  return { diagnoses, orders, open: [...new Set([...diagnoses.clashes.map(({ mine }) => mine.text), ...names(diagnoses.removal.clashes), ...names(orders.clashes)])] };
}
