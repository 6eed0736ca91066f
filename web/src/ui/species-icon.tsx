import type { ReactNode } from "react";

import { cn } from "@/lib/cn";

/** The heads and bodies of the animals, 24 px grid. Eyes and noses are filled. */
const eye = (cx: number, cy: number, r = 1) => <circle cx={cx} cy={cy} r={r} fill="currentColor" stroke="none" />;

const DRAWINGS: Record<string, ReactNode> = {
  dog: (
    <>
      <path d="M7.6 7.2C5.4 5.6 3 6.6 3 9.7c0 2.5 1.2 4.3 2.9 4.1M16.4 7.2C18.6 5.6 21 6.6 21 9.7c0 2.5-1.2 4.3-2.9 4.1" />
      <path d="M5.9 12.8C5.9 8.3 8.3 6 12 6s6.1 2.3 6.1 6.8c0 4-2.7 6.9-6.1 6.9s-6.1-2.9-6.1-6.9z" />
      {eye(9.6, 11.6)}
      {eye(14.4, 11.6)}
      <path d="M10.4 14.4h3.2L12 16.3z" fill="currentColor" stroke="none" />
    </>
  ),
  cat: (
    <>
      <path d="M5.2 4.8 8.9 7.7a10 10 0 0 1 6.2 0l3.7-2.9v8.6c0 3.8-3 6.5-6.8 6.5s-6.8-2.7-6.8-6.5z" />
      {eye(9.3, 12)}
      {eye(14.7, 12)}
      <path d="m11.2 14.8.8.8.8-.8M3 14.5l2.2.3M21 14.5l-2.2.3" />
    </>
  ),
  rabbit: (
    <>
      <path d="M9.6 10.4C7.8 8 7.3 3.2 9.1 3c1.8-.1 2.3 3.6 2.4 6.7M14.4 10.4C16.2 8 16.7 3.2 14.9 3c-1.8-.1-2.3 3.6-2.4 6.7" />
      <ellipse cx="12" cy="15.3" rx="5.4" ry="5.2" />
      {eye(10, 14.3, 0.9)}
      {eye(14, 14.3, 0.9)}
      <path d="M12 16.8v1.2" />
    </>
  ),
  guinea_pig: (
    <>
      <circle cx="6.3" cy="8.6" r="2.2" />
      <circle cx="17.7" cy="8.6" r="2.2" />
      <path d="M5 14.2C5 9.6 8 7 12 7s7 2.6 7 7.2c0 3.6-3 5.8-7 5.8s-7-2.2-7-5.8z" />
      {eye(9.3, 12.6)}
      {eye(14.7, 12.6)}
      <path d="M12 15v1.5" />
    </>
  ),
  bird: (
    <>
      <path d="M16.5 9.5V8.8A4.8 4.8 0 0 0 7 8.3C6.6 13 4.5 15 3.5 19h8c4 0 7-2.6 7-6.3M16.5 8l4 2-4 1.5" />
      {eye(12.4, 8.3)}
    </>
  ),
  turtle: <path d="M4 15.5C4 11 7 8 11 8s7 3 7 7.5zM18 13c.5-2 3.5-2 3.5 0s-2 2.5-3.5 2.5M6.5 15.5v2.5M15 15.5v2.5M11 8v3.5l-3 4M11 11.5l3 4" />,
  fish: (
    <>
      <path d="M3.5 12c2.4-3.6 5.4-5.4 8.6-5.4 2.9 0 5 1.6 6.3 3.9L21 8v8l-2.6-2.5c-1.3 2.3-3.4 3.9-6.3 3.9-3.2 0-6.2-1.8-8.6-5.4z" />
      <path d="M11.500 9.600c1 1.500 1 3.300 0 4.800" />
      {eye(7.8, 11.2)}
    </>
  ),
  horse: (
    <>
      <path d="M9.500 6.200 9 3.200l3.200 2.300c4.300.6 7 4.200 7 9.200V20h-7.400c0-2.300.5-3.600 1.300-4.900l-3.900 1.600c-1 .4-2 .2-2.600-.7l-1.200-1.600 3-5.400z" />
      <path d="M13.500 5.700c2 2.300 2.600 5 2 8" />
      {eye(9.9, 9.4, 0.9)}
    </>
  ),
  goat: (
    <>
      <path d="M8.500 8C8 5.500 6.500 4 4.500 4M15.500 8c.5-2.500 2-4 4-4M7.500 9.500 4 10.500l2.500 2M16.500 9.500l3.500 1-2.500 2" />
      <path d="M7.500 9.500c0-1.500 2-2.500 4.500-2.500s4.500 1 4.500 2.500l-1.200 6.300c-.4 1.800-1.500 2.700-3.300 2.700s-2.900-.9-3.300-2.700zM12 18.500V21" />
      {eye(10.2, 11.6, 0.9)}
      {eye(13.8, 11.6, 0.9)}
    </>
  ),
  other: (
    <>
      <ellipse cx="7" cy="10.5" rx="1.7" ry="2.2" />
      <ellipse cx="17" cy="10.5" rx="1.7" ry="2.2" />
      <ellipse cx="10" cy="6.6" rx="1.6" ry="2.2" />
      <ellipse cx="14" cy="6.6" rx="1.6" ry="2.2" />
      <path d="M12 12c-2.6 0-4.6 2.4-4.6 4.6 0 1.6 1.2 2.4 2.4 2.4 1 0 1.4-.4 2.2-.4s1.2.4 2.2.4c1.2 0 2.4-.8 2.4-2.4C16.600 14.400 14.600 12 12 12z" />
    </>
  ),
};

