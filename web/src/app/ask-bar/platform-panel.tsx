import { useEffect, useImperativeHandle, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/ui/avatar";
import { KeyCap } from "@/ui/key-cap";
import { Marked } from "@/ui/marked";

import type { AskPanelProps } from "./ask-panel";
import { FoundRow } from "./found-row";
import { usePlatformFound, type PlatformOption } from "./use-platform-found";

/** What the line finds on the platform: its screens, clinics, people and applications, and what one does for oneself. */
export function PlatformPanel({ text, onClose, keys, onActive }: AskPanelProps) {
  const { t } = useTranslation("ask-bar");
  const { options, isBehind } = usePlatformFound(text);
  const [chosen, setChosen] = useState({ at: 0, of: text });
  const at = chosen.of === text ? Math.min(chosen.at, Math.max(0, options.length - 1)) : 0;
  const active = options[at];
  const move = (to: number): void => setChosen({ at: (to + options.length) % Math.max(1, options.length), of: text });
  const take = (option: PlatformOption): void => {
    onClose(true);
    option.run();
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      // What the server finds must be for these words; the places and acts always are.
      if (active && !event.repeat && (!isBehind || active.kind === "place" || active.kind === "act")) take(active);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(at + (event.key === "ArrowDown" ? 1 : -1));
    }
  };
  useImperativeHandle(keys, () => ({ onKey, back: () => false }));
  const activeId = active?.id ?? null;
  useEffect(() => onActive(activeId), [onActive, activeId]);
  const kinds = [...new Set(options.map(({ kind }) => kind))];
  return (
    <div className="absolute bottom-full left-2 z-10 mb-2 flex h-[min(520px,calc(100dvh-112px))] w-[420px] max-w-[calc(100vw-16px)] flex-col overflow-hidden rounded-sheet bg-raised text-[13px] text-ink shadow-3 animate-rise max-tablet:static max-tablet:m-0 max-tablet:h-auto max-tablet:min-h-0 max-tablet:w-full max-tablet:max-w-none max-tablet:flex-1 max-tablet:rounded-none max-tablet:shadow-none">
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-sunken px-2 pb-2 max-tablet:bg-transparent">
        {options.length === 0 && !isBehind && <div className="px-2 pt-3"><p className="type-h3">{t("none.title")}</p><p className="text-ink-2">{t("platform.none")}</p></div>}
        {options.length > 0 && (
          <div id="ask-found" role="listbox" tabIndex={-1} aria-label={t("found")} className="flex flex-col">
            {kinds.map((kind) => (
              <div key={kind} role="group" aria-labelledby={`ask-kind-${kind}`} className="flex flex-col">
                <p id={`ask-kind-${kind}`} role="presentation" className="type-small px-2 pt-2.5 pb-1 text-ink-3">{t(`platform.kind.${kind}`)}</p>
                {options.filter((option) => option.kind === kind).map((option) => (
                  <FoundRow key={option.id} id={option.id} isActive={option === active} onTake={() => take(option)} onPoint={() => move(options.indexOf(option))}>
                    <Picture option={option} />
                    <span className="flex min-w-0 flex-1 flex-col">
                      <b className="truncate"><Marked text={option.title} typed={text} /></b>
                      {option.detail && <span className="type-small truncate text-ink-2"><Marked text={option.detail} typed={text} /></span>}
                    </span>
                  </FoundRow>
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
      <p aria-hidden="true" className="type-small flex flex-none items-center gap-3 bg-sunken px-4 py-2.5 text-ink-3 max-tablet:hidden">
        <span className="flex items-center gap-1"><KeyCap className="bg-surface">↑</KeyCap><KeyCap className="bg-surface">↓</KeyCap> {t("keys.choose")}</span>
        <span className="flex items-center gap-1"><KeyCap className="bg-surface">↵</KeyCap> {t("keys.open")}</span>
      </p>
      <p role="status" className="sr-only">{!isBehind && (options.length === 0 ? t("none.title") : t("count", { count: options.length }))}</p>
    </div>
  );
}

function Picture({ option: { kind, title, icon: Icon } }: { option: PlatformOption }) {
  if (kind === "user") return <Avatar name={title} size={28} isDecorative />;
  return <span aria-hidden="true" className="grid size-7 flex-none place-items-center rounded-md bg-surface text-ink-2 shadow-1"><Icon size={16} /></span>;
}
