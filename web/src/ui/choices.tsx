import { Check } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";

import { cn } from "@/lib/cn";

type InputProps = Omit<ComponentProps<"input">, "type" | "size">;

export interface CheckboxProps extends InputProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Round for choosing people. */
  isRound?: boolean;
}

export function Checkbox({ label, hint, isRound, className, disabled, ...rest }: CheckboxProps) {
  return (
    <label className={cn("flex items-start gap-2", disabled && "text-ink-off", className)}>
      <span className="relative mt-px grid size-4 flex-none place-items-center">
        <input
          type="checkbox"
          disabled={disabled}
          className={cn(
            "peer absolute inset-0 m-0 size-4 appearance-none bg-surface shadow-[inset_0_0_0_1.5px_var(--line-field)] checked:bg-blue-fill checked:shadow-none disabled:bg-sunken",
            isRound ? "rounded-full" : "rounded-[5px]",
          )}
          {...rest}
        />
        <Check size={12} strokeWidth={2.25} className="pointer-events-none relative text-white opacity-0 peer-checked:opacity-100" aria-hidden="true" />
      </span>
      <span className="flex flex-col">
        {label}
        {hint && <span className="type-small text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}

export interface SwitchProps extends InputProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Large targets for owners on a phone. */
  size?: "m" | "l";
  /** The words stand first and take the room; the switch stands at the end. */
  isEnd?: boolean;
}

export function Switch({ label, hint, size = "m", isEnd, className, disabled, ...rest }: SwitchProps) {
  const isLarge = size === "l";
  return (
    <label className={cn("flex items-center gap-2", isEnd && "flex-row-reverse justify-between gap-3", disabled && "text-ink-off", className)}>
      <input
        type="checkbox"
        role="switch"
        disabled={disabled}
        className={cn(
          "relative m-0 flex-none appearance-none rounded-full bg-line-field transition-colors duration-quick checked:bg-blue-fill disabled:opacity-50",
          "after:absolute after:rounded-full after:bg-white after:transition-transform after:duration-quick after:content-['']",
          isLarge
            ? "h-7 w-[46px] after:inset-y-[3px] after:left-[3px] after:w-[22px] checked:after:translate-x-[18px]"
            : "h-[18px] w-[30px] after:inset-y-0.5 after:left-0.5 after:w-3.5 checked:after:translate-x-3",
        )}
        {...rest}
      />
      <span className="flex min-w-0 flex-col">
        <span className={cn(hint && "font-semibold")}>{label}</span>
        {hint && <span className="type-small text-ink-2">{hint}</span>}
      </span>
    </label>
  );
}

export interface SegmentedOption<T extends string> {
  value: T;
  label: ReactNode;
  /** Full name for screen readers where the label is short ("NL"). */
  name?: string;
}

export interface SegmentedControlProps<T extends string> {
  label: string;
  options: readonly SegmentedOption<T>[];
  value: T;
  onChange: (value: T) => void;
  size?: "m" | "l";
  className?: string;
}

/** One of a few, all in sight. A radio group: arrows move, Tab goes past. */
export function SegmentedControl<T extends string>({ label, options, value, onChange, size = "m", className }: SegmentedControlProps<T>) {
  const name = useId();
  return (
    <fieldset data-act className={cn("inline-flex gap-0.5 rounded-md bg-sunken p-0.5", size === "l" && "flex w-full rounded-sheet", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "relative inline-flex items-center justify-center gap-1.5 rounded-chip text-[12px] font-medium text-ink-2 transition-colors duration-quick has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
            size === "l" ? "h-10 flex-auto px-3 text-[14px]" : "h-[26px] px-2.5",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.name}
            className="absolute inset-0 m-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
