import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export interface FigureProps {
  value: ReactNode;
  label: ReactNode;
  unit?: ReactNode;
  /** Something asks for attention; the words say what, the hue only helps. */
  tone?: "ink" | "amber" | "red" | "green";
}

const TONES = { ink: "text-ink", amber: "text-amber-ink", red: "text-red-ink", green: "text-green-ink" };

/** Figures stand as a set beside the headline, never as four equal boxes. */
export function Figure({ value, label, unit, tone = "ink" }: FigureProps) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="mt-px max-w-24 text-[11.5px] leading-[14px] text-ink-2">{label}</dt>
      <dd className={cn("type-figure whitespace-nowrap", TONES[tone])}>
        {value}
        {unit && <span className="type-small ml-1 font-sans tracking-normal text-ink-2">{unit}</span>}
      </dd>
    </div>
  );
}

export function Figures({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("flex flex-wrap gap-x-[22px] gap-y-3", className)}>{children}</dl>;
}
