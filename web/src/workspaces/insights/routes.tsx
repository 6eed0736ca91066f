import type { RouteObject } from "react-router";

/** The practice's figures, and the log of who did what. */
export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./screen")).InsightsScreen }) },
  { path: "log", lazy: async () => ({ Component: (await import("./log-screen")).LogScreen }) },
];
