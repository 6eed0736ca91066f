import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { LayoutPin } from "@/api/types";
import { useCurrentActions } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";

import { usePins } from "./use-pins";

export interface QuickBarProps {
  map: PracticeMap;
}

/** What the person pinned, at the end of the trail's line; nothing where nothing is. */
export function QuickBar({ map }: QuickBarProps) {
  const { t } = useTranslation("shell");
  const { pins, toggle } = usePins(map.slug);
  const known = pins.filter(({ workspace }) => map.entries.some(({ key }) => key === workspace));
  if (known.length === 0) return null;
  return (
    <ul aria-label={t("pin.bar")} className="flex min-w-0 items-center gap-0.5 max-tablet:hidden">
      {known.map((pin) => <Pinned key={`${pin.workspace} ${pin.act ?? ""}`} pin={pin} map={map} onTakeOff={() => toggle(pin)} />)}
    </ul>
  );
}

function Pinned({ pin, map, onTakeOff }: QuickBarProps & { pin: LayoutPin; onTakeOff: () => void }) {
  const { t } = useTranslation(["shell", "likely"]);
  const { actions } = useCurrentActions();
  const entry = map.entries.find(({ key }) => key === pin.workspace);
  if (!entry) return null;
  const here = actions.find(({ act, unavailable }) => act !== undefined && act === pin.act && unavailable === undefined);
  const said = pin.act ? t(`likely:after.${pin.act}`) : entry.title;
  const name = said.charAt(0).toLocaleUpperCase() + said.slice(1);
  // An act that needs something chosen cannot be done from elsewhere: its screen is where it begins.
  const way = pin.act && !here ? t("pin.way", { name, place: entry.title }) : name;
  const Icon = here?.icon ?? entry.icon;
  return (
    <li className="group relative flex min-w-0">
      <button
        type="button"
        title={way}
        aria-label={way}
        aria-current={!pin.act && map.current === pin.workspace ? "page" : undefined}
        aria-keyshortcuts="Delete"
        onClick={() => (here ? here.run() : map.go(pin.workspace))}
        onKeyDown={(event) => {
          if (event.key !== "Delete") return;
          event.preventDefault();
          onTakeOff();
        }}
        className="flex h-[26px] min-w-0 items-center gap-1.5 rounded-[7px] px-2 text-[12.5px] text-ink-2 hover:bg-hover hover:text-ink max-desk:h-9"
      >
        <Icon size={15} className="flex-none" />
        <span aria-hidden="true" className="max-w-32 truncate max-wide:hidden">{name}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("pin.off", { name })}
        title={t("pin.off", { name })}
        onClick={onTakeOff}
        className="absolute -top-0.5 -right-0.5 hidden size-4 place-items-center rounded-full bg-raised text-ink-2 shadow-1 group-hover:grid pointer-coarse:hidden!"
      >
        <X size={10} aria-hidden="true" />
      </button>
    </li>
  );
}
