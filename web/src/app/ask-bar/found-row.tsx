import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export interface FoundRowProps {
  id: string;
  isActive: boolean;
  onTake: () => void;
  onPoint: () => void;
  children: ReactNode;
}

/** The focus stays in the field, which says which line is meant and has the keys of the list (ARIA combobox). */
export function FoundRow({ id, isActive, onTake, onPoint, children }: FoundRowProps) {
  const show = (line: HTMLDivElement | null): void => {
    if (isActive) line?.scrollIntoView({ block: "nearest" });
  };
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={show}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={(event) => {
        // A pointer that rests while lines pass under it has chosen nothing.
        if (!isActive && (event.movementX !== 0 || event.movementY !== 0)) onPoint();
      }}
      onClick={onTake}
      className={cn("flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 max-tablet:min-h-13", isActive && "bg-surface shadow-1 max-tablet:bg-selected max-tablet:shadow-none")}
    >
      {children}
    </div>
  );
}
