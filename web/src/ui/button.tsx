import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

import { KeyCap } from "./key-cap";

export const buttonStyle = cva(
  "inline-flex items-center justify-center whitespace-nowrap weight-name select-none transition-colors duration-quick ease-move disabled:bg-sunken disabled:text-ink-off disabled:shadow-none aria-disabled:bg-sunken aria-disabled:text-ink-off aria-disabled:shadow-none",
  {
    variants: {
      tone: {
        plain: "bg-surface text-ink shadow-control hover:bg-[linear-gradient(var(--hover),var(--hover))] active:bg-[linear-gradient(var(--press),var(--press))]",
        main: "bg-blue-fill text-white shadow-[0_1px_2px_rgb(31_41_55/.16)] hover:bg-[color-mix(in_srgb,var(--blue-fill),#000_8%)]",
        go: "bg-green-fill text-white shadow-[0_1px_2px_rgb(31_41_55/.16)] hover:bg-[color-mix(in_srgb,var(--green-fill),#000_10%)]",
        stop: "bg-surface text-red-ink shadow-control hover:bg-[linear-gradient(var(--hover),var(--hover))]",
        danger: "bg-red-fill text-white hover:bg-[color-mix(in_srgb,var(--red-fill),#000_8%)]",
        bare: "text-ink-2 hover:bg-hover disabled:bg-transparent",
        link: "text-blue-ink hover:underline underline-offset-3 disabled:bg-transparent",
      },
      size: {
        s: "h-[26px] gap-1.5 rounded-[7px] px-[9px] text-[12px]",
        m: "h-8 gap-2 rounded-md px-3",
        l: "h-11 gap-2 rounded-lg px-[18px] text-[15px]",
        xl: "h-[50px] gap-2 rounded-sheet px-5 text-[16px]",
      },
      isWide: { true: "w-full", false: "" },
    },
    compoundVariants: [
      { tone: "bare", size: ["s", "m"], class: "px-2" },
      { tone: "link", class: "h-auto rounded-chip px-0" },
    ],
    defaultVariants: { tone: "plain", size: "m", isWide: false },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonStyle> {
  /** The slot's digit or another key, shown inside the button. */
  keyCap?: string;
  icon?: ReactNode;
  /** Renders the only child instead of a button, for links that look like buttons. */
  asChild?: boolean;
  /** The act is under way: the button keeps its place and cannot be pressed again. */
  isBusy?: boolean;
}

export function Button({ tone, size, isWide, keyCap, icon, asChild, isBusy, className, children, type, disabled, ...rest }: ButtonProps) {
  const style = cn(buttonStyle({ tone, size, isWide }), className);
  if (asChild) return <Slot.Root data-act className={style} data-tone={tone ?? undefined} {...rest}>{children}</Slot.Root>;
  const isFilled = tone === "main" || tone === "go" || tone === "danger";
  return (
    <button data-act className={style} data-tone={tone ?? undefined} type={type ?? "button"} disabled={disabled === true || isBusy === true} aria-busy={isBusy || undefined} {...rest}>
      {keyCap !== undefined && <KeyCap isOnFill={isFilled && !disabled}>{keyCap}</KeyCap>}
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** What the button does, for screen readers and as the tooltip. */
  label: string;
  children: ReactNode;
  size?: "m" | "l";
}

export function IconButton({ label, size = "m", className, children, type, ...rest }: IconButtonProps) {
  return (
    <button
      data-act
      aria-label={label}
      title={label}
      type={type ?? "button"}
      className={cn(
        "inline-grid flex-none place-items-center rounded-md text-ink-2 transition-colors duration-quick hover:bg-hover active:bg-press disabled:text-ink-off",
        size === "l" ? "size-11" : "size-7",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
