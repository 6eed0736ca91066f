import type { RouteObject } from "react-router";

/** Everything before somebody is signed in. */
export const routes: RouteObject[] = [
  { path: "/login", lazy: async () => ({ Component: (await import("./log-in")).LogIn }) },
  { path: "/register", lazy: async () => ({ Component: (await import("./register")).Register }) },
  { path: "/verify-email", lazy: async () => ({ Component: (await import("./verify-email")).VerifyEmail }) },
  { path: "/forgot", lazy: async () => ({ Component: (await import("./forgot")).Forgot }) },
  { path: "/reset", lazy: async () => ({ Component: (await import("./reset")).Reset }) },
  { path: "/invitation", lazy: async () => ({ Component: (await import("./invitation")).AcceptInvitation }) },
];
