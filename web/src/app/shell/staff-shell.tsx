import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, Outlet, useLocation, useNavigate, useParams } from "react-router";

import type { Membership } from "@/api/types";
import { isBuilt, mayEnter, WORKSPACES } from "@/app/workspaces";
import { useMe, useMembership } from "@/features/identity/session";
import { useLayout } from "@/features/layout/use-layout";
import { MapProvider, type MapEntry, type PracticeMap } from "@/lib/map";
import { withPlaces } from "@/lib/map-places";
import { Button } from "@/ui/button";

import { Clock } from "./clock";
import { Frame } from "./frame";
import { NotFound } from "./not-found";
import { PrintHead } from "./print-head";
import { useKeptTrail } from "./use-kept-trail";

/** The shell of one practice: /p/:slug. Its map holds only what the person's role may enter. */
export function StaffShell() {
  const { slug = "" } = useParams();
  const membership = useMembership(slug);
  const map = usePracticeMap(slug, membership?.practice_name ?? slug, membership?.permissions ?? [], membership?.practice_kind ?? "practice");
  useKeptTrail(slug, membership?.permissions.includes("practice.read") ?? false);
  if (!membership) return <NotFound />;
  return (
    <MapProvider value={map}>
      <Frame map={map} end={<Clock zone={membership.practice_zone} />}>
        <PrintHead practiceName={membership.practice_name} zone={membership.practice_zone} />
        <Outlet />
      </Frame>
    </MapProvider>
  );
}

function usePracticeMap(slug: string, practiceName: string, permissions: readonly string[], kind: Membership["practice_kind"]): PracticeMap {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const current = pathname.split("/")[3];
  const granted = permissions.join(" ");
  const { parts } = useLayout(slug, "shell");
  const places = parts["map"]?.places;
  const all = useMemo<MapEntry[]>(
    () =>
      WORKSPACES.filter((workspace) => isBuilt(workspace) && mayEnter(workspace, granted.split(" "), kind)).map((workspace) => ({
        key: workspace.key,
        title: t(`workspace.${workspace.key}`),
        place: workspace.place,
        icon: workspace.icon,
        href: `/p/${slug}/${workspace.key}`,
      })),
    [granted, kind, slug, t],
  );
  const entries = useMemo(() => withPlaces(all, places), [all, places]);
  return useMemo<PracticeMap>(() => {
    const href = (key: string, ...rest: string[]): string | null => {
      const entry = entries.find((candidate) => candidate.key === key);
      return entry ? [entry.href, ...rest.map(encodeURIComponent)].join("/") : null;
    };
    const go = (key: string, ...rest: string[]): void => {
      const to = href(key, ...rest);
      if (to !== null) void navigate(to, { viewTransition: true });
    };
    return { slug, practiceName, entries, current, href, go };
  }, [slug, practiceName, entries, current, navigate]);
}

/** /p/:slug itself: the hub, or the first workspace the role has. */
export function StaffHome() {
  const { t } = useTranslation("shell");
  const { slug = "" } = useParams();
  const membership = useMembership(slug);
  const first = WORKSPACES.find((workspace) => membership && isBuilt(workspace) && mayEnter(workspace, membership.permissions, membership.practice_kind));
  if (first) return <Navigate to={first.key} replace />;
  return (
    <div className="mt-3 flex max-w-lg flex-col items-start gap-3">
      <h1 className="type-h1">{t("noWorkspace.title")}</h1>
      <p className="text-ink-2">{t("noWorkspace.text")}</p>
      <Button asChild><Link to="/pets">{t("you.owner")}</Link></Button>
    </div>
  );
}

/** A workspace of the address that the role may not enter says so, instead of showing an empty screen. */
export function WorkspaceGuard({ workspaceKey }: { workspaceKey: string }) {
  const { t } = useTranslation("shell");
  const { slug = "" } = useParams();
  const me = useMe();
  const membership = useMembership(slug);
  const workspace = WORKSPACES.find((candidate) => candidate.key === workspaceKey);
  if (workspace && membership && mayEnter(workspace, membership.permissions, membership.practice_kind)) return <Outlet />;
  return (
    <div className="mt-3 flex max-w-lg flex-col items-start gap-3">
      <h1 className="type-h1">{t("noAccess.title")}</h1>
      <p className="text-ink-2">{t("noAccess.text", { name: `${me.first_name} ${me.last_name}` })}</p>
      <Button asChild><Link to={`/p/${slug}`}>{t("common:action.back")}</Link></Button>
    </div>
  );
}
