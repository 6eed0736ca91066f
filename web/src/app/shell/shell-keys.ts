import { useTranslation } from "react-i18next";
import { useSelector } from "react-redux";
import { useNavigate } from "react-router";

import { useCurrentActions } from "@/lib/actions";
import { closeInnermost, isDialogOpen, isTyping, useWindowKeys } from "@/lib/keys";
import { neighbour, type Direction, type PracticeMap } from "@/lib/map";
import { hubOf } from "@/lib/map-places";
import { zoomOut } from "@/lib/slide";
import { toast } from "@/lib/toasts";
import type { TrailState } from "@/lib/trail";

const ARROWS: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

interface TrailRoot {
  trail: TrailState;
}

/** Esc in a field goes out of the field and no further; a search box would also lose what was typed. */
function leaveField(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.blur();
}

/**
 * Digits act, Ctrl or ⌘ with arrows walks the map, Esc goes one level out: to the hub and from there to the map, which a
 * full stop shows from everywhere. Ctrl Z takes back what a toast offers.
 */
export function useShellKeys(map: PracticeMap, showMap: () => void): void {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { actions } = useCurrentActions();
  const isUnsaved = useSelector((state: TrailRoot) => state.trail.crumbs.at(-1)?.isUnsaved ?? false);
  useWindowKeys((event) => {
    if (event.defaultPrevented || isDialogOpen()) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") leaveField(event);
      return;
    }
    const isCommand = event.ctrlKey || event.metaKey;
    const here = map.entries.find((entry) => entry.key === map.current);
    const direction = ARROWS[event.key];
    if (isCommand && direction && here) {
      const next = neighbour(map.entries, here.place, direction);
      if (!next) return;
      event.preventDefault();
      void navigate(next.href, { viewTransition: true });
    } else if (isCommand && event.key === "z" && !event.shiftKey) {
      event.preventDefault();
      if (toast.undoLast()) return;
      const what = toast.past();
      toast.done(what === null ? t("undo.nothing") : t("undo.tooLate", { what }));
    } else if (event.key === "Escape") {
      // Something typed that is not saved keeps the person here: whoever wants to go has other ways.
      if (closeInnermost() || isUnsaved) return;
      const hub = hubOf(map.entries);
      if (hub && hub.key !== map.current) {
        zoomOut(map.current);
        void navigate(hub.href, { viewTransition: true });
      } else showMap();
    } else if (event.key === "." && !isCommand && !event.altKey) {
      event.preventDefault();
      showMap();
    } else if (!isCommand && !event.altKey && /^[1-9]$/.test(event.key)) {
      const action = actions.find((candidate) => String(candidate.slot) === event.key);
      if (action && action.unavailable === undefined) {
        event.preventDefault();
        action.run();
      }
    }
  });
}
