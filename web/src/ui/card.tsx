import type { ComponentProps } from "react";

import { cn } from "@/lib/cn";

/** What lies on the paper. `sheet`: what you do now, one per screen; `card`: one of several; `well`: sunken, at rest. */
export interface CardProps extends ComponentProps<"div"> {
  kind?: "card" | "sheet" | "well" | "owner";
  isSelected?: boolean;
}

const KINDS = {
  card: "rounded-md bg-surface shadow-1",
  sheet: "rounded-sheet bg-surface shadow-2",
  well: "rounded-sheet bg-sunken",
  owner: "rounded-card bg-surface shadow-1",
};

export function Card({ kind = "card", isSelected, className, ...rest }: CardProps) {
  return <div className={cn(KINDS[kind], isSelected && "shadow-[0_0_0_2px_var(--blue-fill)]", className)} {...rest} />;
}

export function Sheet(props: Omit<CardProps, "kind">) {
  return <Card kind="sheet" {...props} />;
}
