import { configureStore } from "@reduxjs/toolkit";

import { trailSlice, type TrailState } from "@/lib/trail";

const KEY = "vetsync.trail";

function keptTrail(): TrailState {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (typeof kept === "object" && kept !== null && "crumbs" in kept && Array.isArray(kept.crumbs)) return kept as TrailState;
  } catch {
    // What cannot be read is as good as no trail.
  }
  return { crumbs: [] };
}

export function createStore() {
  const store = configureStore({ reducer: { trail: trailSlice.reducer }, preloadedState: { trail: keptTrail() } });
  store.subscribe(() => sessionStorage.setItem(KEY, JSON.stringify(store.getState().trail)));
  return store;
}

export type AppState = ReturnType<ReturnType<typeof createStore>["getState"]>;
