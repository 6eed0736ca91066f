import type { RouteObject } from "react-router";

export const routes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./screen")).Screen }) },
  { path: "new", lazy: async () => ({ Component: (await import("./register-screen")).RegisterScreen }) },
  { path: "duplicates", lazy: async () => ({ Component: (await import("./duplicates-screen")).DuplicatesScreen }) },
  { path: ":patientId", lazy: async () => ({ Component: (await import("./patient-screen")).PatientScreen }) },
];
