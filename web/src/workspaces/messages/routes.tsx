import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./screen")).Screen }) },
  { path: "new/:clientId?/:patientId?", lazy: async () => ({ Component: (await import("./screen")).Screen }) },
  { path: ":threadId", lazy: async () => ({ Component: (await import("./screen")).Screen }) },
];
