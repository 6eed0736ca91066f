import { RotateCw, ScanLine, Stethoscope, Syringe, Zap } from "lucide-react";
import type { ComponentType } from "react";

import { cn } from "@/lib/cn";

import { CareIcon, LeafIcon, ScalpelIcon, ToothIcon, type IconProps } from "./icons";

export const TYPE_CATEGORIES = ["consult", "vaccine", "surgery", "dental", "recheck", "nurse", "imaging", "urgent", "farewell"] as const;
export type TypeCategory = (typeof TYPE_CATEGORIES)[number];

interface Look {
  icon: ComponentType<IconProps>;
  ground: string;
  ink: string;
  edge: string;
  bar: string;
}

/** Each of the nine has a hue and a picture of its own, so a type is never known by hue alone. */
export const TYPE_LOOKS: Record<TypeCategory, Look> = {
  consult: { icon: Stethoscope, ground: "bg-t-consult-bg", ink: "text-t-consult-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-consult-bar)]", bar: "bg-t-consult-bar" },
  vaccine: { icon: Syringe, ground: "bg-t-vaccine-bg", ink: "text-t-vaccine-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-vaccine-bar)]", bar: "bg-t-vaccine-bar" },
  surgery: { icon: ScalpelIcon, ground: "bg-t-surgery-bg", ink: "text-t-surgery-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-surgery-bar)]", bar: "bg-t-surgery-bar" },
  dental: { icon: ToothIcon, ground: "bg-t-dental-bg", ink: "text-t-dental-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-dental-bar)]", bar: "bg-t-dental-bar" },
  recheck: { icon: RotateCw, ground: "bg-t-recheck-bg", ink: "text-t-recheck-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-recheck-bar)]", bar: "bg-t-recheck-bar" },
  nurse: { icon: CareIcon, ground: "bg-t-nurse-bg", ink: "text-t-nurse-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-nurse-bar)]", bar: "bg-t-nurse-bar" },
  imaging: { icon: ScanLine, ground: "bg-t-imaging-bg", ink: "text-t-imaging-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-imaging-bar)]", bar: "bg-t-imaging-bar" },
  urgent: { icon: Zap, ground: "bg-t-urgent-bg", ink: "text-t-urgent-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-urgent-bar)]", bar: "bg-t-urgent-bar" },
  farewell: { icon: LeafIcon, ground: "bg-t-farewell-bg", ink: "text-t-farewell-ink", edge: "shadow-[inset_0_0_0_1.5px_var(--t-farewell-bar)]", bar: "bg-t-farewell-bar" },
};

/** An unknown category from the server looks like a consult rather than breaking the screen. */
export function typeLook(category: string): Look {
  return TYPE_LOOKS[category as TypeCategory] ?? TYPE_LOOKS.consult;
}

export interface TypeTagProps {
  category: string;
  /** The type's name in the person's language. */
  children: string;
  /** `chip` with ground and edge, `plain` only picture and word. */
  kind?: "chip" | "plain";
  className?: string;
}

export function TypeTag({ category, children, kind = "chip", className }: TypeTagProps) {
  const look = typeLook(category);
  const Icon = look.icon;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-[5px] weight-name whitespace-nowrap",
        look.ink,
        kind === "chip" && ["h-[26px] rounded-[7px] pr-[9px] pl-[7px] text-[12px]", look.ground, look.edge],
        className,
      )}
    >
      <Icon size={14} />
      {children}
    </span>
  );
}
