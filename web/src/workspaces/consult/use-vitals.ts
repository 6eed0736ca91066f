import { useCallback, useRef, useState } from "react";

import type { RecordView } from "@/api/types";
import { saveVitals } from "@/features/records/api";
import { readVital, VITAL_FIELDS, type VitalField } from "@/features/records/rules";
import { useRecordAttempt } from "@/features/records/use-parts";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";

type Typed = Partial<Record<VitalField, string>>;

export interface VitalsDesk {
  /** What was typed and the server has not yet. */
  typed: Typed;
  write: (key: VitalField, text: string) => void;
  save: (key: VitalField) => Promise<boolean>;
  /** Fields with something in them that cannot be meant. */
  unreadable: readonly VitalField[];
  isUnsaved: boolean;
  /** Saves what is open, and answers whether all of it is safe. */
  flush: () => Promise<boolean>;
}

/** The measured things. Each is sent by itself, and what was typed stays until the server has it. */
export function useVitals(slug: string, record: RecordView): VitalsDesk {
  const attempt = useRecordAttempt(slug, record.id);
  const problemText = useProblemText("records");
  const [typed, setTyped] = useState<Typed>({});
  const latest = useRef<Typed>({});
  const running = useRef(new Map<VitalField, { text: string; saving: Promise<boolean> }>());

  const write = useCallback((key: VitalField, text: string | undefined): void => {
    const others = Object.fromEntries(Object.entries(latest.current).filter(([name]) => name !== key)) as Typed;
    latest.current = text === undefined ? others : { ...others, [key]: text };
    setTyped(latest.current);
  }, []);

  const send = useCallback(
    async function send(key: VitalField, text: string, value: number | null): Promise<boolean> {
      const refused = await attempt(
        () => saveVitals(slug, record.id, { [key]: value }),
        (before) => ({ ...before, parts: { ...before.parts, vitals: { ...before.parts.vitals, [key]: value } } }),
      );
      if (refused === null && latest.current[key] === text) write(key, undefined);
      if (refused !== null) toast.failed(problemText(refused), () => void send(key, text, value));
      return refused === null;
    },
    [attempt, slug, record.id, write, problemText],
  );

  const save = useCallback(
    async (key: VitalField): Promise<boolean> => {
      const text = latest.current[key];
      if (text === undefined) return true;
      const value = readVital(key, text);
      if (value === undefined) return false;
      const known = running.current.get(key);
      if (known?.text === text) return known.saving;
      const saving = send(key, text, value).finally(() => running.current.delete(key));
      running.current.set(key, { text, saving });
      return saving;
    },
    [send],
  );

  const flush = useCallback(async (): Promise<boolean> => {
    const done = await Promise.all(VITAL_FIELDS.map(({ key }) => save(key)));
    return done.every(Boolean);
  }, [save]);

  const unreadable = VITAL_FIELDS.map(({ key }) => key).filter((key) => typed[key] !== undefined && readVital(key, typed[key]) === undefined);
  return { typed, write, save, unreadable, isUnsaved: Object.keys(typed).length > 0, flush };
}
