import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { asPerson } from "@/api/client";
import { useWhenLeft } from "@/api/leaving";
import { isLost, isProblem } from "@/api/problem";
import type { RecordView, Vitals } from "@/api/types";
import { recordQuery, saveVitals } from "@/features/records/api";
import { nextVitals, othersVitals, readVital, shownVitals, VITAL_FIELDS, type LearntVitals, type VitalField } from "@/features/records/rules";
import { useAgain } from "@/features/records/use-again";
import { useKept } from "@/features/records/use-kept";
import type { SaveState } from "@/features/records/use-note";
import { whenAlone } from "@/lib/alone";

/** What somebody else measured where this person typed something else; null when they took it away. */
export type Clashes = Partial<Record<VitalField, { current: number | null; version: number }>>;

export interface VitalsDesk {
  /** What was typed and the server has not yet. */
  typed: Partial<Record<VitalField, string>>;
  /** What the server has, as far as this screen knows. */
  saved: Vitals;
  write: (key: VitalField, text: string) => void;
  /** The field was left: what stands in it is meant. */
  save: (key: VitalField) => void;
  /** Fields with something in them that cannot be meant. */
  unreadable: readonly VitalField[];
  clashes: Clashes;
  settle: (key: VitalField, whose: "mine" | "theirs") => void;
  state: SaveState;
  /** Saves what is open, and answers whether all of it is safe. */
  flush: () => Promise<boolean>;
  discard: () => void;
  /** The record with what this screen knows of its measurements, at this moment. */
  seen: (record: RecordView) => RecordView;
}

const KEYS = VITAL_FIELDS.map(({ key }) => key);
const without = <T extends object>(all: T, gone: readonly string[]): T => Object.fromEntries(Object.entries(all).filter(([name]) => !gone.includes(name))) as T;

/**
 * The measured things. What was typed stays in this browser until the server has it. One save is under way at a time,
 * or an older number could arrive after a newer one; each names the version that its fields were read in, and where
 * somebody else measured meanwhile, both numbers are shown and this person decides.
 */
