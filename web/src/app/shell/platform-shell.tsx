import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useNavigate } from "react-router";

import { ADMIN } from "@/app/workspaces";
import { useMe } from "@/features/identity/session";
import { MapProvider, type PracticeMap } from "@/lib/map";

import { Clock } from "./clock";
import { Frame } from "./frame";
import { NotFound } from "./not-found";

/** The same shell for system administrators, around a hub of their own: /platform. */
export function PlatformShell() {
  const { t } = useTranslation("shell");
  const me = useMe();
  const navigate = useNavigate();
  const map = useMemo<PracticeMap>(() => {
    const entry = { key: ADMIN.key, title: t("workspace.admin"), place: ADMIN.place, icon: ADMIN.icon, href: "/platform" };
    const href = (key: string, ...rest: string[]): string | null =>
      key === ADMIN.key ? ["/platform", ...rest.map(encodeURIComponent)].join("/") : null;
    return {
      slug: "",
      practiceName: t("you.platform"),
      entries: [entry],
      current: ADMIN.key,
      href,
      go: (key, ...rest) => {
        const to = href(key, ...rest);
        if (to !== null) void navigate(to, { viewTransition: true });
      },
    };
  }, [navigate, t]);
  if (!me.kinds.includes("system_admin")) return <NotFound />;
  return (
    <MapProvider value={map}>
      <Frame map={map} end={<Clock />}>
        <Outlet />
      </Frame>
    </MapProvider>
  );
}
