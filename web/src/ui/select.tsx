import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

import { ControlBox, controlStyle, Field, useFieldControl, type FieldProps } from "./field";

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

export interface SelectProps
  extends Pick<FieldProps, "label" | "hint" | "error" | "isLabelHidden">,
    Omit<ComponentProps<"select">, "size" | "children"> {
  options: readonly SelectOption[];
  /** Shown first and not choosable: what is asked. */
  placeholder?: string;
  size?: "m" | "l";
  /** A picture before the words, for example an Avatar. */
  icon?: ReactNode;
}

/** The system's own list: right on a phone, known to every screen reader. For long or searched lists take Combobox. */
export function Select({ label, hint, error, isLabelHidden, className, ...rest }: SelectProps) {
  return (
    <Field {...{ label, hint, error, isLabelHidden, className }}>
      <SelectControl {...rest} />
    </Field>
  );
}

function SelectControl({ options, placeholder, size, icon, id, ...rest }: Omit<SelectProps, "label" | "hint" | "error">) {
  const ids = useFieldControl(id);
  return (
    <ControlBox size={size} isBad={ids["aria-invalid"]} isDisabled={rest.disabled} className="relative pr-0">
      {icon}
      <select {...ids} className={cn(controlStyle, "h-full cursor-pointer appearance-none pr-8 [&>option]:bg-raised [&>option]:text-ink")} {...rest}>
        {placeholder !== undefined && <option value="" disabled>{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>{option.label}</option>
        ))}
      </select>
      <ChevronDown size={14} className="pointer-events-none absolute right-2.5 text-ink-2" aria-hidden="true" />
    </ControlBox>
  );
}
