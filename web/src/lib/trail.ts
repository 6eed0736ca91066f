import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import { useEffect } from "react";
import { useDispatch } from "react-redux";
import { useLocation } from "react-router";

import { wordsOf } from "./search-words";
import { useTitle } from "./title";

export interface Crumb {
  /** The same thing always has the same key: coming back to it shortens the trail instead of growing it. */
  key: string;
  title: string;
  to: string;
  /** What was looked for there, which stands in no address. */
  words?: string;
  /** A name from the icon table of the shell. */
  icon?: string;
  /** Something on it is not saved yet. */
  isUnsaved?: boolean;
}

export interface TrailState {
  crumbs: Crumb[];
}

const LENGTH_MAX = 8;

export const trailSlice = createSlice({
  name: "trail",
  initialState: { crumbs: [] } as TrailState,
  reducers: {
    visited(state, { payload }: PayloadAction<Crumb>) {
      const known = state.crumbs.findIndex((crumb) => crumb.key === payload.key);
      if (known >= 0) state.crumbs.splice(known, state.crumbs.length, payload);
      else state.crumbs.push(payload);
      if (state.crumbs.length > LENGTH_MAX) state.crumbs.splice(0, state.crumbs.length - LENGTH_MAX);
    },
    /** The way that was kept elsewhere goes before where the person is now, unless they have gone on already. */
    restored(state, { payload: { scope, crumbs } }: PayloadAction<{ scope: string; crumbs: Crumb[] }>) {
      if (state.crumbs.filter((crumb) => crumb.to.startsWith(scope)).length > 1) return;
      const here = new Set(state.crumbs.map((crumb) => crumb.key));
      const before = crumbs.filter((crumb) => !here.has(crumb.key));
      state.crumbs = [...before, ...state.crumbs].slice(-LENGTH_MAX);
    },
  },
});

/** The same key in two practices is two things. */
function scopeOf(pathname: string): string {
  return pathname.split("/").slice(0, 3).join("/");
}

/** Puts the screen on the trail under this title, with its present address, and names the tab. Wait with null until the title is known. */
export function useCrumb(crumb: Omit<Crumb, "to" | "words"> | null): void {
  const dispatch = useDispatch();
  const { pathname, search, state } = useLocation();
  const words = wordsOf(state);
  const { key, title, icon, isUnsaved } = crumb ?? {};
  useTitle(title ?? null);
  useEffect(() => {
    if (key === undefined || title === undefined) return;
    dispatch(
      trailSlice.actions.visited({
        key: `${scopeOf(pathname)} ${key}`,
        title,
        to: pathname + search,
        ...(words === "" ? {} : { words }),
        ...(icon === undefined ? {} : { icon }),
        ...(isUnsaved === undefined ? {} : { isUnsaved }),
      }),
    );
  }, [dispatch, key, title, icon, isUnsaved, pathname, search, words]);
}
