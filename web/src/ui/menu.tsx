import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

export interface MenuProps {
  /** The button that opens it; must take a ref. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

/** It rises when it opens and goes at once: waiting for an end of a movement that was over already, it would stay for ever. */
const panel = "z-40 min-w-48 rounded-sheet bg-raised p-1.5 text-ink shadow-3 data-[state=open]:animate-rise";

/** A few acts or choices behind one button. Not modal: the page stays alive and no style element is injected. */
export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={6} collisionPadding={8} className={panel}>{children}</DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const item = "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 outline-none data-[highlighted]:bg-hover data-[disabled]:cursor-default data-[disabled]:text-ink-off";

export function MenuItem({ icon, children, onSelect, isDisabled, tone }: { icon?: ReactNode; children: ReactNode; onSelect: () => void; isDisabled?: boolean; tone?: "stop" }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} disabled={isDisabled} className={cn(item, tone === "stop" && "text-red-ink")}>
      {icon && <span className="flex w-4 justify-center text-ink-3">{icon}</span>}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="type-label px-2.5 pt-2 pb-1 text-ink-3">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-2.5 my-1.5 h-px bg-line" />;
}

export function MenuChoice<T extends string>({ value, onChange, options }: { value: T; onChange: (value: T) => void; options: readonly { value: T; label: string }[] }) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={cn(item, "justify-between")}>
          {option.label}
          <DropdownMenu.ItemIndicator className="size-[7px] rounded-full bg-blue" />
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
