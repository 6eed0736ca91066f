import { useNavigate } from "react-router";

import { useCurrentActions } from "@/lib/actions";
import { isDialogOpen, isTyping, useWindowKeys } from "@/lib/keys";
import { neighbour, type Direction, type PracticeMap } from "@/lib/map";
import { toast } from "@/lib/toasts";

const ARROWS: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/** Digits act, Ctrl or ⌘ with arrows walks the map, Esc goes one level out, Ctrl Z takes back what a toast offers. */
export function useShellKeys(map: PracticeMap): void {
  const navigate = useNavigate();
  const { actions } = useCurrentActions();
  useWindowKeys((event) => {
    if (event.defaultPrevented || isTyping(event.target) || isDialogOpen()) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const here = map.entries.find((entry) => entry.key === map.current);
    const direction = ARROWS[event.key];
    if (isCommand && direction && here) {
      const next = neighbour(map.entries, here.place, direction);
      if (!next) return;
      event.preventDefault();
      void navigate(next.href, { viewTransition: true });
    } else if (isCommand && event.key === "z" && toast.undoLast()) {
      event.preventDefault();
    } else if (event.key === "Escape") {
      const hub = map.entries.find((entry) => entry.place.x === 0 && entry.place.y === 0);
      if (hub && hub.key !== map.current) void navigate(hub.href, { viewTransition: true });
    } else if (!isCommand && !event.altKey && /^[1-9]$/.test(event.key)) {
      const action = actions.find((candidate) => String(candidate.slot) === event.key);
      if (action && action.unavailable === undefined) {
        event.preventDefault();
        action.run();
      }
    }
  });
}