/** Species of the contract that share a drawing. */
const DRAWN_AS: Record<string, string> = { hamster: "guinea_pig", rat: "guinea_pig", mouse: "guinea_pig", ferret: "other", reptile: "turtle" };

const GROUNDS: Record<string, string> = {
  dog: "bg-t-recheck-bg text-t-recheck-ink",
  cat: "bg-t-consult-bg text-t-consult-ink",
  rabbit: "bg-t-nurse-bg text-t-nurse-ink",
  guinea_pig: "bg-t-surgery-bg text-t-surgery-ink",
  bird: "bg-t-dental-bg text-t-dental-ink",
  turtle: "bg-t-vaccine-bg text-t-vaccine-ink",
  fish: "bg-t-imaging-bg text-t-imaging-ink",
  horse: "bg-t-recheck-bg text-t-recheck-ink",
  goat: "bg-t-farewell-bg text-t-farewell-ink",
  other: "bg-slate-tint text-ink-2",
};

export interface SpeciesIconProps {
  /** A species of the API; anything unknown shows the paw. */
  species: string;
  /** Pixels of the ground. */
  size?: number;
  /** Only the lines, in the text's colour, without the tinted ground. */
  isBare?: boolean;
  /** A photo takes the place of the drawing. */
  photo?: string | null;
  /** Name for screen readers; leave out where the animal's name stands beside it. */
  label?: string;
  className?: string;
}

export function SpeciesIcon({ species, size = 28, isBare, photo, label, className }: SpeciesIconProps) {
  const drawn = DRAWN_AS[species] ?? (species in DRAWINGS ? species : "other");
  const inner = isBare ? size : Math.round(size * 0.74);
  const naming = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
  return (
    <span
      {...naming}
      style={{ width: size, height: size }}
      className={cn("inline-grid flex-none place-items-center overflow-hidden rounded-[30%]", !isBare && GROUNDS[drawn], className)}
    >
      {photo ? (
        <img src={photo} alt="" className="size-full object-cover" />
      ) : (
        <svg width={inner} height={inner} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round">
          {DRAWINGS[drawn]}
        </svg>
      )}
    </span>
  );
}
