import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useCurrentActions } from "@/lib/actions";
import type { PracticeMap } from "@/lib/map";
import { Dialog } from "@/ui/dialog";

export interface HelpDialogProps {
  map: PracticeMap;
  onClose: () => void;
}

/** What the screen is for, what can be done on it at this moment, and the keys that work on every one. */
export function HelpDialog({ map, onClose }: HelpDialogProps) {
  const { t } = useTranslation(["help", "common"]);
  const { subject, actions } = useCurrentActions();
  const keys = useKeys(map);
  const here = map.entries.find(({ key }) => key === map.current);
  const tips: unknown = here ? t(`tips.${here.key}`, { returnObjects: true, defaultValue: [] }) : [];
  return (
    <Dialog isOpen onClose={onClose} size="l" title={t("title", { place: here?.title ?? map.practiceName })} closeLabel={t("common:action.close")}>
      <div className="grid gap-x-8 gap-y-6 pt-1 tablet:grid-cols-2">
        <div className="flex flex-col gap-6">
          <Part title={t("how")}>
            <ul className="flex list-disc flex-col gap-1.5 ps-4 text-ink marker:text-ink-3">{(Array.isArray(tips) ? tips : []).map((tip) => <li key={String(tip)}>{tip}</li>)}</ul>
          </Part>
          <Part title={subject && actions.length > 0 ? t("nowWith", { subject }) : t("now")}>
            {actions.length === 0 && <p className="text-ink-2">{t("nothing")}</p>}
            <Keys of={actions.map(({ slot, label, unavailable }) => ({ keys: [String(slot)], says: label, note: unavailable }))} />
          </Part>
        </div>
        <div className="flex flex-col gap-6 max-tablet:hidden pointer-coarse:hidden">
          <Part title={t("everywhere")}><Keys of={keys} /></Part>
          {map.slug !== "" && <Part title={t("own")}><p className="text-ink">{t("ownText")}</p></Part>}
        </div>
      </div>
    </Dialog>
  );
}

interface Shortcut {
  keys: readonly string[];
  says: string;
  note?: string | undefined;
}

/** The shell's own keys. Who has no practice around them has nothing that is likely next. */
function useKeys(map: PracticeMap): Shortcut[] {
  const { t } = useTranslation("help");
  return [
    { keys: ["Ctrl", "K"], says: t("keys.ask") },
    { keys: [t("cap.letter")], says: t("keys.letter") },
    ...(map.slug === "" ? [] : [{ keys: ["0"], says: t("keys.likely") }]),
    { keys: ["1", "…", "9"], says: t("keys.digits") },
    { keys: ["Ctrl", "Z"], says: t("keys.undo") },
    { keys: ["Ctrl", t("cap.arrows")], says: t("keys.map") },
    ...(map.slug === "" ? [] : [{ keys: ["."], says: t("keys.mapView") }]),
    { keys: ["Alt", "←"], says: t("keys.back") },
    { keys: ["Esc"], says: t("keys.out") },
    { keys: ["?"], says: t("keys.help") },
  ];
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="type-label text-ink-2">{title}</h3>
      {children}
    </section>
  );
}

function Keys({ of }: { of: readonly Shortcut[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-2">
      {of.map(({ keys, says, note }) => (
        <div key={says} className="col-span-2 grid grid-cols-subgrid">
          <dt className="flex gap-1">{keys.map((key) => <kbd key={key} className="inline-grid h-5 min-w-5 place-items-center rounded-key bg-sunken px-1 font-mono text-[11px] font-medium text-ink-2">{key}</kbd>)}</dt>
          <dd className="text-ink">
            {says}
            {note && <span className="type-small block text-ink-3">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
