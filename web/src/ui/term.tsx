import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";

/** A word whose meaning is told on hover and on focus. */
export function Term({ meaning, children }: { meaning: string; children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={150}>
      <Tooltip.Root>
        <Tooltip.Trigger className="cursor-help rounded-chip underline decoration-line-2 decoration-dotted underline-offset-4">{children}</Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content sideOffset={6} collisionPadding={8} className="type-small z-40 max-w-[260px] rounded-md bg-raised px-3 py-2 text-ink shadow-3 data-[state=delayed-open]:animate-rise">
            {meaning}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
