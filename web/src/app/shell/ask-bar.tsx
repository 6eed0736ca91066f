import { Search } from "lucide-react";
import { Suspense, useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { SEARCH_MAX } from "@/api/limits";
import type { AskKeys, AskPanelProps } from "@/app/ask-bar/ask-panel";
import { cn } from "@/lib/cn";
import { isFocusLost, isRestingPlace } from "@/lib/focus";
import { i18next } from "@/lib/i18n";
import { isDialogOpen, isTyping, useWindowKeys } from "@/lib/keys";
import { useMap } from "@/lib/map";
import { Button } from "@/ui/button";
import { KeyCap } from "@/ui/key-cap";

type Panel = (props: AskPanelProps) => React.ReactNode;

/** What stands above the bar comes with the first quiet moment, so that it is there when it is asked for, also offline. */
function usePanel(isPlatform: boolean) {
  const [panel, setPanel] = useState<{ Panel: Panel } | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    try {
      const texts = i18next.loadNamespaces(isPlatform ? ["ask-bar", "w-admin"] : ["ask-bar", "appointments", "patients", "visits"]);
      const panel = isPlatform ? (await import("@/app/ask-bar/platform-panel")).PlatformPanel : (await import("@/app/ask-bar/ask-panel")).AskPanel;
      await texts;
      setPanel({ Panel: panel });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [isPlatform]);
  useEffect(() => {
    const timer = setTimeout(() => void load(), 1_500);
    return () => clearTimeout(timer);
  }, [load]);
  return { Panel: panel?.Panel ?? null, hasFailed, load };
}

/** Nothing has the focus that letters could be meant for. */
function isFree(): boolean {
  return isFocusLost() || isRestingPlace(document.activeElement);
}

/** One line in one place for everything that can be found or asked for; Ctrl or ⌘ K, `/`, or just a letter. */
export function AskBar() {
  const { t } = useTranslation("shell");
  // Only the platform has no practice.
  const isPlatform = useMap().slug === "";
  const { Panel, hasFailed, load } = usePanel(isPlatform);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  const kept = useRef("");
  const keys = useRef<AskKeys | null>(null);

  const open = useCallback(() => {
    if (!Panel) void load();
    setOpen(true);
  }, [Panel, load]);
  const enter = (): void => {
    if (!isOpen) before.current = document.activeElement;
    field.current?.focus();
    if (!isOpen) field.current?.select();
  };
  const close = useCallback((isDone = false) => {
    setOpen(false);
    setActive(null);
    // What was typed waits once, for whoever closed it by mistake.
    const typed = field.current?.value ?? "";
    const isOver = isDone || kept.current === typed;
    kept.current = isOver ? "" : typed;
    if (isOver) setText("");
    const back = isDone ? null : before.current;
    before.current = null;
    field.current?.blur();
    if (back instanceof HTMLElement && back !== document.body && back.isConnected) back.focus();
    else document.getElementById("canvas")?.focus({ preventScroll: true });
  }, []);
  useLeaving(isOpen, close);

  useWindowKeys((event) => {
    if (event.defaultPrevented || isDialogOpen()) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      enter();
    } else if (!isCommand && !event.altKey && !isTyping(event.target) && event.key === "/") {
      event.preventDefault();
      enter();
    } else if (!isCommand && !event.altKey && !event.isComposing && isFree() && /^\p{L}$/u.test(event.key)) {
      // The letter itself still goes where the focus is by then.
      enter();
    }
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    // The page's own keys rest while somebody asks.
    if (!((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")) event.stopPropagation();
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    if (!keys.current?.back()) close();
  };
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget;
    if (isOpen && to instanceof Node && !bar.current?.contains(to)) {
      setOpen(false);
      setActive(null);
    }
  };
  return (
    // The keys of the whole bar are handled here, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={bar} data-ask onKeyDown={onKeyDown} onBlur={onBlur} className={cn("flex min-w-0 flex-none flex-col max-tablet:w-full", isOpen && "max-tablet:fixed max-tablet:inset-0 max-tablet:z-40 max-tablet:h-dvh max-tablet:bg-raised")}>
      {isOpen && <div aria-hidden="true" className="fixed inset-x-0 top-0 bottom-12 bg-veil max-tablet:hidden" onPointerDown={() => close()} />}
      <div role="search" aria-label={t("ask.label")} className={cn("relative z-10 flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink desk:w-[420px] max-desk:w-[380px] max-tablet:w-full max-tablet:h-11", isOpen ? "bg-raised shadow-field max-tablet:m-3 max-tablet:w-auto max-tablet:flex-none" : "bg-sunken hover:bg-hover")}>
        <Search size={16} className="text-ink-2" aria-hidden="true" />
        <input
          ref={field}
          role="combobox"
          aria-label={t("ask.label")}
          aria-expanded={active !== null}
          aria-controls={active === null ? undefined : "ask-found"}
          aria-activedescendant={active ?? undefined}
          aria-autocomplete="list"
          aria-keyshortcuts="Control+K Meta+K /"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={SEARCH_MAX.anything}
          placeholder={t(isPlatform ? "ask.platform" : "ask.placeholder")}
          value={text}
          onFocus={open}
          onClick={open}
          onChange={(event) => { setText(event.target.value); open(); }}
          onKeyDown={(event) => keys.current?.onKey(event)}
          className="min-w-0 flex-1 border-0 bg-transparent p-0 text-[14px] text-ink outline-none focus-visible:outline-none max-tablet:text-[16px]"
        />
        {!isOpen && <KeyCap className="bg-surface max-desk:hidden">{t("ask.key")}</KeyCap>}
        {isOpen && <button type="button" tabIndex={-1} onClick={() => close()} className="flex h-full flex-none items-center rounded-chip px-1 text-ink-2"><KeyCap className="max-tablet:hidden">Esc</KeyCap><span className="type-small tablet:sr-only">{t("common:action.close")}</span></button>}
      </div>
      {isOpen && Panel && (
        <Suspense>
          <Panel text={text} onText={setText} onClose={close} keys={keys} onActive={setActive} field={field} />
        </Suspense>
      )}
      {isOpen && !Panel && hasFailed && (
        <div role="alert" className="absolute bottom-[calc(100%+8px)] left-3.5 z-10 flex items-center gap-3 rounded-sheet bg-raised px-4 py-3 text-ink shadow-3 max-tablet:static max-tablet:shadow-none">
          {t("problems:unreachable")}
          <Button size="s" onClick={() => void load()}>{t("common:action.retry")}</Button>
        </div>
      )}
    </div>
  );
}

/** Whoever went elsewhere, with the browser's own buttons or by what was asked, has done with asking. */
function useLeaving(isOpen: boolean, close: (isDone?: boolean) => void): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    const isMoved = last.current !== pathname;
    last.current = pathname;
    if (isMoved && isOpen) close(true);
  }, [pathname, isOpen, close]);
}
