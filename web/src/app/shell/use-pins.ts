import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { LayoutPin } from "@/api/types";
import { useLayout } from "@/features/layout/use-layout";
import { toast } from "@/lib/toasts";

const PINS_MAX = 6;

export interface Pins {
  pins: readonly LayoutPin[];
  has: (pin: LayoutPin) => boolean;
  toggle: (pin: LayoutPin) => void;
}

/** A workspace is one thing wherever it was pinned; an act is one thing wherever it can be done. */
const wordOf = ({ workspace, act }: LayoutPin): string => act ?? `go.${workspace}`;

/** What the person keeps at hand on every screen of the practice. */
export function usePins(slug: string): Pins {
  const { t } = useTranslation("shell");
  const { parts, change } = useLayout(slug, "shell");
  const kept = parts["pins"]?.pins;
  return useMemo(() => {
    const pins = kept ?? [];
    const has = (pin: LayoutPin): boolean => pins.some((one) => wordOf(one) === wordOf(pin));
    const put = (next: readonly LayoutPin[]): void => change({ pins: next.length === 0 ? null : { pins: [...next] } });
    const toggle = (pin: LayoutPin): void => {
      if (has(pin)) put(pins.filter((one) => wordOf(one) !== wordOf(pin)));
      else if (pins.length < PINS_MAX) put([...pins, pin]);
      else toast.done(t("pin.full", { count: PINS_MAX }));
    };
    return { pins, has, toggle };
  }, [kept, change, t]);
}
