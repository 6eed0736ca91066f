import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/cn";

/** Hairlines between rows only. A table that is wider than its place scrolls by itself and can be reached by Tab. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // A place that scrolls must be reachable without a mouse (WCAG 2.1.1).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} className="min-w-0 overflow-x-auto">
      <table className={cn("w-full border-collapse text-start", className)}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

export function HeadCell({ isNumber, className, ...rest }: ComponentProps<"th"> & { isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={cn("type-label pr-3 pb-1.5 whitespace-nowrap text-ink-3 last:pr-0", isNumber ? "text-end" : "text-start", className)}
      {...rest}
    />
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("[tbody>&]:border-t [tbody>&]:border-line", className)} {...rest} />;
}

export function Cell({ isNumber, className, ...rest }: ComponentProps<"td"> & { isNumber?: boolean }) {
  return (
    <td
      className={cn("py-[7px] pr-3 align-middle last:pr-0", isNumber && "text-end font-mono text-[12.5px] tracking-[-0.02em] tabular-nums", className)}
      {...rest}
    />
  );
}
