import { useTranslation } from "react-i18next";

import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { curvePoints, inTime, type Weighing } from "./rules";

export interface WeightCurveProps {
  weights: readonly Weighing[];
  zone: string;
}

const WIDTH = 212;
const HEIGHT = 76;
const SHOWN_MAX = 12;

/** The last weighings as a line; what it shows is also said in words, for those who do not see it. */
export function WeightCurve({ weights, zone }: WeightCurveProps) {
  const { t } = useTranslation("patients");
  const f = useFormats();
  const shown = inTime(weights).slice(-SHOWN_MAX);
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last || shown.length < 2) return null;
  const points = curvePoints(shown, WIDTH, HEIGHT);
  const end = points.at(-1);
  const year = (at: string): string => f.date(dayIn(at, zone), "short");
  return (
    <figure className="m-0 max-w-[280px]">
      <svg
        viewBox={`-5 0 ${WIDTH + 10} ${HEIGHT}`}
        className="block h-[76px] w-full overflow-visible"
        preserveAspectRatio="none"
        role="img"
        aria-label={t("weight.curve", { count: shown.length, from: f.weight(first.grams), to: f.weight(last.grams) })}
      >
        <rect x={-5} y={HEIGHT * 0.06} width={WIDTH + 10} height={HEIGHT * 0.88} rx={4} className="fill-green-tint" />
        <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} fill="none" className="stroke-blue" strokeWidth={1.75} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        {points.slice(0, -1).map((point, index) => (
          <circle key={shown[index]?.measured_at} cx={point.x} cy={point.y} r={2.6} className="fill-surface stroke-blue" strokeWidth={1.5} />
        ))}
        {end && <circle cx={end.x} cy={end.y} r={4} className="fill-blue" />}
      </svg>
      <figcaption className="mono mt-1.5 flex justify-between text-[11px] text-ink-3">
        <span>{year(first.measured_at)}</span>
        <span>{year(last.measured_at)}</span>
      </figcaption>
    </figure>
  );
}
