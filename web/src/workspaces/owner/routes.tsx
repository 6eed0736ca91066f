import type { RouteObject } from "react-router";

/** The owners' site. Finding a clinic needs no account; everything that is one's own does. */
export const routes: RouteObject[] = [
  { path: "/", lazy: async () => ({ Component: (await import("./feed/screen")).FeedScreen }) },
  { path: "/practices/:slug", lazy: async () => ({ Component: (await import("./clinic/screen")).ClinicScreen }) },
  { path: "/practices/:slug/book", lazy: async () => ({ Component: (await import("./book/screen")).BookScreen }) },
];