export function useVitals(slug: string, record: RecordView, userId: string): VitalsDesk {
  const queries = useQueryClient();
  const { kept: { typed }, current: kept, keep, adopt } = useKept<VitalField>(`vitals.${record.id}.${userId}`, true);
  const [phase, setPhase] = useState<"idle" | "saving" | "failed">("idle");
  const [clashes, setClashes] = useState<Clashes>({});
  const [learnt, setLearnt] = useState<LearntVitals>({});
  const newest = useRef(record);
  const known = useRef(learnt);
  const clashing = useRef(clashes);
  const due = useRef(new Set<VitalField>());
  /** Numbers whose answer was lost: the server may have them. */
  const tried = useRef<Vitals>({});
  const running = useRef<Promise<boolean> | null>(null);

  useEffect(() => {
    if (record.version >= newest.current.version) newest.current = record;
  }, [record]);

  const clash = useCallback((next: Clashes): void => {
    clashing.current = next;
    setClashes(next);
  }, []);

  const learn = useCallback((values: Vitals, version: (key: VitalField) => number, savedAt?: string): void => {
    for (const key of KEYS) if (values[key] !== undefined) known.current = { ...known.current, [key]: { value: values[key], version: version(key) } };
    setLearnt(known.current);
    queries.setQueryData(recordQuery(slug, record.id).queryKey, (before) => before && { ...before, parts: { ...before.parts, vitals: { ...before.parts.vitals, ...values } }, ...(savedAt ? { saved_at: savedAt } : {}) });
  }, [queries, slug, record.id]);

  /** What was taken stays typed only where somebody typed on; that goes on from this save. */
  const taken = useCallback((sent: readonly VitalField[], texts: Partial<Record<VitalField, string>>, version: number): void => {
    const { typed: now, bases } = kept.current;
    keep({ typed: without(now, sent.filter((key) => now[key] === texts[key])), bases: { ...bases, ...Object.fromEntries(sent.map((key) => [key, version])) } });
  }, [kept, keep]);

  const refused = useCallback((others: ReturnType<typeof othersVitals>): void => {
    const told = Object.fromEntries(others) as Clashes;
    learn(Object.fromEntries(others.map(([key, { current }]) => [key, current])), (key) => told[key]?.version ?? 0);
    // A number that this screen sent before, and whose answer was lost, is nobody else's.
    const [own, theirs] = [others.filter(([key, { current }]) => tried.current[key] === current), others.filter(([key, { current }]) => tried.current[key] !== current)];
    keep({ ...kept.current, bases: { ...kept.current.bases, ...Object.fromEntries(own.map(([key, { version }]) => [key, version])) } });
    for (const [key] of theirs) due.current.delete(key);
    clash({ ...clashing.current, ...Object.fromEntries(theirs) });
    tried.current = without(tried.current, Object.keys(told));
  }, [clash, keep, kept, learn]);

  const drain = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const open = [...due.current].filter((key) => kept.current.typed[key] !== undefined && clashing.current[key] === undefined);
      const next = nextVitals(open, kept.current.typed, kept.current.bases ?? {});
      if (next === null) {
        due.current.clear();
        setPhase("idle");
        return true;
      }
      const fields = KEYS.filter((key) => next.change[key] !== undefined);
      const texts = { ...kept.current.typed };
      setPhase("saving");
      for (const key of fields) due.current.delete(key);
      try {
        const done = await asPerson(userId, () => saveVitals(slug, record.id, next.base, next.change));
        learn(next.change, () => done.version, done.saved_at);
        taken(fields, texts, done.version);
        tried.current = without(tried.current, fields);
        if (next.change.weight_grams !== undefined) void queries.invalidateQueries({ queryKey: ["patients"] });
      } catch (error) {
        for (const key of fields) due.current.add(key);
        const others = isProblem(error, "field_changed_meanwhile") ? othersVitals(error.data) : [];
        if (others.length > 0) {
          refused(others);
          continue;
        }
        if (isLost(error)) tried.current = { ...tried.current, ...next.change };
        if (isProblem(error, "record_signed")) void queries.invalidateQueries({ queryKey: recordQuery(slug, record.id).queryKey });
        setPhase("failed");
        return false;
      }
    }
  }, [kept, learn, queries, record.id, refused, slug, taken, userId]);

  const run = useCallback((): Promise<boolean> => {
    running.current ??= drain().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [drain]);

  const write = useCallback((key: VitalField, text: string): void => {
    const { typed: before, bases = {} } = kept.current;
    const clashed = clashing.current[key];
    const base = clashed?.version ?? (before[key] === undefined ? Math.max(newest.current.version, known.current[key]?.version ?? 0) : bases[key]);
    // Whoever types on after both numbers were shown has decided.
    if (clashed) clash(without(clashing.current, [key]));
    keep({ typed: { ...before, [key]: text }, bases: { ...bases, [key]: base } });
  }, [clash, keep, kept]);

  const save = useCallback((key: VitalField): void => {
    due.current.add(key);
    void run();
  }, [run]);

  const flush = useCallback(async (): Promise<boolean> => {
    for (const key of KEYS) if (kept.current.typed[key] !== undefined) due.current.add(key);
    return (await run()) && Object.keys(kept.current.typed).length === 0;
  }, [kept, run]);

  const discard = useCallback(() => {
    clash({});
    keep({ typed: {}, bases: {} });
  }, [clash, keep]);

  const seen = useCallback((last: RecordView): RecordView => ({ ...last, parts: { ...last.parts, vitals: shownVitals(last, known.current) } }), []);

  const settle = useCallback((key: VitalField, whose: "mine" | "theirs"): void => {
    const mine = kept.current.typed[key];
    if (whose === "mine" && mine !== undefined) {
      write(key, mine);
      return save(key);
    }
    clash(without(clashing.current, [key]));
    keep({ ...kept.current, typed: without(kept.current.typed, [key]) });
  }, [clash, keep, kept, save, write]);

  const isDraft = record.state === "draft";
  // What an earlier visit to this screen left behind is saved. What stands in another window may be half a number, and is
  // that window's for as long as it is open.
  useEffect(
    () =>
      whenAlone(`vitals.${record.id}.${userId}`, () => {
        adopt();
        if (newest.current.state === "draft") void flush();
      }),
    [record.id, userId, adopt, flush],
  );
  // And what is still open when this one is left.
  useWhenLeft(useCallback(() => newest.current.state === "draft" && flush(), [flush]));
  useAgain(isDraft && phase === "failed", run);

  const unreadable = KEYS.filter((key) => typed[key] !== undefined && readVital(key, typed[key]) === undefined);
  const state: SaveState = phase !== "idle" ? phase : Object.keys(typed).length > 0 ? "unsaved" : "saved";
  return { typed, saved: shownVitals(record, learnt), write, save, unreadable, clashes, settle, state, flush, discard, seen };
}
