import type { Arranged, Layouts } from "@/api/types";

import { changedLayouts, type PartsChange } from "./api";

/** Answers for stubServer that keep what they are told about one workspace, as the server does. */
export function keptLayouts(workspace: Arranged, first: Layouts = { items: [] }) {
  const path = "/api/staff/zwaluwhof/layouts";
  let kept = first;
  return {
    [`GET ${path}`]: () => ({ body: kept }),
    [`PATCH ${path}/${workspace}`]: async (request: Request) => {
      const { parts } = (await request.clone().json()) as { parts: PartsChange };
      kept = changedLayouts(kept, workspace, parts);
      return { body: kept.items.at(-1) };
    },
    [`DELETE ${path}/${workspace}`]: () => {
      kept = changedLayouts(kept, workspace, null);
      return { status: 204 };
    },
  };
}

/** What was sent to be kept, oldest first. */
export function sentParts(asked: readonly Request[]): Promise<PartsChange[]> {
  return Promise.all(asked.filter(({ method }) => method === "PATCH").map(async (request) => ((await request.clone().json()) as { parts: PartsChange }).parts));
}
