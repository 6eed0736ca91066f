import { cn } from "@/lib/cn";

const HOUSES = [
  { path: "M120 118V70l52-34 52 34v48M150 118V84h18v34M186 82h22v18h-22z", crown: 14 },
  { path: "M128 118V56l32-22 32 22v62M192 118V74h66v44M150 118V90h20v28M206 88h14v12h-14zM232 88h14v12h-14z", crown: 18 },
  { path: "M104 118V60h150v58M104 60l20-20h110l20 20M128 118V80h20v38M170 78h26v20h-26zM212 78h26v20h-26z", crown: 16 },
  { path: "M116 118V46h70v72M186 118V66h58v52M134 62h14v14h-14zM158 62h14v14h-14zM142 118V92h18v26M202 82h26v16h-26z", crown: 20 },
  { path: "M108 118V72l36-26 36 26v46M180 118V64l40-22 40 22v54M134 118V92h20v26M206 80h28v18h-28z", crown: 15 },
];

const ACCENTS: Record<string, { ground: string; line: string }> = {
  blue: { ground: "fill-t-consult-bg", line: "stroke-t-consult-bar" },
  amber: { ground: "fill-t-recheck-bg", line: "stroke-t-recheck-bar" },
  teal: { ground: "fill-t-dental-bg", line: "stroke-t-dental-bar" },
  purple: { ground: "fill-t-nurse-bg", line: "stroke-t-nurse-bar" },
  violet: { ground: "fill-t-nurse-bg", line: "stroke-t-nurse-bar" },
  slate: { ground: "fill-t-farewell-bg", line: "stroke-t-farewell-bar" },
  green: { ground: "fill-t-vaccine-bg", line: "stroke-t-vaccine-bar" },
  rose: { ground: "fill-t-surgery-bg", line: "stroke-t-surgery-bar" },
  sky: { ground: "fill-t-imaging-bg", line: "stroke-t-imaging-bar" },
};

export interface ClinicDrawingProps {
  /** One of the accents; another word (or none) chooses by the name, always the same for the same clinic. */
  accent?: string | null;
  /** The clinic's slug: decides which of the houses is hers. */
  seed: string;
  /** `wide` lies on top of a card, `tall` stands at its start. */
  shape?: "wide" | "tall";
  className?: string;
}

function numberOf(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
  return sum;
}

/** A small line drawing of a house on a tinted ground, in place of a photo a clinic has not sent. */
export function ClinicDrawing({ accent, seed, shape = "wide", className }: ClinicDrawingProps) {
  const number = numberOf(seed);
  const names = Object.keys(ACCENTS);
  const look = ACCENTS[accent ?? ""] ?? ACCENTS[names[number % names.length] ?? "blue"];
  const house = HOUSES[(number >> 3) % HOUSES.length] ?? HOUSES[0];
  const isTall = shape === "tall";
  return (
    <svg
      viewBox={isTall ? "0 0 176 150" : "0 0 390 96"}
      preserveAspectRatio={isTall ? "xMidYMax slice" : "xMidYMax slice"}
      aria-hidden="true"
      className={cn("block size-full", className)}
    >
      <rect x="-400" y="-400" width="1200" height="1000" className={look?.ground} />
      <g
        transform={isTall ? "translate(-27.3 62.8) scale(.62)" : "translate(60 0) scale(.72)"}
        fill="none"
        className={look?.line}
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      >
        <path d={house?.path} />
        <path d="M300 118V98M66 118v-14M-900 118h2600" />
        <circle cx="300" cy="84" r={house?.crown} />
        <circle cx="66" cy="94" r="11" />
      </g>
    </svg>
  );
}
