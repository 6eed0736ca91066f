import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

const tagStyle = cva("inline-flex flex-none items-center gap-1 whitespace-nowrap rounded-chip weight-name leading-none [&>svg]:-ml-0.5", {
  variants: {
    tone: {
      slate: "bg-slate-tint text-slate-ink",
      blue: "bg-blue-tint text-blue-ink",
      green: "bg-green-tint text-green-ink",
      amber: "bg-amber-tint text-amber-ink",
      red: "bg-red-tint text-red-ink",
      purple: "bg-purple-tint text-purple-ink",
      line: "text-slate-ink shadow-quiet",
      bare: "px-0 text-slate-ink",
    },
    size: { m: "h-5 px-[7px] text-[11.5px] [&>svg]:size-[13px]", l: "h-6 px-2 text-[13px] [&>svg]:size-[15px]" },
  },
  defaultVariants: { tone: "slate", size: "m" },
});

export type TagTone = NonNullable<VariantProps<typeof tagStyle>["tone"]>;

export interface TagProps extends VariantProps<typeof tagStyle> {
  /** A picture beside the word: a state is never known by its hue alone. */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Tag({ tone, size, icon, children, className }: TagProps) {
  return (
    <span className={cn(tagStyle({ tone, size }), tone === "bare" && "px-0", className)}>
      {icon}
      {children}
    </span>
  );
}

export interface ChipProps {
  children: ReactNode;
  isOn: boolean;
  onToggle: () => void;
  size?: "m" | "l";
  icon?: ReactNode;
}

/** A filter that is on or off. */
export function Chip({ children, isOn, onToggle, size = "m", icon }: ChipProps) {
  return (
    <button
      data-act
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={cn(
        "inline-flex flex-none items-center gap-[5px] whitespace-nowrap font-medium transition-colors duration-quick",
        size === "l" ? "h-[34px] rounded-full px-3 text-[14px]" : "h-[26px] rounded-[7px] px-[9px] text-[12px]",
        isOn ? "bg-ink text-surface" : "text-ink-2 shadow-quiet hover:bg-hover",
      )}
    >
      {icon}
      {children}
    </button>
  );
}
