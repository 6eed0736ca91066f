import { useTranslation } from "react-i18next";

import type { PassportWeight } from "@/api/types";
import { dayIn } from "@/lib/formats";
import { useFormats } from "@/lib/i18n";

import { Section } from "../parts/page";

const WIDTH = 342;
const HEIGHT = 62;
const EDGE = 6;

export interface CurvePoint {
  x: number;
  y: number;
}

/** Places weights in the drawing: time to the right, more up, with air above and below. */
export function curveOf(weights: readonly PassportWeight[]): CurvePoint[] {
  const inOrder = [...weights].sort((a, b) => a.measured_at.localeCompare(b.measured_at));
  const times = inOrder.map(({ measured_at }) => Date.parse(measured_at));
  const grams = inOrder.map((one) => one.grams);
  const [start = 0, end = 0] = [times[0], times.at(-1)];
  const [low, high] = [Math.min(...grams), Math.max(...grams)];
  const air = Math.max((high - low) * 0.25, high * 0.02, 1);
  return inOrder.map((_, index) => ({
    x: EDGE + (end === start ? 1 : ((times[index] ?? 0) - start) / (end - start)) * (WIDTH - 2 * EDGE),
    y: HEIGHT - EDGE - (((grams[index] ?? 0) - (low - air)) / (high - low + 2 * air)) * (HEIGHT - 2 * EDGE),
  }));
}

export function Weight({ weights, own }: { weights: readonly PassportWeight[]; own: number | null }) {
  const { t } = useTranslation("w-owner");
  const f = useFormats();
  const inOrder = [...weights].sort((a, b) => a.measured_at.localeCompare(b.measured_at));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  const shown = last?.grams ?? own;
  if (shown == null) return null;
  const points = curveOf(inOrder);
  const tip = points.at(-1);
  const [figure = "", unit = ""] = f.weight(shown).split(" ");
  return (
    <Section title={t("passport.weight")} aside={<span className="type-figure">{figure}<span className="type-small ml-0.5 font-sans tracking-normal">{unit}</span></span>}>
      {first && last && tip && points.length > 1 ? (
        <figure className="m-0">
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("passport.weightFrom", { from: f.weight(first.grams), to: f.weight(last.grams) })} className="block w-full">
            <rect width={WIDTH} height={HEIGHT} rx="6" className="fill-green-tint" />
            <path d={`M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" L")}`} fill="none" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" className="stroke-blue" />
            <circle cx={tip.x} cy={tip.y} r="4" className="fill-blue" />
          </svg>
          <figcaption className="mono type-tiny mt-1 flex justify-between text-ink-3">
            <span>{f.date(dayIn(first.measured_at, first.zone), "long")}</span>
            <span>{f.date(dayIn(last.measured_at, last.zone), "long")}</span>
          </figcaption>
        </figure>
      ) : (
        <p className="text-[14px] text-ink-2">{last ? t("passport.weighedOn", { date: f.date(dayIn(last.measured_at, last.zone), "long") }) : t("passport.weightOwn")}</p>
      )}
    </Section>
  );
}
