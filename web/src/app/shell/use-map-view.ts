import { useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { i18next } from "@/lib/i18n";
import type { PracticeMap } from "@/lib/map";
import { zoom } from "@/lib/slide";
import { toast } from "@/lib/toasts";

import type { MapViewProps } from "./map-view";

type View = (props: MapViewProps) => ReactNode;

/** The map as one sees it from above; open until it is closed or somebody goes elsewhere. Its code comes when it is first asked for. */
export function useMapView(map: PracticeMap) {
  const { t } = useTranslation("problems");
  const { key } = useLocation();
  const [opened, setOpened] = useState<{ at: string; View: View } | null>(null);
  const View = opened?.at === key ? opened.View : null;
  const isThere = map.slug !== "" && map.entries.length > 1;
  const open = useCallback(async (): Promise<void> => {
    if (!isThere) return;
    try {
      const texts = i18next.loadNamespaces(["w-today", "visits", "appointments"]);
      const { MapView } = await import("./map-view");
      await texts;
      zoom("out", () => setOpened({ at: key, View: MapView }));
    } catch {
      toast.failed(t("unreachable"));
    }
  }, [isThere, key, t]);
  const close = useCallback(() => {
    zoom("in", () => setOpened(null));
    document.getElementById("canvas")?.focus({ preventScroll: true });
  }, []);
  return { View, isThere, open, close };
}
