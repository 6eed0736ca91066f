import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** A grey place with the exact box of what comes. It shows after 150 ms, so a fast answer never flickers. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block h-3 rounded-chip bg-skeleton animate-skeleton", className)} />;
}

/** Wraps skeletons and says to screen readers that something is coming. */
export function Loading({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div role="status" aria-busy="true" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

export interface StateProps {
  title: ReactNode;
  /** What comes next, or what still works. */
  children?: ReactNode;
  /** The first act to do. */
  action?: ReactNode;
  picture?: ReactNode;
  className?: string;
}

function State({ title, children, action, picture, className, role }: StateProps & { role?: "alert" }) {
  return (
    <div role={role} className={cn("flex flex-col items-start gap-1.5 rounded-sheet bg-surface p-4 shadow-1", className)}>
      {picture}
      <p className="type-h3 mt-1">{title}</p>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

/** Nothing there yet: says what comes next and offers the first act. */
export function EmptyState(props: StateProps) {
  return <State {...props} />;
}

/** Says what happened, since when, and what still works. */
export function ErrorState({ picture, ...rest }: StateProps) {
  const cloud = (
    <span className="grid size-11 place-items-center rounded-[30%] bg-amber-tint text-amber-ink">
      <CloudOff size={20} aria-hidden="true" />
    </span>
  );
  return <State role="alert" picture={picture ?? cloud} {...rest} />;
}
