import { useState } from "react";
import { createBrowserRouter, Outlet, type RouteObject } from "react-router";

import { RequireSession } from "@/features/identity/session";

import { useRealtime } from "./realtime";
import { NotFound, RouteError } from "./shell/not-found";
import { ToastBar } from "./shell/toast-bar";
import { Toaster } from "./shell/toaster";
import { routesOf, WORKSPACES } from "./workspaces";

/** Around everything: the pushes and the toasts, which outlive any screen. */
function Root() {
  useRealtime();
  const [bar, setBar] = useState<HTMLElement | null>(null);
  return (
    <ToastBar value={setBar}>
      <Outlet />
      <Toaster bar={bar} />
    </ToastBar>
  );
}

async function staffShell() {
  const { StaffShell } = await import("./shell/staff-shell");
  return { Component: StaffShell };
}

function workspaceRoutes(): RouteObject[] {
  return WORKSPACES.map(({ key }) => ({
    path: key,
    lazy: async () => {
      const { WorkspaceGuard } = await import("./shell/staff-shell");
      return { element: <WorkspaceGuard workspaceKey={key} /> };
    },
    children: routesOf(key),
  }));
}

export function createRoutes(): RouteObject[] {
  return [
    {
      element: <Root />,
      errorElement: <RouteError />,
      hydrateFallbackElement: <span />,
      children: [
        ...routesOf("account"),
        {
          lazy: async () => ({ Component: (await import("./shell/owner-shell")).OwnerShell }),
          children: routesOf("owner"),
        },
        {
          element: <RequireSession />,
          children: [
            {
              path: "/p/:slug",
              lazy: staffShell,
              children: [
                { index: true, lazy: async () => ({ Component: (await import("./shell/staff-shell")).StaffHome }) },
                ...workspaceRoutes(),
              ],
            },
            {
              path: "/platform",
              lazy: async () => ({ Component: (await import("./shell/platform-shell")).PlatformShell }),
              children: routesOf("admin"),
            },
          ],
        },
        { path: "*", element: <NotFound /> },
      ],
    },
  ];
}

export function createRouter() {
  return createBrowserRouter(createRoutes());
}
