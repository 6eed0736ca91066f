import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { asPerson } from "@/api/client";
import { useWhenLeft } from "@/api/leaving";
import { isProblem } from "@/api/problem";
import type { NoteChange, RecordView } from "@/api/types";

import { recordQuery, saveNote } from "./api";
import { bothTexts, NOTE_FIELDS, nextSave, noteOf, othersTexts, stillTyped, unsaved, type Bases, type Note, type NoteField } from "./rules";
import { useAgain } from "./use-again";
import { useKept, type Kept } from "./use-kept";

export type SaveState = "saved" | "unsaved" | "saving" | "failed";

/** Texts that this screen knows of from a save, or a refusal, that is newer than the record it was given. */
type Learnt = Partial<Record<NoteField, { text: string; version: number }>>;

const NOTHING: Kept<NoteField> = { bases: {}, typed: {} };
const PAUSE_MS = 800;

export interface NoteDesk {
  text: (field: NoteField) => string;
  write: (field: NoteField, text: string) => void;
  state: SaveState;
  /** Fields in which somebody else's text was put above one's own. */
  merged: readonly NoteField[];
  /** Saves what is open, and answers whether all of it is safe. */
  flush: () => Promise<boolean>;
  /** What was still typed when somebody signed: it is in no note, and stays here until it is thrown away. */
  leftover: Partial<Note>;
  discard: () => void;
  /** The record as it is read on the screen, typed text apart. */
  seen: () => RecordView;
}

function shownNote(record: RecordView, learnt: Learnt): Note {
  const note = noteOf(record);
  for (const field of NOTE_FIELDS) {
    const own = learnt[field];
    if (own && own.version > record.version) note[field] = own.text;
  }
  return note;
}

/** What was sent is done with, whatever a colleague has made of it since; what was typed after it goes on from there. */
function afterSave({ bases, typed }: Kept<NoteField>, sent: NoteChange, version: number): Kept<NoteField> {
  const rest: Kept<NoteField> = { bases: { ...bases }, typed: {} };
  for (const field of NOTE_FIELDS) {
    if (sent[field] !== undefined) rest.bases = { ...rest.bases, [field]: version };
    if (typed[field] !== undefined && typed[field] !== sent[field]) rest.typed[field] = typed[field];
  }
  return rest;
}

/**
 * A note that saves itself. Typed text is kept in this browser until the server has it; a field that somebody else
 * saved meanwhile keeps both texts; a line that drops is tried again. A save tells only of its own fields: the others
 * stay of the version in which they were read, or a colleague's text would be overwritten unseen.
 */
export function useNote(slug: string, record: RecordView, userId: string): NoteDesk {
  const queries = useQueryClient();
  const { kept: { typed }, current: kept, keep } = useKept<NoteField>(`record.${record.id}.${userId}`);
  const hasTyped = Object.keys(typed).length > 0;
  const [state, setState] = useState<SaveState>(hasTyped ? "unsaved" : "saved");
  const [merged, setMerged] = useState<readonly NoteField[]>([]);
  const [learnt, setLearnt] = useState<Learnt>({});
  const newest = useRef(record);
  const known = useRef<Learnt>(learnt);
  const running = useRef<Promise<boolean> | null>(null);

  useEffect(() => {
    if (record.version >= newest.current.version) newest.current = record;
  }, [record]);

  const learn = useCallback(
    async (texts: NoteChange, version: (field: NoteField) => number, savedAt?: string): Promise<void> => {
      for (const field of NOTE_FIELDS) {
        const text = texts[field];
        if (text !== undefined) known.current = { ...known.current, [field]: { text, version: version(field) } };
      }
      setLearnt(known.current);
      const { queryKey } = recordQuery(slug, record.id);
      const isAsking = queries.isFetching({ queryKey }) > 0;
      // What was asked before the save would come with the text from before it.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (before) => before && { ...before, ...texts, ...(savedAt ? { saved_at: savedAt } : {}) });
      if (isAsking) void queries.invalidateQueries({ queryKey });
    },
    [queries, slug, record.id],
  );

  const saveAll = useCallback(async (): Promise<boolean> => {
    const shown = (): Note => shownNote(newest.current, known.current);
    for (;;) {
      const next = nextSave(unsaved(kept.current.typed, shown()), kept.current.bases ?? {});
      if (next === null) {
        keep(NOTHING);
        setState("saved");
        return true;
      }
      setState("saving");
      try {
        const done = await asPerson(userId, () => saveNote(slug, record.id, next.base, next.change));
        await learn(next.change, () => done.version, done.saved_at);
        keep(afterSave(kept.current, next.change, done.version));
      } catch (error) {
        const others = isProblem(error, "field_changed_meanwhile") ? othersTexts(error.data) : [];
        if (others.length === 0) {
          if (isProblem(error, "record_signed")) void queries.invalidateQueries({ queryKey: recordQuery(slug, record.id).queryKey });
          setState("failed");
          return false;
        }
        const versions = Object.fromEntries(others.map(([field, { version }]) => [field, version])) as Bases;
        await learn(Object.fromEntries(others.map(([field, { current }]) => [field, current])), (field) => versions[field] ?? 0);
        setMerged((before) => [...new Set([...before, ...others.map(([field]) => field)])]);
        const typed = { ...kept.current.typed };
        for (const [field, { current }] of others) typed[field] = bothTexts(current, typed[field] ?? "");
        keep({ bases: { ...kept.current.bases, ...versions }, typed });
      }
    }
  }, [keep, kept, learn, queries, slug, record.id, userId]);

  const flush = useCallback((): Promise<boolean> => {
    running.current ??= saveAll().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [saveAll]);

  const write = useCallback(
    (field: NoteField, text: string) => {
      const { bases = {}, typed } = kept.current;
      const base = typed[field] === undefined ? Math.max(newest.current.version, known.current[field]?.version ?? 0) : bases[field];
      keep({ bases: { ...bases, [field]: base }, typed: { ...typed, [field]: text } });
      setState((before) => (before === "saving" ? before : "unsaved"));
    },
    [keep, kept],
  );

  const isOpen = hasTyped && record.state !== "signed";
  useEffect(() => {
    if (!isOpen || state === "failed") return;
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, isOpen, state, flush]);
  useAgain(isOpen && state === "failed", flush);
  useWhenLeft(useCallback(() => newest.current.state === "draft" && Object.keys(kept.current.typed).length > 0 && flush(), [flush, kept]));

  const note = shownNote(record, learnt);
  const seen = useCallback((): RecordView => {
    const cached = queries.getQueryData(recordQuery(slug, record.id).queryKey);
    const last = cached && cached.version >= newest.current.version ? cached : newest.current;
    return { ...last, ...shownNote(last, known.current) };
  }, [queries, slug, record.id]);
  const leftover = record.state === "signed" ? stillTyped(typed, note) : {};
  const discard = useCallback(() => keep(NOTHING), [keep]);
  return { text: (field) => typed[field] ?? note[field], write, state, merged, flush, leftover, discard, seen };
}
