import { Check, Clock, DoorOpen, Euro, Hourglass } from "lucide-react";
import type { ComponentType } from "react";

import { cn } from "@/lib/cn";

import { SeatIcon, type IconProps } from "./icons";
import { Tag, type TagTone } from "./tag";

export const VISIT_STATES = ["expected", "arrived", "waiting", "in_room", "checkout", "gone"] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export const VISIT_LOOKS: Record<VisitState, { icon: ComponentType<IconProps>; tone: TagTone; mark: string }> = {
  expected: { icon: Clock, tone: "slate", mark: "bg-slate" },
  arrived: { icon: SeatIcon, tone: "blue", mark: "bg-blue" },
  waiting: { icon: Hourglass, tone: "amber", mark: "bg-amber" },
  in_room: { icon: DoorOpen, tone: "purple", mark: "bg-purple" },
  checkout: { icon: Euro, tone: "green", mark: "bg-green" },
  gone: { icon: Check, tone: "line", mark: "bg-line-field" },
};

/** Where a visit is, as one tag. */
export function VisitTag({ state, children, className }: { state: VisitState; children: string; className?: string }) {
  const { icon: Icon, tone } = VISIT_LOOKS[state];
  return <Tag tone={tone} icon={<Icon size={13} />} className={className}>{children}</Tag>;
}

export interface StatusChainProps {
  /** Where it is now. */
  state: VisitState;
  /** The steps' names in the person's language. */
  names: Record<VisitState, string>;
  label: string;
  className?: string;
}

/** The way of a visit: gone by, now, and to come. The present step is named; the others by their picture. */
export function StatusChain({ state, names, label, className }: StatusChainProps) {
  const present = VISIT_STATES.indexOf(state);
  return (
    <ol aria-label={label} className={cn("flex items-center", className)}>
      {VISIT_STATES.map((step, index) => {
        const { icon: Icon } = VISIT_LOOKS[step];
        const isNow = index === present;
        return (
          <li key={step} aria-current={isNow ? "step" : undefined} className="flex items-center">
            {index > 0 && <span aria-hidden="true" className={cn("mx-1 h-[1.5px] w-3.5 rounded-full", index <= present ? "bg-slate" : "bg-line-2")} />}
            {isNow ? (
              <VisitTag state={step}>{names[step]}</VisitTag>
            ) : (
              <span title={names[step]} className={cn("grid size-5 place-items-center", index < present ? "text-ink-2" : "text-ink-3")}>
                <Icon size={14} />
                <span className="sr-only">{names[step]}</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
