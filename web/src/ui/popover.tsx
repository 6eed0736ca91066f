import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export interface PopoverProps {
  trigger: ReactNode;
  /** Name of the panel for screen readers. */
  label: string;
  children: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  align?: "start" | "center" | "end";
}

export function Popover({ trigger, label, children, isOpen, onOpenChange, align = "start" }: PopoverProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-w-[min(380px,calc(100vw-16px))] rounded-sheet bg-raised p-4 text-ink shadow-3 data-[state=open]:animate-rise"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
