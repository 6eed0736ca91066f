import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** Looks like a chip of 34 px and can be hit on 44. */
const pill = "inline-flex h-[34px] items-center gap-1.5 whitespace-nowrap rounded-full px-3 text-[14px] font-medium transition-colors duration-quick";
const frame = "group inline-flex h-11 flex-none items-center rounded-full";

export function Pill({ isOn, onClick, icon, children }: { isOn?: boolean; onClick: () => void; icon?: ReactNode; children: ReactNode }) {
  return (
    <button data-act type="button" aria-pressed={isOn} onClick={onClick} className={frame}>
      <span className={cn(pill, isOn ? "bg-ink text-surface" : "text-ink-2 shadow-quiet group-hover:bg-hover")}>
        {isOn ? <Check size={14} aria-hidden="true" /> : icon}
        {children}
      </span>
    </button>
  );
}

export interface PillSelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
  /** Without a ground, for what orders rather than narrows. */
  isBare?: boolean;
}

/** The system's own list in the shape of a chip. */
export function PillSelect({ label, value, onChange, options, isBare }: PillSelectProps) {
  const isOn = !isBare && value !== "";
  return (
    <span className={cn(frame, "relative")}>
      <span className={cn(pill, "pointer-events-none", isBare ? "px-1 text-ink-2" : isOn ? "bg-ink text-surface" : "text-ink-2 shadow-quiet group-hover:bg-hover")} aria-hidden="true">
        {options.find((option) => option.value === value)?.label ?? label}
        <ChevronDown size={14} />
      </span>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="absolute inset-0 w-full cursor-pointer appearance-none rounded-full text-transparent opacity-0 [&>option]:bg-raised [&>option]:text-ink"
      >
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      <span className="pointer-events-none absolute inset-x-0 inset-y-[5px] rounded-full outline-focus peer-focus-visible:outline-2 group-has-focus-visible:outline-2 group-has-focus-visible:outline-offset-2" aria-hidden="true" />
    </span>
  );
}
