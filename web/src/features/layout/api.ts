import { queryOptions, type QueryClient } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import { inTurn } from "@/api/leaving";
import type { Arranged, LayoutPart, Layouts } from "@/api/types";

export type Parts = Readonly<Record<string, LayoutPart>>;
/** Null puts a part back to where it stands for everybody. */
export type PartsChange = Readonly<Record<string, LayoutPart | null>>;

const FRESH_MS = 60_000;
const COPY = "vetsync.layouts";

const keyOf = (slug: string, role: string): readonly [string, string, string] => ["layouts", slug, role];

/** The same as last time until the server has answered: nothing jumps when a screen is opened again. */
function copyOf(slug: string, role: string): Layouts | undefined {
  try {
    const copy = JSON.parse(localStorage.getItem(COPY) ?? "null") as { of: string; layouts: Layouts } | null;
    return copy?.of === `${slug} ${role}` ? copy.layouts : undefined;
  } catch {
    return undefined;
  }
}

export function keepCopy(slug: string, role: string, layouts: Layouts): void {
  try {
    localStorage.setItem(COPY, JSON.stringify({ of: `${slug} ${role}`, layouts }));
  } catch {
    // Without a copy the panels move once when the answer comes.
  }
}

/** What is asked and what is kept go one after the other, so that no answer brings back what was just moved. */
const lines = new WeakMap<QueryClient, Promise<unknown>>();

function inLine<T>(queries: QueryClient, work: () => Promise<T>): Promise<T> {
  const turn = inTurn(lines.get(queries) ?? Promise.resolve(), work);
  lines.set(queries, turn.catch(() => undefined));
  return turn;
}

/** How the person arranged all screens of the practice, in the role they have there. */
export const layoutsQuery = (queries: QueryClient, slug: string, role: string) =>
  queryOptions({
    queryKey: keyOf(slug, role),
    queryFn: () => inLine(queries, () => data(api.GET("/api/staff/{slug}/layouts", { params: { path: { slug } } }))),
    initialData: () => copyOf(slug, role),
    initialDataUpdatedAt: 0,
    staleTime: FRESH_MS,
  });

export async function keepLayout(queries: QueryClient, slug: string, workspace: Arranged, parts: PartsChange): Promise<void> {
  await inLine(queries, () => data(api.PATCH("/api/staff/{slug}/layouts/{workspace}", { params: { path: { slug, workspace } }, body: { parts } })));
}

export async function resetLayout(queries: QueryClient, slug: string, workspace: Arranged): Promise<void> {
  await inLine(queries, () => api.DELETE("/api/staff/{slug}/layouts/{workspace}", { params: { path: { slug, workspace } } }));
}

export function partsOf(layouts: Layouts | undefined, workspace: Arranged): Parts {
  return layouts?.items.find((one) => one.workspace === workspace)?.parts ?? {};
}

/** As it will stand once the server has it: each part is replaced alone. `null` instead of parts puts all of them back. */
export function changedLayouts(layouts: Layouts | undefined, workspace: Arranged, change: PartsChange | null): Layouts {
  const before = layouts?.items.find((one) => one.workspace === workspace);
  const others = layouts?.items.filter((one) => one.workspace !== workspace) ?? [];
  if (change === null) return { items: others };
  const parts = Object.entries({ ...before?.parts, ...change }).filter((part): part is [string, LayoutPart] => part[1] !== null);
  return { items: [...others, { workspace, parts: Object.fromEntries(parts), version: (before?.version ?? 0) + 1 }] };
}
