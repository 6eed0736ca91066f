import { Building2, CalendarRange, Clock, Layers, Users, UsersRound } from "lucide-react";
import type { ComponentType } from "react";

export interface Part {
  key: string;
  icon: ComponentType<{ size?: number; className?: string }>;
  /** The permission without which the part is absent. */
  permission: string;
}

/** Every part of the settings, in the order in which a new practice goes through them. */
export const PARTS: readonly Part[] = [
  { key: "profile", icon: Building2, permission: "practice.manage" },
  { key: "hours", icon: Clock, permission: "schedule.manage" },
  { key: "types", icon: CalendarRange, permission: "schedule.manage" },
  { key: "resources", icon: Users, permission: "schedule.manage" },
  { key: "departments", icon: Layers, permission: "practice.manage" },
  { key: "team", icon: UsersRound, permission: "staff.manage" },
];
