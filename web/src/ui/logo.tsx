import { cn } from "@/lib/cn";

export interface LogoProps {
  /** Pixels of the mark. */
  size?: number;
  isMarkOnly?: boolean;
  className?: string;
}

export function Logo({ size = 24, isMarkOnly, className }: LogoProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-head text-[19px] leading-6 font-bold tracking-[-0.02em]", className)}>
      <svg width={size} height={size} viewBox="0 0 24 24" fill="none" role={isMarkOnly ? "img" : undefined} aria-label={isMarkOnly ? "VetSync" : undefined} aria-hidden={isMarkOnly ? undefined : true}>
        <path d="M4 5l7.2 14.5" className="stroke-blue" strokeWidth="3.2" strokeLinecap="round" />
        <path d="M12.8 19.5 17 11" className="stroke-green" strokeWidth="3.2" strokeLinecap="round" />
        <circle cx="19.5" cy="5.5" r="2.3" className="fill-green" />
      </svg>
      {!isMarkOnly && "VetSync"}
    </span>
  );
}
