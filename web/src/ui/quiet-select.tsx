import { ChevronDown } from "lucide-react";

import { cn } from "@/lib/cn";

export interface QuietSelectProps<T extends string> {
  /** For screen readers: what is chosen here. */
  label: string;
  value: T;
  options: readonly { value: T; label: string; isDisabled?: boolean }[];
  onChange: (value: T) => void;
  isDisabled?: boolean;
  className?: string;
}

/** A choice without a box, at the end of a heading's line or in a row: many boxes under each other say nothing. */
export function QuietSelect<T extends string>({ label, value, options, onChange, isDisabled, className }: QuietSelectProps<T>) {
  return (
    <span className={cn("relative flex min-w-0 items-center text-ink-2", className)}>
      <select
        aria-label={label}
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value as T)}
        className="h-8 w-full cursor-pointer appearance-none truncate rounded-chip bg-transparent pr-6 pl-2 hover:bg-hover disabled:cursor-default disabled:text-ink-off disabled:hover:bg-transparent [&>option]:bg-raised [&>option]:text-ink"
      >
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.isDisabled}>{option.label}</option>)}
      </select>
      <ChevronDown size={13} className="pointer-events-none absolute right-1.5" aria-hidden="true" />
    </span>
  );
}
