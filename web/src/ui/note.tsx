import { Ban, Check, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

const TONES: Record<string, { ground: string; ink: string; icon: LucideIcon }> = {
  slate: { ground: "bg-slate-tint", ink: "text-ink-2", icon: Info },
  blue: { ground: "bg-blue-tint", ink: "text-blue-ink", icon: Info },
  green: { ground: "bg-green-tint", ink: "text-green-ink", icon: Check },
  amber: { ground: "bg-amber-tint", ink: "text-amber-ink", icon: TriangleAlert },
  red: { ground: "bg-red-tint", ink: "text-red-ink", icon: Ban },
  purple: { ground: "bg-purple-tint", ink: "text-purple-ink", icon: Info },
};

export interface NoteProps {
  tone?: "slate" | "blue" | "green" | "amber" | "red" | "purple";
  icon?: LucideIcon;
  children: ReactNode;
  /** "alert" interrupts a screen reader, "status" waits for a pause. Leave out for what stood there from the start. */
  role?: "alert" | "status";
  className?: string;
}

export function Note({ tone = "slate", icon, children, role, className }: NoteProps) {
  const look = TONES[tone] ?? { ground: "bg-slate-tint", ink: "text-ink-2", icon: Info };
  const Icon = icon ?? look.icon;
  return (
    <div role={role} className={cn("flex gap-2.5 rounded-md px-3 py-2.5", look.ground, className)}>
      <Icon size={16} className={cn("mt-px", look.ink)} aria-hidden="true" />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
