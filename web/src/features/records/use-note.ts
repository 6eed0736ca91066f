import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { isProblem } from "@/api/problem";
import type { RecordView } from "@/api/types";
import { useDraft } from "@/lib/use-draft";

import { recordQuery, saveNote } from "./api";
import { bothTexts, noteOf, unsaved, type Note, type NoteField } from "./rules";

export type SaveState = "saved" | "unsaved" | "saving" | "failed";

/** What was typed and not saved yet, and the version that was on the screen when the typing began. */
interface Kept {
  base: number;
  typed: Partial<Note>;
}

const NOTHING: Kept = { base: 0, typed: {} };
const PAUSE_MS = 800;
const AGAIN_MS = 6000;

export interface NoteDesk {
  text: (field: NoteField) => string;
  write: (field: NoteField, text: string) => void;
  state: SaveState;
  /** Fields in which somebody else's text was put above one's own. */
  merged: readonly NoteField[];
  /** Saves what is open, and answers whether all of it is safe. */
  flush: () => Promise<boolean>;
}

/**
 * A note that saves itself. Typed text is kept in this browser until the server has it; a field that somebody else
 * saved meanwhile keeps both texts; a line that drops is tried again.
 */
export function useNote(slug: string, record: RecordView, userId: string): NoteDesk {
  const queries = useQueryClient();
  const draft = useDraft<Kept>(`record.${record.id}.${userId}`, NOTHING);
  const [state, setState] = useState<SaveState>(draft.isKept ? "unsaved" : "saved");
  const [merged, setMerged] = useState<readonly NoteField[]>([]);
  const kept = useRef<Kept>(draft.value);
  const server = useRef(record);
  const running = useRef<Promise<boolean> | null>(null);
  const { set, clear } = draft;

  useEffect(() => {
    // An answer that was overtaken by a save must not bring the older text back.
    if (record.version >= server.current.version) server.current = record;
  }, [record]);

  const keep = useCallback(
    (next: Kept) => {
      kept.current = next;
      if (Object.keys(next.typed).length > 0) set(next);
      else clear();
    },
    [set, clear],
  );

  const know = useCallback(
    (change: Partial<RecordView>) => {
      server.current = { ...server.current, ...change };
      queries.setQueryData(recordQuery(slug, record.id).queryKey, server.current);
    },
    [queries, slug, record.id],
  );

  const saveAll = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const change = unsaved(kept.current.typed, noteOf(server.current));
      if (Object.keys(change).length === 0) {
        keep(NOTHING);
        setState("saved");
        return true;
      }
      setState("saving");
      try {
        const done = await saveNote(slug, record.id, kept.current.base || server.current.version, change);
        know({ ...change, version: done.version, saved_at: done.saved_at });
        keep({ base: done.version, typed: unsaved(kept.current.typed, noteOf(server.current)) as Partial<Note> });
      } catch (error) {
        if (!isProblem(error, "field_changed_meanwhile")) {
          setState("failed");
          return false;
        }
        const field = error.field as NoteField;
        const theirs = String(error.data["current"] ?? "");
        const version = Number(error.data["version"] ?? server.current.version);
        know({ [field]: theirs, version });
        setMerged((before) => [...new Set([...before, field])]);
        keep({ base: version, typed: { ...kept.current.typed, [field]: bothTexts(theirs, kept.current.typed[field] ?? "") } });
      }
    }
  }, [keep, know, slug, record.id]);

  const flush = useCallback((): Promise<boolean> => {
    running.current ??= saveAll().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [saveAll]);

  const write = useCallback(
    (field: NoteField, text: string) => {
      const { base, typed } = kept.current;
      keep({ base: Object.keys(typed).length > 0 ? base : server.current.version, typed: { ...typed, [field]: text } });
      setState((before) => (before === "saving" ? before : "unsaved"));
    },
    [keep],
  );

  const { typed } = draft.value;
  useEffect(() => {
    if (!draft.isKept || record.state === "signed") return;
    const timer = setTimeout(() => void flush(), state === "failed" ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, draft.isKept, state, record.state, flush]);
  useEffect(() => () => void (Object.keys(kept.current.typed).length > 0 && flush()), [flush]);

  return { text: (field) => typed[field] ?? record[field], write, state, merged, flush };
}
