import type { RouteObject } from "react-router";

/** The system administrator's hub and what can be opened from it. */
export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./hub/screen")).HubScreen }) },
  { path: "applications/:applicationId", lazy: async () => ({ Component: (await import("./hub/screen")).HubScreen }) },
  { path: "clinics", lazy: async () => ({ Component: (await import("./clinics-screen")).ClinicsScreen }) },
  { path: "users", lazy: async () => ({ Component: (await import("./users-screen")).UsersScreen }) },
  { path: "franchises", lazy: async () => ({ Component: (await import("./tree-screen")).TreeScreen }) },
  { path: "ranking", lazy: async () => ({ Component: (await import("./ranking-screen")).RankingScreen }) },
  { path: "activity", lazy: async () => ({ Component: (await import("./activity-screen")).ActivityScreen }) },
  { path: "jobs", lazy: async () => ({ Component: (await import("./jobs-screen")).JobsScreen }) },
];
