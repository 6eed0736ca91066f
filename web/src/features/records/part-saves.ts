import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";

import { inTurn } from "@/api/leaving";
import { isProblem } from "@/api/problem";
import type { RecordSaved } from "@/api/types";

import { putPart, removePart, type Part } from "./api";

/** What somebody else made of a part since it was read, null when they took it out, and the version that it came with. */
export interface PartClash {
  theirs: Part["body"] | null;
  version: number;
}

/** What this window did to a part: that is nobody else's, whether the answer came or was lost with the line. */
interface Own {
  recordId: string;
  version: number;
  tried: Part["body"][];
  last: Promise<unknown>;
}

const OWN = new WeakMap<QueryClient, Map<string, Own>>();

export function clashOf(error: unknown, partId: string): PartClash | null {
  if (!isProblem(error, "field_changed_meanwhile")) return null;
  const fields = (error.data["fields"] ?? {}) as Record<string, { current: Part["body"] | null; version: number }>;
  const told = fields[partId];
  return told ? { theirs: told.current, version: told.version } : null;
}

const isSame = (one: object, other: object | null): boolean => {
  if (other === null) return false;
  const values = new Map<string, unknown>(Object.entries(other));
  return Object.entries(one).every(([name, value]) => JSON.stringify(value) === JSON.stringify(values.get(name)));
};

/** Saves the parts of a record, each one save at a time, naming the version that it was read in. */
export function usePartSaves(slug: string, recordId: string) {
  const queries = useQueryClient();
  return useMemo(() => {
    const all = OWN.get(queries) ?? new Map<string, Own>();
    OWN.set(queries, all);
    const ownOf = (partId: string): Own => {
      const own = all.get(partId) ?? { recordId, version: 0, tried: [], last: Promise.resolve() };
      all.set(partId, own);
      return own;
    };
    /** One after the other, or the second would be refused for the sake of the first. */
    function queued<T>(own: Own, work: () => Promise<T>): Promise<T> {
      const turn = inTurn(own.last, work);
      own.last = turn.catch(() => undefined);
      return turn;
    }
    async function put(partId: string, own: Own, base: number, part: Part): Promise<RecordSaved> {
      try {
        const done = await putPart(slug, recordId, partId, Math.max(base, own.version), part);
        own.version = done.version;
        own.tried = [];
        return done;
      } catch (error) {
        const clash = clashOf(error, partId);
        if (clash && clash.version > own.version && own.tried.some((body) => isSame(body, clash.theirs))) {
          own.version = clash.version;
          return put(partId, own, base, part);
        }
        if (!clash) own.tried.push(part.body);
        throw error;
      }
    }
    async function remove(kind: Part["kind"], partId: string, own: Own, base: number, headers: Record<string, string>) {
      const done = await removePart(slug, recordId, kind, partId, Math.max(base, own.version), headers);
      // What this window put in before it took it out is no answer any more to what stands there.
      if (done.removed !== null) Object.assign(own, { version: done.version, tried: [] });
      return done;
    }
    return {
      put: (partId: string, version: number, part: Part) => queued(ownOf(partId), () => put(partId, ownOf(partId), version, part)),
      remove: (kind: Part["kind"], partId: string, version: number, headers: Record<string, string>) =>
        queued(ownOf(partId), () => remove(kind, partId, ownOf(partId), version, headers)),
      /** Once everything that is on its way to this record has been answered, whatever the answers. */
      settled: async (): Promise<void> => void (await Promise.all([...all.values()].filter((own) => own.recordId === recordId).map((own) => own.last))),
    };
  }, [queries, slug, recordId]);
}
