import {
  ArrowLeftRight,
  Calendar,
  ChartColumn,
  ClipboardCheck,
  Euro,
  MessageSquare,
  Network,
  Pill,
  SlidersHorizontal,
  Stethoscope,
} from "lucide-react";
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";

import type { Membership } from "@/api/types";
import type { Place } from "@/lib/slide";
import { DeskIcon, HubIcon, PawIcon } from "@/ui/icons";

/**
 * The registry that replaces the menu: every activity, its fixed place on the map and who may enter. A workspace is
 * on the map when its folder has routes.tsx and the person has one of its permissions.
 */
export interface Workspace {
  /** Folder in src/workspaces, path in the address and name in the shell's texts. */
  key: string;
  place: Place;
  /** One of these is enough. */
  permissions: readonly string[];
  /** Left out: a practice's. A franchise has no agenda and no patients of its own. */
  of?: Membership["practice_kind"];
  icon: ComponentType<{ size?: number; className?: string }>;
}

export const WORKSPACES: readonly Workspace[] = [
  { key: "today", place: { x: 0, y: 0 }, permissions: ["practice.read"], icon: HubIcon },
  { key: "front-desk", place: { x: 0, y: -1 }, permissions: ["schedule.book"], icon: DeskIcon },
  { key: "schedule", place: { x: -1, y: 0 }, permissions: ["schedule.read"], icon: Calendar },
  { key: "patient", place: { x: 1, y: 0 }, permissions: ["patients.read"], icon: PawIcon },
  { key: "consult", place: { x: 2, y: 0 }, permissions: ["records.write"], icon: Stethoscope },
  { key: "procedure", place: { x: 2, y: 1 }, permissions: ["protocols.use"], icon: ClipboardCheck },
  { key: "messages", place: { x: 1, y: -1 }, permissions: ["messages.read"], icon: MessageSquare },
  { key: "pharmacy", place: { x: -1, y: 1 }, permissions: ["inventory.read"], icon: Pill },
  { key: "billing", place: { x: 1, y: 1 }, permissions: ["billing.read"], icon: Euro },
  { key: "insights", place: { x: 0, y: 1 }, permissions: ["reports.read"], icon: ChartColumn },
  { key: "franchise", place: { x: 0, y: -2 }, permissions: ["franchise.read"], of: "franchise", icon: Network },
  { key: "settings", place: { x: 0, y: 2 }, permissions: ["practice.manage", "staff.manage"], icon: SlidersHorizontal },
  { key: "migration", place: { x: 1, y: 2 }, permissions: ["migration.manage"], icon: ArrowLeftRight },
];

/** The system administrator's hub; it has a map of its own. */
export const ADMIN: Workspace = { key: "admin", place: { x: 0, y: 0 }, permissions: ["platform.read"], icon: HubIcon };

interface RoutesModule {
  routes: RouteObject[];
}

/** Route tables only: each names its screens as lazy imports, so nothing of a screen is in the first load. */
const modules = import.meta.glob<RoutesModule>("../workspaces/*/routes.tsx", { eager: true });

export function routesOf(key: string): RouteObject[] {
  return modules[`../workspaces/${key}/routes.tsx`]?.routes ?? [];
}

export function isBuilt(workspace: Workspace): boolean {
  return routesOf(workspace.key).length > 0;
}

export function mayEnter(workspace: Workspace, permissions: readonly string[], kind: Membership["practice_kind"]): boolean {
  return (workspace.of ?? "practice") === kind && workspace.permissions.some((permission) => permissions.includes(permission));
}
