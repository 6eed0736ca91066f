import { queryOptions } from "@tanstack/react-query";

import { api, data } from "@/api/client";
import type { Found, FoundKind } from "@/api/types";
import type { Locale } from "@/lib/formats";

const EACH = 5;
const EACH_OF_ONE_KIND = 25;
const KEPT_MS = 60_000;

export interface Line {
  q: string;
  /** Only this kind, and more of it. */
  kind: FoundKind | null;
  locale: Locale;
}

/** What a line finds and asks to be done; it travels in the body, never in an address. Nothing is done. */
export const findQuery = (slug: string, { q, kind, locale }: Line) =>
  queryOptions({
    queryKey: ["find", slug, { q, kind, locale }],
    queryFn: ({ signal }) => {
      const body = { q, locale, limit: kind === null ? EACH : EACH_OF_ONE_KIND, ...(kind === null ? {} : { kinds: [kind] }) };
      return data(api.POST("/api/staff/{slug}/find", { params: { path: { slug } }, body, signal }));
    },
    // What is looked for are people: it is not kept for long, and asked once more where the line broke off.
    gcTime: KEPT_MS,
    staleTime: 0,
    retry: 1,
    retryDelay: 300,
    refetchOnWindowFocus: false,
  });

/** The animals and clients that this person opened lately, the newest first. */
export const openedQuery = (slug: string) =>
  queryOptions({
    queryKey: ["find", slug, "opened"],
    queryFn: async () => {
      const body = { q: "", kinds: ["patient", "client"] as FoundKind[], limit: EACH_OF_ONE_KIND };
      const { groups } = await data(api.POST("/api/staff/{slug}/find", { params: { path: { slug } }, body }));
      return groups.flatMap(({ items }) => items);
    },
    retry: false,
  });

const REMEMBERED = ["patient", "client", "appointment", "staff"] as const;
type Remembered = (typeof REMEMBERED)[number];

const isRemembered = (kind: FoundKind): kind is Remembered => (REMEMBERED as readonly string[]).includes(kind);

/** Remembers for this person what was opened, so that it is found first. That it could not be remembered stops nobody. */
export function noteOpened(slug: string, { kind, id }: Pick<Found, "kind" | "id">): void {
  if (!isRemembered(kind)) return;
  void data(api.PUT("/api/staff/{slug}/opened", { params: { path: { slug } }, body: { kind, id } })).catch(() => undefined);
}
