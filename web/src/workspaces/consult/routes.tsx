import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./screen")).Screen }) },
  { path: "start/:patientId/:appointmentId?", lazy: async () => ({ Component: (await import("./start-screen")).StartScreen }) },
  { path: ":recordId", lazy: async () => ({ Component: (await import("./consult-screen")).ConsultScreen }) },
];
