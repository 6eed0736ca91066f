import { useMemo, type CSSProperties } from "react";

import type { Arranged } from "@/api/types";
import { useMap } from "@/lib/map";
import type { SeparatorProps } from "@/ui/separator";

import { useLayout } from "./use-layout";

export interface PanelBounds {
  initial: number;
  min: number;
  max: number;
  /** On which side of its separator the panel stands. */
  side: SeparatorProps["side"];
}

export interface PanelWidth {
  /** For the element with `data-panels`, whose columns use `var(--<panel>)`. */
  style: CSSProperties;
  edge: Omit<SeparatorProps, "label" | "className">;
}

/** How wide the person made a panel, and what the separator beside it needs. */
export function usePanelWidth(workspace: Arranged, panel: string, { initial, min, max, side }: PanelBounds): PanelWidth {
  const { slug } = useMap();
  const { parts, change } = useLayout(slug, workspace);
  const value = Math.min(max, Math.max(min, parts[panel]?.width ?? initial));
  const style = useMemo(() => ({ [`--${panel}`]: `${value}px` }) as CSSProperties, [panel, value]);
  const edge = {
    panel, value, min, max, side,
    onKeep: (width: number) => change({ [panel]: { width } }),
    onReset: () => change({ [panel]: null }),
  };
  return { style, edge };
}
