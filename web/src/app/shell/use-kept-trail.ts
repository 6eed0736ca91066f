import { useEffect, useMemo, useRef } from "react";
import { useDispatch, useSelector } from "react-redux";

import { api, data } from "@/api/client";
import type { AppState } from "@/app/store";
import { trailSlice, type Crumb } from "@/lib/trail";

const KEEP_AFTER_MS = 3_000;

type KeptCrumb = Pick<Crumb, "key" | "title" | "to" | "icon">;

/** Without what was typed into searches. */
function kept({ key, title, to, icon }: Crumb): KeptCrumb {
  return { key, title, to, ...(icon === undefined ? {} : { icon }) };
}

/**
 * The way a person came follows them to another device: it is fetched where there is none yet, and kept on the server
 * a moment after each step and when the tab is left. What is unsaved stays on this device, and may be called by words
 * that somebody is just typing. Without the server the trail works as before.
 */
export function useKeptTrail(slug: string, isOn: boolean): void {
  const dispatch = useDispatch();
  const crumbs = useSelector((state: AppState) => state.trail.crumbs);
  const way = useMemo(() => JSON.stringify(crumbs.filter((crumb) => crumb.to.startsWith(`/p/${slug}/`) && !crumb.isUnsaved).map(kept)), [crumbs, slug]);
  const known = useRef<{ slug: string; way: string } | null>(null);

  useEffect(() => {
    if (!isOn || known.current?.slug === slug) return;
    known.current = { slug, way: "" };
    const path = { slug };
    data(api.GET("/api/staff/{slug}/arrangement", { params: { path } })).then(
      ({ trail = [] }) => dispatch(trailSlice.actions.restored({ scope: `/p/${slug}/`, crumbs: trail })),
      () => undefined,
    );
  }, [dispatch, isOn, slug]);

  useEffect(() => {
    if (!isOn) return;
    function keep(): void {
      if (known.current?.slug !== slug || known.current.way === way || way === "[]") return;
      known.current = { slug, way };
      const body = { trail: JSON.parse(way) as KeptCrumb[] };
      data(api.PATCH("/api/staff/{slug}/arrangement", { params: { path: { slug } }, body, keepalive: true })).catch(() => undefined);
    }
    function keepWhenLeft(): void {
      if (document.visibilityState === "hidden") keep();
    }
    const soon = setTimeout(keep, KEEP_AFTER_MS);
    document.addEventListener("visibilitychange", keepWhenLeft);
    return () => {
      clearTimeout(soon);
      document.removeEventListener("visibilitychange", keepWhenLeft);
    };
  }, [isOn, slug, way]);
}
