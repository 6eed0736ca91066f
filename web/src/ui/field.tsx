import { TriangleAlert } from "lucide-react";
import { createContext, useContext, useId, type ReactNode } from "react";

import { cn } from "@/lib/cn";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  isBad: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

/** The ids a control inside a Field must carry, so that label, hint and error belong to it. */
export function useFieldControl(own?: string): { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined } {
  const field = useContext(FieldContext);
  const spare = useId();
  return {
    id: own ?? field?.id ?? spare,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.isBad ? true : undefined,
  };
}

export interface FieldProps {
  label: ReactNode;
  children: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Stands at the end of the label's line, for example "Forgotten?". */
  aside?: ReactNode;
  /** The label is for screen readers only. */
  isLabelHidden?: boolean;
  className?: string;
}

export function Field({ label, children, hint, error, aside, isLabelHidden, className }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <FieldContext.Provider value={{ id, describedBy: note ? noteId : undefined, isBad: Boolean(error) }}>
      <div className={cn("flex min-w-0 flex-col gap-[5px]", className)}>
        <div className={cn("flex items-baseline justify-between gap-3", isLabelHidden && "sr-only")}>
          <label htmlFor={id} className="type-label text-ink-2">{label}</label>
          {aside}
        </div>
        {children}
        {note && (
          <p id={noteId} role={error ? "alert" : undefined} className={cn("type-small flex gap-1.5", error ? "text-red-ink" : "text-ink-3")}>
            {error && <TriangleAlert size={14} className="mt-px" aria-hidden="true" />}
            <span>{note}</span>
          </p>
        )}
      </div>
    </FieldContext.Provider>
  );
}

/** The box around every text control; the ring shows when what is inside has the focus. */
export function ControlBox({ children, size = "m", isBad, isDisabled, className }: { children: ReactNode; size?: "m" | "l"; isBad?: boolean; isDisabled?: boolean; className?: string }) {
  return (
    <div
      className={cn(
        "flex min-w-0 items-center gap-2 bg-surface text-ink transition-shadow duration-quick",
        "focus-within:shadow-[inset_0_0_0_1px_var(--focus),0_0_0_3px_color-mix(in_srgb,var(--focus)_22%,transparent)]",
        size === "l" ? "h-11 rounded-lg px-3.5 text-[16px]" : "h-[34px] rounded-md px-2.5",
        isBad ? "shadow-bad" : "shadow-field",
        isDisabled && "bg-sunken text-ink-off shadow-none",
        className,
      )}
    >
      {children}
    </div>
  );
}

export const controlStyle = "min-w-0 flex-1 border-0 bg-transparent p-0 outline-none focus-visible:outline-none disabled:cursor-default";
