import { useCallback, useEffect, useRef } from "react";

import type { RecordView } from "@/api/types";
import { saveVitals } from "@/features/records/api";
import { readVital, VITAL_FIELDS, type VitalField } from "@/features/records/rules";
import { useRecordAttempt } from "@/features/records/use-parts";
import { useProblemText } from "@/lib/problems";
import { toast } from "@/lib/toasts";
import { useDraft } from "@/lib/use-draft";

type Typed = Partial<Record<VitalField, string>>;

const NOTHING: Typed = {};

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

/** The measured things. Each is sent by itself, and what was typed stays in this browser until the server has it. */
export function useVitals(slug: string, record: RecordView, userId: string): VitalsDesk {
  const attempt = useRecordAttempt(slug, record.id);
  const problemText = useProblemText("records");
  const { value: typed, set, clear } = useDraft<Typed>(`vitals.${record.id}.${userId}`, NOTHING);
  const latest = useRef<Typed>(typed);
  const running = useRef(new Map<VitalField, { text: string; saving: Promise<boolean> }>());

  const write = useCallback((key: VitalField, text: string | undefined): void => {
    const others = Object.fromEntries(Object.entries(latest.current).filter(([name]) => name !== key)) as Typed;
    latest.current = text === undefined ? others : { ...others, [key]: text };
    if (Object.keys(latest.current).length > 0) set(latest.current);
    else clear();
  }, [set, clear]);

  const send = useCallback(
    async function send(key: VitalField, text: string, value: number | null): Promise<boolean> {
      const refused = await attempt(
        () => saveVitals(slug, record.id, { [key]: value }),
        (before) => ({ ...before, parts: { ...before.parts, vitals: { ...before.parts.vitals, [key]: value } } }),
      );
      if (refused === null && latest.current[key] === text) write(key, undefined);
      // Tried again only while it is still what stands there.
      if (refused !== null) toast.failed(problemText(refused), () => void (latest.current[key] === text && send(key, text, value)));
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

  const isDraft = record.state === "draft";
  // What an earlier visit to this screen left behind.
  useEffect(() => void (isDraft && flush()), [isDraft, flush]);

  const unreadable = VITAL_FIELDS.map(({ key }) => key).filter((key) => typed[key] !== undefined && readVital(key, typed[key]) === undefined);
  return { typed, write, save, unreadable, isUnsaved: Object.keys(typed).length > 0, flush };
}
