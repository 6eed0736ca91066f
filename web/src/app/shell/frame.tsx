import { Cloud, CloudOff, Map as MapIcon } from "lucide-react";
import { lazy, Suspense, useLayoutEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import type { Arranged, LayoutPin } from "@/api/types";
import { useIsLive } from "@/app/realtime";
import { Help } from "@/features/help/help";
import { useLayout } from "@/features/layout/use-layout";
import { usePanelWidth } from "@/features/layout/use-panel-width";
import { useCurrentActions, type RailAction } from "@/lib/actions";
import { cn } from "@/lib/cn";
import type { PracticeMap } from "@/lib/map";
import { aimSlide, type Place } from "@/lib/slide";
import { useToasts } from "@/lib/toasts";
import { ActionRail } from "@/ui/action-rail";
import { IconButton } from "@/ui/button";
import { Separator } from "@/ui/separator";

import { AskBar } from "./ask-bar";
import { LiveLine, LiveStrip } from "./live-strip";
import { QuickBar } from "./quick-bar";
import { useShellKeys } from "./shell-keys";
import { useToastBar } from "./toast-bar";
import { Trail } from "./trail";
import { useMapView } from "./use-map-view";
import { usePins } from "./use-pins";
import { YouMenu } from "./you-menu";

/** Not in the first load: nothing waits for it. */
const LikelyNext = lazy(async () => ({ default: (await import("@/features/likely/likely-next")).LikelyNext }));

/** Five things that never change place: trail, workspace, contextual actions, live strip, bottom bar. */
export function Frame({ map, end, children }: { map: PracticeMap; end?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation("shell");
  const { View: MapView, isThere: hasMap, open: openMap, close: closeMap } = useMapView(map);
  useShellKeys(map, () => void openMap());
  const rail = usePanelWidth("shell", "rail", { initial: 240, min: 200, max: 380, side: "end" });
  const pinOf = usePinOf(map);
  const layout = useLayout(map.slug, (map.current ?? "shell") as Arranged);
  const canvas = useCanvas(map);
  const { subject, actions } = useCurrentActions();
  return (
    <div data-panels style={rail.style} className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[40px_minmax(0,1fr)_auto_auto] overflow-hidden bg-paper print:block print:h-auto print:overflow-visible max-desk:grid-rows-[48px_minmax(0,1fr)_auto_auto] desk:grid-cols-[minmax(0,1fr)_var(--rail)] desk:grid-rows-[40px_minmax(0,1fr)_auto]">
      <a href="#canvas" className="absolute -top-20 left-3 z-50 rounded-md bg-raised px-3 py-2 focus:top-2 focus:shadow-3 print:hidden">{t("skip")}</a>
      <header className="col-span-full flex items-center gap-4 pr-4 pl-3.5 print:hidden">
        <div className="flex min-w-0 items-center gap-1">
          {hasMap && <IconButton label={t("map.open")} aria-keyshortcuts="." aria-expanded={MapView !== null} onClick={() => (MapView ? closeMap() : void openMap())} className="max-desk:size-11"><MapIcon size={16} /></IconButton>}
          <Trail />
        </div>
        <div className="ml-auto flex flex-none items-center gap-3.5 text-[12.5px] text-ink-2">
          <Suspense><QuickBar map={map} /></Suspense>
          <ConnectionMark />
          <span className="max-tablet:hidden">{map.practiceName}</span>
          {end}
          <Help map={map} />
          <YouMenu onPutBack={layout.isArranged ? layout.reset : undefined} />
        </div>
      </header>
      {MapView && <MapView map={map} onClose={closeMap} />}
      <main ref={canvas} id="canvas" tabIndex={-1} inert={MapView !== null} className="canvas col-start-1 row-start-2 relative min-h-0 min-w-0 overflow-y-auto pt-1 pr-2 pb-3 pl-4 outline-none max-tablet:px-3 print:overflow-visible! print:p-0! desk:overflow-x-hidden">
        {/* What a screen or a strip still waits for hides itself alone: the line that somebody types in stays. */}
        <Suspense>{children}</Suspense>
      </main>
      <aside inert={MapView !== null} className="relative col-start-2 row-start-2 min-h-0 max-desk:hidden print:hidden">
        <Separator label={t("rail")} {...rail.edge} className="absolute inset-y-0 -left-1.5" />
        <div className="flex h-full flex-col overflow-y-auto pt-1.5 pr-3.5 pb-3 pl-2.5">
          {actions.length > 0 ? (
            <ActionRail label={t("actions")} subject={subject} actions={actions} pinOf={pinOf} />
          ) : (
            <p className="type-small px-2 pt-1 text-ink-3">{t("noActions")}</p>
          )}
          <Suspense><LiveStrip /></Suspense>
        </div>
      </aside>
      {actions.length > 0 && !MapView && (
        <div className="col-span-full bg-paper desk:hidden print:hidden">
          <ActionRail label={t("actions")} actions={actions} layout="strip" />
        </div>
      )}
      <BottomBar map={map} />
    </div>
  );
}

/** The pin beside an act of the rail; none where the screen is of no practice, or nobody has named what the act does. */
function usePinOf(map: PracticeMap): (action: RailAction) => { isOn: boolean; label: string; toggle: () => void } | null {
  const { t } = useTranslation("shell");
  const { has, toggle } = usePins(map.slug);
  return ({ act, label }) => {
    if (act === undefined || map.slug === "" || map.current === undefined) return null;
    const pin = { workspace: map.current, act } as LayoutPin;
    return { isOn: has(pin), label: t(has(pin) ? "pin.off" : "pin.on", { name: label }), toggle: () => toggle(pin) };
  };
}

/** The ask bar, and in a practice what is likely next. What was just done stands between them, so that it covers nothing. */
function BottomBar({ map }: { map: PracticeMap }) {
  const { t } = useTranslation("shell");
  const bar = useToastBar();
  const isTelling = useToasts().length > 0;
  const isPractice = map.slug !== "";
  return (
    <footer className="relative z-10 col-span-full flex min-h-12 items-center gap-3.5 bg-surface pr-3.5 pb-[env(safe-area-inset-bottom)] pl-2 text-[12.5px] text-ink-3 shadow-up max-desk:px-3 max-tablet:flex-col-reverse max-tablet:items-stretch max-tablet:gap-0 max-tablet:py-0.5 print:hidden">
      <AskBar />
      <div ref={bar} className={cn("min-w-0", isTelling && "flex-1")} />
      {!isTelling && <span className="min-w-0 truncate max-wide:hidden pointer-coarse:hidden">{t("bar.hint")}</span>}
      {!isTelling && <span className="desk:hidden max-tablet:hidden"><Suspense><LiveLine /></Suspense></span>}
      {isPractice && <Suspense><LikelyNext map={map} /></Suspense>}
    </footer>
  );
}

function ConnectionMark() {
  const { t } = useTranslation("shell");
  const isLive = useIsLive();
  const Icon = isLive ? Cloud : CloudOff;
  return (
    <span title={isLive ? t("live.connected") : t("live.waiting")} className="flex">
      <Icon size={16} aria-hidden="true" />
      <span className="sr-only">{isLive ? t("live.connected") : t("live.waiting")}</span>
    </span>
  );
}

/** Aims the slide at the new workspace's place, and brings each screen back to where it was scrolled. */
function useCanvas(map: PracticeMap) {
  const canvas = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const last = useRef<Place | undefined>(undefined);
  const place = map.entries.find((entry) => entry.key === map.current)?.place;

  // Before the paint: the view transition reads the direction when its first frame is made.
  useLayoutEffect(() => {
    aimSlide(last.current, place);
    last.current = place;
  }, [place, pathname]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const key = `vetsync.scroll.${pathname}`;
    element.scrollTop = Number(sessionStorage.getItem(key) ?? 0);
    const keep = (): void => sessionStorage.setItem(key, String(element.scrollTop));
    element.addEventListener("scrollend", keep);
    return () => element.removeEventListener("scrollend", keep);
  }, [pathname]);
  return canvas;
}
