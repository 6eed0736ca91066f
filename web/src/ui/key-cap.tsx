import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** A key as it stands on the keyboard; absent where there is none: on a touch screen or a small one. Screen readers skip it: keys are announced by aria-keyshortcuts. */
export function KeyCap({ children, isOnFill = false, className }: { children: ReactNode; isOnFill?: boolean; className?: string }) {
  return (
    <kbd
      aria-hidden="true"
      className={cn(
        "inline-grid max-tablet:hidden pointer-coarse:hidden h-[18px] min-w-[18px] flex-none place-items-center rounded-key px-1 font-mono text-[11px] leading-none font-medium whitespace-nowrap",
        isOnFill ? "bg-[rgb(255_255_255/.2)] text-white" : "bg-sunken text-ink-3",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
