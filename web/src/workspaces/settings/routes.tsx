import type { RouteObject } from "react-router";

/** What a practice decides about itself: each part is a sheet beside the list of all parts. */
export const routes: RouteObject[] = [
  {
    lazy: async () => ({ Component: (await import("./frame")).SettingsFrame }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("./home")).SettingsHome }) },
      { path: "profile", lazy: async () => ({ Component: (await import("./profile-screen")).ProfileScreen }) },
      { path: "hours", lazy: async () => ({ Component: (await import("./hours-screen")).HoursScreen }) },
      { path: "types", lazy: async () => ({ Component: (await import("./types-screen")).TypesScreen }) },
      { path: "types/:typeId", lazy: async () => ({ Component: (await import("./types-screen")).TypesScreen }) },
      { path: "resources", lazy: async () => ({ Component: (await import("./resources-screen")).ResourcesScreen }) },
      { path: "resources/:resourceId", lazy: async () => ({ Component: (await import("./resources-screen")).ResourcesScreen }) },
      { path: "departments", lazy: async () => ({ Component: (await import("./departments-screen")).DepartmentsScreen }) },
      { path: "team", lazy: async () => ({ Component: (await import("./team/screen")).TeamScreen }) },
      { path: "team/:view", lazy: async () => ({ Component: (await import("./team/screen")).TeamScreen }) },
    ],
  },
];
